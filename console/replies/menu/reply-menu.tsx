import { fillVariables, type VariableValues } from '../../../protocol/later.ts';
import { KeyCaps } from '../../commands/index.ts';
import { t } from '../../text/index.ts';
import { Icon, OptionList, type Options } from '../../ui/index.ts';
import { asLine, asText } from '../../visitors/index.ts';
import type { Offer } from '../find-replies.ts';
import { stepWords } from '../macros/index.ts';
import './reply-menu.css';

/** The canned responses and macros that fit what is typed, above the composer. */
export function ReplyMenu({
  id,
  offers,
  options,
  onChoose,
  isNote,
  values,
}: {
  id: string;
  offers: readonly Offer[];
  options: Options;
  onChoose: (offer: Offer) => void;
  isNote: boolean;
  /** What would be filled in. */
  values: VariableValues;
}) {
  return (
    <div class="reply-menu">
      <OptionList
        id={id}
        label={t('repliesMenu')}
        items={offers}
        options={options}
        keyOf={(offer) => (offer.type === 'response' ? offer.response.id : offer.macro.id)}
        onChoose={onChoose}
      >
        {(offer) => <OfferRow offer={offer} isNote={isNote} values={values} />}
      </OptionList>
      <p class="small muted hint" aria-live="polite">
        {offers.length === 0 ? (
          <>
            {t('nothingPrepared')} <a href="/console/replies">{t('toReplies')}</a>
          </>
        ) : (
          t('repliesMenuHint')
        )}
      </p>
    </div>
  );
}

function OfferRow({
  offer,
  isNote,
  values,
}: {
  offer: Offer;
  isNote: boolean;
  values: VariableValues;
}) {
  if (offer.type === 'macro') {
    return (
      <>
        <Icon name="macro" />
        <span class="offer">
          <strong dir="auto">{asLine(offer.macro.name)}</strong>
          <span class="small muted beginning">
            {t('macroSteps', { steps: offer.macro.steps.map(stepWords).join(' › ') })}
          </span>
        </span>
        {offer.macro.key !== null && <KeyCaps keys={`Shift+Digit${offer.macro.key}`} />}
      </>
    );
  }
  const { shortcut, text, files } = offer.response;
  return (
    <>
      <Icon name="replies" />
      <span class="offer">
        <strong dir="auto">/{asText(shortcut)}</strong>
        <span class="small muted beginning" dir="auto">
          {fillVariables(asText(text), values).text}
        </span>
      </span>
      {files.length > 0 && !isNote && (
        <span class="small muted files">
          <Icon name="attach" />
          <span class="hidden">, {t('withFiles')}: </span>
          {files.length}
        </span>
      )}
    </>
  );
}
