import Bowser from 'bowser';

/** What is kept of a user agent: names for people. The header itself is not stored. */
export interface Agent {
  readonly browser: string;
  readonly system: string;
  /** `desktop`, `mobile`, `tablet` …; empty where it cannot be told. */
  readonly device: string;
}

/** Longest user agent that is looked at; a longer one is somebody's experiment. */
const MAX_CHARS = 512;

/** Reads browser, system and kind of device out of a User-Agent header; empty strings where it does not tell. */
export function readAgent(header: string | undefined): Agent {
  if (!header) return { browser: '', system: '', device: '' };
  const parsed = Bowser.parse(header.slice(0, MAX_CHARS));
  return {
    browser: named(parsed.browser.name, parsed.browser.version?.split('.')[0]),
    system: named(parsed.os.name, parsed.os.versionName ?? parsed.os.version),
    device: parsed.platform.type ?? '',
  };
}

function named(name: string | undefined, version: string | undefined): string {
  return name ? [name, version].filter(Boolean).join(' ').slice(0, 60) : '';
}
