import type { Addon, AddonInput } from '../../protocol/index.ts';
import { allAddonRows, putAddonRow, type Storage } from '../storage/index.ts';
import type { AddonDefinition, AddonSetting } from './sdk.ts';

/** A setting that the owner gave a wrong value, or that the add-on does not have. */
export class AddonSettingError extends Error {
  /** A path: `settings.url`. */
  readonly field: string;
  /** What is wrong, for those who say it in other words: of a value, which setting of which add-on it is of, `addon-webhook-url`. */
  readonly fault: string;
  constructor(field: string, fault: string, message: string) {
    super(message);
    this.name = 'AddonSettingError';
    this.field = field;
    this.fault = fault;
  }
}

/** An add-on with what its owner set. */
export interface SwitchedAddon {
  readonly definition: AddonDefinition;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

/** Which add-ons are on, and their settings: kept in the store, and here for the hot path. */
export interface Switchboard {
  all(): readonly SwitchedAddon[];
  find(name: string): SwitchedAddon | undefined;
  /** Reads again what the owner set: perhaps on another node. */
  refresh(): Promise<void>;
  /** Undefined where there is no such add-on; throws an AddonSettingError where a value is wrong. */
  update(name: string, input: AddonInput): Promise<Addon | undefined>;
}

export async function createSwitchboard(
  storage: Storage,
  definitions: readonly AddonDefinition[],
): Promise<Switchboard> {
  let addons: readonly SwitchedAddon[] = [];
  let refreshing = Promise.resolve();

  async function readAll(): Promise<void> {
    const rows = new Map((await allAddonRows(storage.read)).map((row) => [row.name, row]));
    addons = definitions.map((definition): SwitchedAddon => {
      const row = rows.get(definition.name);
      const settings: unknown = JSON.parse(row?.settings ?? '{}');
      return { definition, enabled: row?.enabled === 1, settings: stringsOf(definition, settings) };
    });
  }

  await readAll();
  return {
    /** One after another, so that an older answer never comes last. */
    refresh() {
      const read = refreshing.then(readAll);
      refreshing = read.catch(() => undefined);
      return read;
    },
    all: () => addons,
    find: (name) => addons.find(({ definition }) => definition.name === name),
    async update(name, input) {
      const addon = addons.find(({ definition }) => definition.name === name);
      if (!addon) return undefined;
      const { definition } = addon;
      const settings = readSettings(definition, input.settings);
      const changed = { definition, enabled: input.enabled, settings };
      await storage.write((db) =>
        putAddonRow(db, {
          name,
          enabled: input.enabled ? 1 : 0,
          settings: JSON.stringify(settings),
        }),
      );
      addons = addons.map((one) => (one.definition === definition ? changed : one));
      return describe(changed);
    },
  };
}

/** An add-on as the console shows it. */
export function describe({ definition, enabled, settings }: SwitchedAddon): Addon {
  const { name, title, description, needs, fields = [] } = definition;
  return {
    name,
    title,
    description,
    needs: [...needs],
    enabled,
    fields: fields.map(({ name: field, label, kind, help }) => ({
      name: field,
      label,
      kind,
      ...(help !== undefined && { help }),
    })),
    settings: { ...settings },
  };
}

function readSettings(
  { name: addon, fields = [] }: AddonDefinition,
  input: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(input).find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined) {
    const path = `settings.${unknown}`;
    throw new AddonSettingError(path, 'unknown_field', `${path} is not a known field`);
  }
  return Object.fromEntries(fields.map((field) => [field.name, readSetting(addon, field, input)]));
}

function readSetting(
  addon: string,
  field: AddonSetting,
  input: Readonly<Record<string, string>>,
): string {
  const value = input[field.name] || field.generate?.() || '';
  const fault = field.check?.(value);
  if (fault) {
    const path = `settings.${field.name}`;
    throw new AddonSettingError(path, `addon-${addon}-${field.name}`, `${path} ${fault}`);
  }
  return value;
}

function stringsOf({ fields = [] }: AddonDefinition, stored: unknown): Record<string, string> {
  const found =
    typeof stored === 'object' && stored !== null ? new Map(Object.entries(stored)) : new Map();
  return Object.fromEntries(fields.map(({ name }) => [name, String(found.get(name) ?? '')]));
}
