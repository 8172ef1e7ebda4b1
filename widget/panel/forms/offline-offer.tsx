import type { Translator } from '../../text/index.ts';

/** Says that nobody is there, above the composer, and offers the form. */
export function OfflineOffer({
  words,
  onOpen,
}: {
  readonly words: Translator;
  readonly onOpen: () => void;
}) {
  return (
    <div class="offer" role="status">
      <p>{words.say('offlineOffer')}</p>
      <button type="button" class="answer" onClick={onOpen}>
        {words.say('offlineOpen')}
      </button>
    </div>
  );
}
