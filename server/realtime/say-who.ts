import type { VisitorFrame } from '../../protocol/index.ts';
import type { Proof } from '../identity/index.ts';
import type { RealtimeDeps } from './dependencies.ts';
import type { Self } from './visitor-acts.ts';

type IdentifyFrame = Extract<VisitorFrame, { type: 'identify' }>;

/**
 * Checks the proof in what a visitor or their page says of who they are. True where this line is nobody's from then on: its client has
 * been told, comes back, and says everything again.
 */
export async function proveWho(
  deps: RealtimeDeps,
  self: Self,
  frame: IdentifyFrame,
): Promise<boolean> {
  const { line } = self;
  const proof = proofIn(frame);
  if (!proof) {
    if (frame.userId !== undefined)
      line.refuse('proof_refused', 'userId counts with its hash alone');
    return false;
  }
  const { site, visitor, token } = self;
  const outcome = await deps.identities.prove({ site: site.id, visitor, token }, proof);
  switch (outcome.name) {
    case 'refused':
      line.refuse('proof_refused', outcome.fault);
      return false;
    case 'known':
      line.send({ type: 'identified', userId: outcome.userId });
      return false;
    case 'gone':
      line.close('identity_changed');
      return true;
    case 'changed': {
      const { userId, token: next, isOther, tell } = outcome;
      line.send({ type: 'identified', userId, token: next, ...(isOther && { isOther }) });
      await tell();
      return true;
    }
  }
}

/** Whether the page's word for name and e-mail is taken; where it is not, and there is one, the page is told. */
export function takesWordFor(
  deps: RealtimeDeps,
  { site, line }: Self,
  { name, email }: Pick<IdentifyFrame, 'name' | 'email'>,
): boolean {
  if (name === undefined && email === undefined) return false;
  if (!deps.siteNow(site).settings.requireVerification) return true;
  line.refuse('proof_refused', 'this site takes name and email from a token alone');
  return false;
}

function proofIn({ userId, hash, token }: IdentifyFrame): Proof | undefined {
  if (token !== undefined) return { token };
  return userId !== undefined && hash !== undefined ? { userId, hash } : undefined;
}
