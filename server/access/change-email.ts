import type { EmailInput, OperatorId } from '../../protocol/index.ts';
import type { Storage } from '../storage/index.ts';
import {
  deleteLinks,
  deleteSessionsOf,
  lockOperator,
  operatorByEmail,
  operatorById,
  updateOperator,
} from '../storage/index.ts';
import { verifyPassword } from './passwords.ts';
import { hashOf } from './secrets.ts';

/** Whose e-mail address is changed, and in which session. */
export interface EmailChange extends EmailInput {
  readonly operator: OperatorId;
  /** The secret of the session that stays. */
  readonly secret: string;
}

/** `wrong`: the present password is another one. `taken`: another account has the address. */
export type EmailOutcome = 'changed' | 'wrong' | 'taken';

/**
 * Gives an account another e-mail address, by which its owner signs in from then on; in small letters, as at an invitation. Ends what may
 * be in other hands, as a new password does: their other sessions, and links for a new password.
 */
export async function changeEmail(
  storage: Storage,
  { operator, present, email, secret }: EmailChange,
): Promise<EmailOutcome> {
  const before = (await operatorById(storage.read, operator))?.password_hash;
  if (!(await verifyPassword(before, present))) return 'wrong';
  const address = email.toLowerCase();
  return storage.write(async (db) => {
    // Checking takes long and must not hold the write lock; the password of now is looked at again under it.
    if ((await lockOperator(db, operator))?.password_hash !== before) return 'wrong';
    const other = await operatorByEmail(db, address);
    if (other && other.id !== operator) return 'taken';
    await updateOperator(db, operator, { email: address });
    await deleteSessionsOf(db, operator, hashOf(secret));
    await deleteLinks(db, 'password', operator);
    return 'changed';
  });
}
