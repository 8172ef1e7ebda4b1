import { newSecret } from './secrets.ts';

// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB of memory, 2 passes, 1 lane. `algorithm: 2` is argon2id in
// @node-rs/argon2, whose const enum isolated modules cannot read.
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let decoy: Promise<string> | undefined;

/** Hashes a password with argon2id into a PHC string. Takes about 20 ms of one core. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await argon2();
  return hash(password, PARAMETERS);
}

/** Whether the password is the one of the hash. Without a hash it does the same work and says no. */
export async function verifyPassword(
  stored: string | null | undefined,
  password: string,
): Promise<boolean> {
  const { verify } = await argon2();
  decoy ??= hashPassword(newSecret());
  const matches = await verify(stored ?? (await decoy), password);
  return matches && typeof stored === 'string';
}

/** The native module is loaded at the first password, not at every start. */
function argon2() {
  return import('@node-rs/argon2');
}
