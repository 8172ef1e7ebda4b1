/** Who the users of sites are: their proofs, the secrets these are checked by, and one visitor for all devices of a user. */
export type { Proof } from './check-proof.ts';
export { createIdentities, type Identities, type ProofOutcome } from './identities.ts';
export { createIdentitySecrets, type IdentitySecrets } from './secrets.ts';
