import { useLocation } from 'preact-iso';
import type { Site } from '../../protocol/index.ts';
import { Form, RefusalNotice } from '../editing/index.ts';
import { session } from '../session.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';
import { DeleteSite } from './deletion/index.ts';
import { isBelow, type Section } from './section.ts';
import { SECTIONS } from './sections/index.ts';
import { useSiteForm } from './use-site-form.ts';

interface SitePageProps {
  readonly site: Site;
  /** The section that the address names. */
  readonly name: string | undefined;
  readonly onSaved: (site: Site) => void;
  readonly onDeleted: (site: Site) => void;
}

/** A site, section by section. What is written stays while one goes from one section to the next, and is saved as a whole. */
export function SitePage({ site, name, onSaved, onDeleted }: SitePageProps) {
  const { route } = useLocation();
  const form = useSiteForm(site, onSaved);
  const { outcome, isChanged } = form;
  const section = SECTIONS.find((one) => one.name === name) ?? SECTIONS[0];

  async function save() {
    const next = await form.save();
    const place = next.name === 'refused' ? sectionOf(next.field) : undefined;
    if (place && place !== section) route(addressOf(site, place));
  }

  return (
    <>
      <a href="/console/sites">{t('allSites')}</a>
      <div class="spread">
        <h1>{site.name}</h1>
        <a href={`/console/sites/${site.id}/setup`}>{t('setupAgain')}</a>
      </div>
      <SectionLinks site={site} current={section} />
      <Form class="stack site-form" refusal={form.refusal} onSave={() => void save()}>
        <section.Fields key={section.name} {...form.props} />
        {outcome.name === 'refused' && <RefusalNotice message={outcome.message} />}
        {outcome.name === 'saved' && !isChanged && <Notice kind="success">{t('saved')}</Notice>}
        {(section.fields.length > 0 || isChanged) && (
          <div class="row">
            <button type="submit">{t('save')}</button>
            {isChanged && (
              <>
                <button type="button" class="quiet" onClick={form.discard}>
                  {t('discard')}
                </button>
                <span class="small muted">{t('unsavedChanges')}</span>
              </>
            )}
          </div>
        )}
      </Form>
      {section === SECTIONS[0] && isOwner() && (
        <DeleteSite
          site={site}
          onDeleted={() => {
            form.discard();
            onDeleted(site);
          }}
        />
      )}
    </>
  );
}

function isOwner(): boolean {
  return session.value.name === 'signed-in' && session.value.operator.role === 'owner';
}

function SectionLinks({ site, current }: { site: Site; current: Section }) {
  return (
    <nav class="sections" aria-label={t('siteSections')}>
      {SECTIONS.map((section) => (
        <a
          key={section.name}
          href={addressOf(site, section)}
          aria-current={section === current ? 'page' : undefined}
        >
          {t(section.title)}
        </a>
      ))}
    </nav>
  );
}

function addressOf(site: Site, section: Section): string {
  return `/console/sites/${site.id}/${section.name}`;
}

function sectionOf(path: string): Section | undefined {
  return SECTIONS.find(({ fields }) => fields.some((field) => isBelow(field, path)));
}
