import { z } from 'zod';
import type { PageSettings } from '../../protocol/index.ts';
import type { SiteRecord } from '../sites/index.ts';
import type { BuiltFiles, ServedFile } from './built-files.ts';
import { Refused } from './error-replies.ts';

const manifestSchema = z.object({ panel: z.string() });
const panels = new WeakMap<ServedFile, string>();

/** What a page gets to know of a site: nothing that its visitors may not see. */
export function pageSettingsOf(site: SiteRecord, relay: string, panel: string): PageSettings {
  const { key, domains, settings } = site;
  return { site: key, relay, panel, domains: [...domains], settings };
}

/** Path of the panel's module on the relay, from the manifest that the widget's build writes. */
export async function panelPath(files: BuiltFiles): Promise<string> {
  const manifest = await files.find('manifest.json');
  if (!manifest) throw new Refused('not_found', 'the widget is not built; run npm run build');
  const known = panels.get(manifest);
  if (known !== undefined) return known;
  const { panel } = manifestSchema.parse(JSON.parse(manifest.body.toString()));
  panels.set(manifest, panel);
  return panel;
}
