import type {
  AssignedReason,
  Author,
  ChatId,
  QueuedReason,
  Said,
  Step,
} from '../../protocol/index.ts';
import { FileBody } from '../files/index.ts';
import { clockTime, t } from '../text/index.ts';
import { Answers, asLine, asText } from '../visitors/index.ts';
import { MessageText } from './message-text.tsx';
import { MessageTools } from './message-tools.tsx';
import { nameOfOperator } from './name-of-operator.ts';
import { Permalink } from './permalink.tsx';

/** What stands beneath a message that the visitor saw, or that reached them. */
export type Mark = 'seen' | 'delivered' | null;

/** Something said, and how far the visitor is with it. */
export function SaidItem({
  chat,
  visitor,
  said,
  isMarked,
  mark,
}: {
  chat: ChatId;
  /** What the visitor is called. */
  visitor: string;
  said: Said;
  /** It is what somebody looked for, or followed a link to. */
  isMarked: boolean;
  mark: Mark;
}) {
  const isOwnSide = said.author.role === 'operator';
  return (
    <li
      class={`said ${isOwnSide ? 'ours' : 'theirs'} ${said.body.kind}`}
      data-seq={said.seq}
      data-marked={isMarked}
      tabIndex={-1}
    >
      <p class="small muted by">
        <bdi>
          {isOwnSide
            ? asLine(said.authorName) || nameOfOperator(said.author) || t('operator')
            : visitor}
        </bdi>{' '}
        · <Permalink chat={chat} seq={said.seq} at={said.at} />
        {said.body.kind === 'note' && ` · ${t('onlyOperators')}`}
      </p>
      <SaidBody body={said.body} />
      {(said.body.kind === 'message' || said.body.kind === 'note') && (
        <MessageTools text={asText(said.body.text)} />
      )}
      {mark && <p class="small muted">{t(mark)}</p>}
    </li>
  );
}

function SaidBody({ body }: { body: Said['body'] }) {
  if (body.kind === 'file') return <FileBody file={body.file} />;
  if (body.kind !== 'form') return <MessageText text={body.text} />;
  return (
    <div class="bubble">
      <p class="small muted">{t(`form-${body.form}`)}</p>
      <Answers answers={body.answers} />
    </div>
  );
}

/** A step of the chat's life. */
export function StepItem({ step, isMarked }: { step: Step; isMarked: boolean }) {
  return (
    <li class="step small muted" data-seq={step.seq} data-marked={isMarked} tabIndex={-1}>
      {stepWords(step)} · <time>{clockTime(step.at)}</time>
      {step.body.kind === 'rating' && step.body.comment !== undefined && (
        <p class="comment" dir="auto">
          {asText(step.body.comment)}
        </p>
      )}
    </li>
  );
}

/** A step in words. */
export function stepWords({ body, author }: Step): string {
  switch (body.kind) {
    case 'queued':
      if (body.reason === 'site_closed' || body.reason === 'queue_full') {
        return t(`step-${body.reason}`);
      }
      return because(t(body.offline ? 'step-offline' : 'step-queued'), body.reason);
    case 'assigned':
      return because(t('step-assigned', { name: asText(body.operator.name) }), body.reason);
    case 'joined':
      return t('step-joined', { name: asText(body.operator.name) });
    case 'transferred':
      return t('step-transferred', {
        name: asText(body.by.name),
        to: asText('operator' in body.to ? body.to.operator.name : body.to.group.name),
      });
    case 'closed':
      if (body.reason) return t(`step-${body.reason}`);
      return author.role === 'visitor' ? t('step-ended') : byWhom('step-closed', author);
    case 'rating':
      return t(body.good ? 'rated-good' : 'rated-bad');
    case 'reopened':
      return byWhom('step-reopened', author);
    case 'tagged':
      return t(body.on ? 'step-tagged' : 'step-untagged', {
        name: nameOfOperator(author) || t('operator'),
        tag: asText(body.tag.name),
      });
  }
}

/** A step, and the operator who took it, as far as it was one. */
function byWhom(step: 'step-closed' | 'step-reopened', author: Author): string {
  const name = nameOfOperator(author);
  return name ? t(`${step}-by`, { name }) : t(step);
}

/** A step, and why it was taken. */
function because(words: string, reason: QueuedReason | AssignedReason | undefined): string {
  return reason ? `${words} (${t(`why-${reason}`)})` : words;
}
