import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addonSchema } from '../../protocol/index.schema.ts';
import { webhook } from './bundled/webhook.ts';
import { type AddonDefinition, defineAddon } from './sdk.ts';
import { describe } from './switchboard.ts';

/** The bundled add-ons and those of the setting ADDONS. Rejects with one line that names the module it cannot take. */
export async function loadAddons(modules: readonly string[]): Promise<AddonDefinition[]> {
  const loaded = await Promise.all(modules.map(loadAddon));
  const addons = [webhook, ...loaded];
  const names = addons.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`ADDONS: two add-ons are called "${twice}"; rename one of them.`);
  return addons;
}

async function loadAddon(module: string): Promise<AddonDefinition> {
  const isPath = module.startsWith('.') || isAbsolute(module);
  try {
    const loaded: unknown = await import(isPath ? pathToFileURL(resolve(module)).href : module);
    const definition = memberOf(loaded, 'addon') ?? memberOf(loaded, 'default');
    if (!isDefinition(definition))
      throw new TypeError('it exports no add-on as `addon` or default');
    return checkShown(defineAddon(definition));
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(`ADDONS names ${module}, which cannot be loaded: ${reason}`, { cause: error });
  }
}

function memberOf(loaded: unknown, name: string): unknown {
  return typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, name) : undefined;
}

/** One add-on that the console cannot show would take all others from its list. */
function checkShown(definition: AddonDefinition): AddonDefinition {
  const shown = addonSchema.safeParse(describe({ definition, enabled: false, settings: {} }));
  if (shown.success) return definition;
  const [issue] = shown.error.issues;
  throw new TypeError(`${definition.name}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** Enough to go on with; `defineAddon` names what is wrong beyond it. */
function isDefinition(value: unknown): value is AddonDefinition {
  if (typeof value !== 'object' || value === null) return false;
  if (!('name' in value && 'needs' in value && Array.isArray(value.needs))) return false;
  return 'hooks' in value && typeof value.hooks === 'object' && value.hooks !== null;
}
