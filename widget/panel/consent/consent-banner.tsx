import type { PanelProps } from '../model.ts';

export { default as bannerCss } from '../look/offers.css?inline';

/** Asks once a page whether this device may remember the visitor. Both answers weigh the same, and look the same. */
export function ConsentBanner({ model, actions }: PanelProps) {
  const { words } = model;
  const question = `${words.say('consentQuestion')} ${words.say('consentDeclined')}`;
  const accept = words.say('consentAccept');
  const decline = words.say('consentDecline');
  const shown = `${question} [${accept}] [${decline}]`;
  return (
    <section class="consent" aria-label={words.say('consentLabel')}>
      <p>{question}</p>
      <div class="answers">
        <button
          type="button"
          class="answer"
          onClick={() => actions.decide('denied', 'banner', shown)}
        >
          {decline}
        </button>
        <button
          type="button"
          class="answer"
          onClick={() => actions.decide('granted', 'banner', shown)}
        >
          {accept}
        </button>
      </div>
    </section>
  );
}
