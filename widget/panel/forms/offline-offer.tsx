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
    <div class="notice" role="status">
      <p class="line">
        <span>{words.say('offlineOffer')}</span>
        <button type="button" class="link" onClick={onOpen}>
          {words.say('offlineOpen')}
        </button>
      </p>
    </div>
  );
}
