import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Site } from '../../../protocol/index.ts';
import { Form, RefusalNotice } from '../../editing/index.ts';
import { t } from '../../text/index.ts';
import { useSiteForm } from '../use-site-form.ts';
import { STEPS } from './steps.tsx';
import './setup.css';

interface SetupProps {
  /** Undefined: the first step makes it. */
  readonly site: Site | undefined;
  /** The step that the address names. */
  readonly name: string | undefined;
  readonly onSaved: (site: Site) => void;
}

/** Sets a site up step by step, from its name to the first page that shows its widget. Each step is saved as one goes on. */
export function Setup({ site, name, onSaved }: SetupProps) {
  const { route } = useLocation();
  const form = useSiteForm(site, onSaved);
  const place = Math.max(0, site ? STEPS.findIndex((step) => step.name === name) : 0);
  const step = STEPS[place] ?? STEPS[0];
  const next = STEPS[place + 1];
  const heading = useHeadingFocus(step.name);

  async function save() {
    const saved = site && !form.isChanged ? site : await savedBy(form);
    if (saved && next) route(addressOf(saved, next.name));
  }

  return (
    <>
      <a href="/console/sites">{t('allSites')}</a>
      <h1>{site ? t('setupOf', { name: site.name }) : t('newSite')}</h1>
      <StepList site={site} place={place} />
      <Form class="stack site-form" refusal={form.refusal} onSave={() => void save()}>
        <h2 ref={heading} tabIndex={-1}>
          {t(step.title)}
        </h2>
        <p class="muted">{t(step.help)}</p>
        <step.Fields key={step.name} {...form.props} />
        {form.outcome.name === 'refused' && <RefusalNotice message={form.outcome.message} />}
        <div class="row">
          {site && place > 0 && (
            <a class="button quiet" href={addressOf(site, STEPS[place - 1]?.name ?? '')}>
              {t('stepBack')}
            </a>
          )}
          {next && <button type="submit">{t(site ? 'stepNext' : 'createSite')}</button>}
          {site && !next && (
            <a class="button" href={`/console/sites/${site.id}`}>
              {t('setupDone')}
            </a>
          )}
        </div>
      </Form>
    </>
  );
}

function StepList({ site, place }: { site: Site | undefined; place: number }) {
  return (
    <ol class="setup-steps" aria-label={t('setupSteps')}>
      {STEPS.map(({ name, title }, index) => (
        <li key={name} data-is={index < place ? 'done' : undefined}>
          {site ? (
            <a href={addressOf(site, name)} aria-current={index === place ? 'step' : undefined}>
              {t(title)}
            </a>
          ) : (
            <span aria-current={index === place ? 'step' : undefined}>{t(title)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

async function savedBy(form: ReturnType<typeof useSiteForm>): Promise<Site | undefined> {
  const outcome = await form.save();
  return outcome.name === 'saved' ? outcome.site : undefined;
}

/** A further step begins at its heading, for who goes by keyboard or hears the screen; the first one where the page begins. */
function useHeadingFocus(step: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  return heading;
}

function addressOf({ id }: Site, step: string): string {
  return `/console/sites/${id}/setup/${step}`;
}
