import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  Availability,
  FormName,
  Site,
  SitePreview,
  SiteSettings,
} from '../../../protocol/index.ts';
import { language as consoleLanguage, t } from '../../text/index.ts';

interface FrameProps {
  readonly site: Site;
  readonly settings: SiteSettings;
  readonly language?: string;
  readonly availability?: Availability;
  readonly form?: FormName;
}

const SOMEBODY_IS_THERE: Availability = { accepting: true };

/** The real widget on a page of the relay. It is told what the form says each time that changes. */
export function SitePreviewFrame({ site, settings, language, availability, form }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  const told: SitePreview = {
    settings,
    language: language ?? languageOf(settings),
    availability: availability ?? SOMEBODY_IS_THERE,
    form,
  };

  useEffect(() => {
    const hear = ({ source, origin }: MessageEvent) => {
      if (source === frame.current?.contentWindow && origin === location.origin) setReady(true);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);

  useEffect(() => {
    if (isReady) frame.current?.contentWindow?.postMessage(told, location.origin);
  }, [isReady, JSON.stringify(told)]);

  return <iframe ref={frame} title={t('preview')} src={`/console/preview?site=${site.key}`} />;
}

/** A widget that follows its page speaks here what the console speaks. */
function languageOf({ language }: SiteSettings): string {
  return language === 'auto' ? consoleLanguage.value : language;
}
