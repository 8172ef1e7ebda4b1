import type { ComponentChildren } from 'preact';
import type { Availability, FormName, Site, SiteSettings } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { SitePreviewFrame } from './site-preview-frame.tsx';
import './preview.css';

interface BesidePreviewProps {
  /** Undefined for a new one: there is nothing yet that could be shown. */
  readonly site: Site | undefined;
  /** As they are being written. */
  readonly settings: SiteSettings;
  /** What the widget speaks; by default what the settings say. */
  readonly language?: string;
  /** Whether visitors are answered; by default they are. */
  readonly availability?: Availability;
  /** A form that it shows in the place of the conversation. */
  readonly form?: FormName;
  /** What the preview is asked for; stands above it. */
  readonly above?: ComponentChildren;
  /** The form. */
  readonly children: ComponentChildren;
}

/** A form, and beside it the widget as it will be once the form is saved. */
export function BesidePreview({ site, children, above, ...shown }: BesidePreviewProps) {
  return (
    <div class="beside-preview">
      <div class="stack">{children}</div>
      {site && (
        <aside class="site-preview">
          <h2>{t('preview')}</h2>
          {above}
          <SitePreviewFrame site={site} {...shown} />
          <p class="small muted">{t('previewHelp')}</p>
        </aside>
      )}
    </div>
  );
}
