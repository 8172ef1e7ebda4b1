import type { OperatorChat } from '../../client/index.ts';
import type { Ban, ChatSummary, OperatorId } from '../../protocol/index.ts';
import { live } from '../session.ts';
import { dayAndTime, now, setApart, t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import { asText, isBanned } from '../visitors/index.ts';
import { otherAnswering } from './acts/index.ts';

interface StripsProps {
  readonly summary: ChatSummary;
  readonly chat: OperatorChat;
  readonly isReader: boolean;
}

/** What must be plain before anything is written: that a colleague answers, who else looks on, and that the visitor is banned. */
export function Strips({ summary, chat, isReader }: StripsProps) {
  const other = otherAnswering(summary, live.value?.me?.id);
  const lookers = namesOf(chat.looking.filter((id) => id !== other?.id));
  const key = isReader ? 'lookingOnReader' : 'lookingOn';
  return (
    <div class="strips" role="status">
      {other && (
        <p class="strip watching">
          <Icon name="eye" />
          {t(key, { name: asText(other.name) })}
        </p>
      )}
      {lookers.length > 0 && (
        <p class="strip lookers small muted">
          <Icon name="eye" />
          {t('alsoHere', { names: lookers.map(setApart).join(', ') })}
        </p>
      )}
      {isBanned(summary.ban, now.value) && (
        <p class="strip banned">
          <Icon name="ban" />
          {banWords(summary.ban)}
        </p>
      )}
    </div>
  );
}

/** A ban in a sentence. */
export function banWords({ until, by, reason }: Ban): string {
  const said = { by: asText(by), reason: asText(reason) };
  return until === null
    ? t('bannedForGood', said)
    : t('bannedUntil', { ...said, until: dayAndTime(until) });
}

function namesOf(ids: readonly OperatorId[]): string[] {
  const operators = live.value?.operators ?? [];
  return ids.flatMap((id) => asText(operators.find((one) => one.id === id)?.name) || []);
}
