import { LiveCheck, SnippetTabs } from '../install/index.ts';
import type { Section, SectionProps } from '../section.ts';

/** The snippet, and whether it is on a page. */
export const install: Section = {
  name: 'install',
  title: 'siteInstall',
  fields: [],
  Fields: InstallFields,
};

function InstallFields({ site, allowHost }: SectionProps) {
  if (!site) return null;
  return (
    <>
      <SnippetTabs snippet={site.snippet} />
      <LiveCheck site={site} onAllow={allowHost} />
    </>
  );
}
