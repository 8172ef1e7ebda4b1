import { z } from 'zod';
import { looksCss, type PageSettings } from '../../protocol/index.ts';
import type { SiteRecord } from '../sites/index.ts';
import type { BuiltFiles, ServedFile } from './built-files.ts';
import { Refused } from './error-replies.ts';

const manifestSchema = z.object({ panel: z.string(), options: z.string(), page: z.string() });

/** Paths on the relay of the modules that the launcher loads. */
export type ModulePaths = z.infer<typeof manifestSchema>;

const known = new WeakMap<ServedFile, ModulePaths>();

/** What the relay says of itself beside a site's settings. */
interface Standing {
  readonly relay: string;
  readonly paths: ModulePaths;
  /** Somebody answers, at once or when others were. */
  readonly isAttended: boolean;
}

/** What a page gets to know of a site: nothing that its visitors may not see. */
export function pageSettingsOf(
  site: SiteRecord,
  { relay, paths: { page, ...paths }, isAttended }: Standing,
): PageSettings {
  const { key, domains } = site;
  const { colour, welcome, language, consent, looks, showVisitors } = site.settings;
  const css = looksCss({ colour, ...looks });
  const settings = {
    ...{ colour, welcome, language, consent },
    ...looks,
    css,
    ...(looks.launcher === 'attended' && !isAttended && { isAway: true as const }),
  };
  const texts = Object.keys(site.settings.texts);
  const shown = showVisitors && { page };
  return { site: key, relay, ...paths, ...shown, domains: [...domains], settings, texts };
}

/** From the manifest that the widget's build writes. */
export async function modulePaths(files: BuiltFiles): Promise<ModulePaths> {
  const manifest = await files.find('manifest.json');
  if (!manifest) throw new Refused('not_found', 'the widget is not built; run npm run build');
  const paths = known.get(manifest) ?? manifestSchema.parse(JSON.parse(manifest.body.toString()));
  known.set(manifest, paths);
  return paths;
}
