import type { Said, Step } from '../../protocol/index.ts';
import { clockTime, t } from '../text/index.ts';
import { asText } from '../visitors/index.ts';

/** What stands beneath a message that the visitor saw, or that reached them. */
export type Mark = 'seen' | 'delivered' | null;

/** Something said, and how far the visitor is with it. */
export function SaidItem({ said, mark }: { said: Said; mark: Mark }) {
  const isOwnSide = said.author.role === 'operator';
  return (
    <li class={`said ${isOwnSide ? 'ours' : 'theirs'} ${said.body.kind}`}>
      <p class="small muted by">
        {isOwnSide ? said.authorName || t('operator') : t('visitor')} ·{' '}
        <time>{clockTime(said.at)}</time>
        {said.body.kind === 'note' && ` · ${t('onlyOperators')}`}
      </p>
      <SaidBody body={said.body} />
      {mark && <p class="small muted">{t(mark)}</p>}
    </li>
  );
}

function SaidBody({ body }: { body: Said['body'] }) {
  if (body.kind !== 'form')
    return (
      <p class="bubble" dir="auto">
        {asText(body.text)}
      </p>
    );
  const { name, email, message } = body.answers;
  return (
    <div class="bubble">
      <dl>
        <dt>{t('name')}</dt>
        <dd>{asText(name)}</dd>
        <dt>{t('email')}</dt>
        <dd>{asText(email)}</dd>
      </dl>
      <p dir="auto">{asText(message)}</p>
    </div>
  );
}

/** A step of the chat's life. */
export function StepItem({ step }: { step: Step }) {
  return (
    <li class="step small muted">
      {stepWords(step)} · <time>{clockTime(step.at)}</time>
    </li>
  );
}

function stepWords({ body }: Step): string {
  switch (body.kind) {
    case 'queued':
      return t(body.offline ? 'step-offline' : 'step-queued');
    case 'assigned':
      return t('step-assigned', { name: asText(body.operator.name) });
    case 'joined':
      return t('step-joined', { name: asText(body.operator.name) });
    case 'closed':
      return t('step-closed');
    case 'reopened':
      return t('step-reopened');
  }
}
