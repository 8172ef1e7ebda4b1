import type { FunctionComponent } from 'preact';
import type { TextKey } from '../../text/index.ts';
import { BesidePreview } from '../preview/index.ts';
import type { SectionProps } from '../section.ts';
import { FirstLooks, hours, install, NameAndDomains, WidgetLanguage } from '../sections/index.ts';

/** A step of setting up a site. */
interface Step {
  /** Its end of the address: `/console/sites/ID/setup/NAME`. */
  readonly name: string;
  readonly title: TextKey;
  readonly help: TextKey;
  readonly Fields: FunctionComponent<SectionProps>;
}

/** The steps in their order; the first one makes the site, and all that follow may be passed over and come back to. */
export const STEPS: readonly [Step, ...Step[]] = [
  { name: 'site', title: 'stepSite', help: 'stepSiteHelp', Fields: NameAndDomains },
  { name: 'looks', title: 'siteLooks', help: 'stepLooksHelp', Fields: LooksStep },
  { name: 'hours', title: 'stepHours', help: 'stepHoursHelp', Fields: HoursStep },
  { name: 'install', title: 'siteInstall', help: 'stepInstallHelp', Fields: install.Fields },
];

function LooksStep(props: SectionProps) {
  return (
    <BesidePreview site={props.site} settings={props.draft.settings}>
      <FirstLooks {...props} />
    </BesidePreview>
  );
}

function HoursStep(props: SectionProps) {
  return (
    <hours.Fields {...props}>
      <WidgetLanguage {...props} />
    </hours.Fields>
  );
}
