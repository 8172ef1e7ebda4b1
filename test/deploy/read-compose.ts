import { parse } from 'yaml';
import { readProjectFile } from '../checks/source-files.ts';

/** What our compose files use of the format (compose-spec). */
export interface Service {
  readonly build?: string;
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly restart: string;
  readonly stop_grace_period?: string;
  readonly command?: readonly string[];
}

/** A compose file, with its anchors resolved and its variables as they stand. */
export interface ComposeFile {
  readonly text: string;
  readonly services: readonly (Service & { readonly name: string })[];
  /** Names of volumes. */
  readonly volumes: readonly string[];
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}

export function readCompose(path: string): ComposeFile {
  const text = readProjectFile(path);
  // The schema of the format is compose's own to check; what the tests read is stated above.
  const file = parse(text) as {
    services: Record<string, Service>;
    volumes: Record<string, null>;
    networks?: ComposeFile['networks'];
  };
  return {
    text,
    services: Object.entries(file.services).map(([name, service]) => ({ name, ...service })),
    volumes: Object.keys(file.volumes),
    networks: file.networks ?? {},
  };
}

/** Puts values in the place of `${NAME:?words}`, as compose does. Throws at one that is not given. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+):\?[^}]*\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  });
}
