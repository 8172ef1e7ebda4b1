import { t } from '../../text/index.ts';
import { CopyButton, Tabs } from '../../ui/index.ts';
import { PLACES, type Place, scriptOf, snippetFor } from './snippets.ts';

/** The snippet of a site for wherever its pages come from, and how to put it there. */
export function SnippetTabs({ snippet }: { snippet: string }) {
  const script = scriptOf(snippet);
  return (
    <section class="stack snippet" aria-labelledby="snippet">
      <h2 id="snippet">{t('snippet')}</h2>
      <Tabs label={t('places')} tabs={PLACES.map((name) => ({ name, words: t(`place-${name}`) }))}>
        {(name) => (
          <PlaceSteps place={PLACES.find((one) => one === name) ?? 'html'} script={script} />
        )}
      </Tabs>
    </section>
  );
}

function PlaceSteps({ place, script }: { place: Place; script: string }) {
  const { code, file, steps } = snippetFor(place, script);
  return (
    <>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>{t(step)}</li>
        ))}
      </ol>
      <div class="spread">
        <strong>{file}</strong>
        <CopyButton key={place} text={code} label={t('copy')} done={t('copied')} />
      </div>
      <pre>{code}</pre>
    </>
  );
}
