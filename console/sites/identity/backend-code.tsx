import { t } from '../../text/index.ts';
import { CopyButton, Tabs } from '../../ui/index.ts';
import { BACKENDS, PAGE_CODE, PROOFS } from './proofs.ts';

/** What a site's backend and its pages have to do, in several languages. */
export function BackendCode() {
  return (
    <section class="stack snippet" aria-labelledby="backend-code">
      <h2 id="backend-code">{t('backendCode')}</h2>
      <p class="small muted">{t('backendCodeHelp')}</p>
      <Tabs label={t('backendLanguages')} tabs={BACKENDS.map((name) => ({ name, words: name }))}>
        {(name) => {
          const backend = BACKENDS.find((one) => one === name) ?? 'Node';
          return (
            <>
              <Code title={t('proofByHash')} code={PROOFS[backend].hash} />
              <Code title={t('proofByToken')} code={PROOFS[backend].token} />
            </>
          );
        }}
      </Tabs>
      <Code title={t('proofInPage')} code={`${PAGE_CODE.hash}\n${PAGE_CODE.token}`} />
    </section>
  );
}

function Code({ title, code }: { title: string; code: string }) {
  return (
    <>
      <div class="spread">
        <strong>{title}</strong>
        <CopyButton key={code} text={code} label={t('copy')} done={t('copied')} />
      </div>
      <pre>{code}</pre>
    </>
  );
}
