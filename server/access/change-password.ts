import type { OperatorId, PasswordInput } from '../../protocol/index.ts';
import type { Storage } from '../storage/index.ts';
import {
  deleteLinks,
  deleteSessionsOf,
  lockOperator,
  operatorById,
  updateOperator,
} from '../storage/index.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { hashOf } from './secrets.ts';

/** Whose password is changed, and in which session. */
export interface PasswordChange extends PasswordInput {
  readonly operator: OperatorId;
  /** The secret of the session that stays. */
  readonly secret: string;
}

/** Sets a new password, and ends what may be in other hands: their other sessions, and links for a new password. */
export async function changePassword(
  storage: Storage,
  { operator, present, password, secret }: PasswordChange,
): Promise<boolean> {
  const before = (await operatorById(storage.read, operator))?.password_hash;
  if (!(await verifyPassword(before, present))) return false;
  // Hashing takes long and must not hold the write lock; the password of now is looked at again under it.
  const passwordHash = await hashPassword(password);
  return storage.write(async (db) => {
    if ((await lockOperator(db, operator))?.password_hash !== before) return false;
    await updateOperator(db, operator, { password_hash: passwordHash });
    await deleteSessionsOf(db, operator, hashOf(secret));
    await deleteLinks(db, 'password', operator);
    return true;
  });
}
