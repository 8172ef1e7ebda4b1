import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../server/config/index.ts';
import { SETTINGS } from '../../server/config/settings.schema.ts';
import { ROOT, readProjectFile } from '../checks/source-files.ts';
import { fillIn, readCompose } from './read-compose.ts';
import { allOf, assignmentsOf, lastOf, readDockerfile } from './read-dockerfile.ts';

const { version } = JSON.parse(readProjectFile('package.json')) as { version: string };
const image = readDockerfile(readProjectFile('Dockerfile')).at(-1);
if (!image) throw new Error('the Dockerfile has no stage');
const port = lastOf(image, 'EXPOSE');
const GIVEN = {
  PUBLIC_URL: 'https://chat.example.org',
  POSTGRES_PASSWORD: 'c0ffee',
  REDIS_PASSWORD: 'decaf',
};

describe.each(['compose.yaml', 'compose.cluster.yaml'])('%s', (path) => {
  const { text, services, volumes, networks } = readCompose(path);
  const relays = services.filter(({ build }) => build !== undefined);
  const others = services.filter(({ build }) => build === undefined);

  test('builds the relays from the Dockerfile beside it, under the version of the package', () => {
    expect(relays.length).toBeGreaterThan(0);
    for (const relay of relays) {
      expect(relay).toMatchObject({ build: '.', image: `counterbell:${version}` });
    }
  });

  test('gives the relays settings that exist, with values that they take', () => {
    for (const { environment } of relays) {
      expect(Object.keys(environment).filter((name) => !(name in SETTINGS))).toEqual([]);
      const filled = Object.entries(environment).map(([name, value]) => [
        name,
        fillIn(value, GIVEN),
      ]);
      const inImage = assignmentsOf(lastOf(image, 'ENV'));
      expect(readSettings({ ...inImage, ...Object.fromEntries(filled) })).toMatchObject({
        host: '0.0.0.0',
        port: Number(port),
        publicUrl: GIVEN.PUBLIC_URL,
        trustProxy: 1,
      });
    }
  });

  test('pins every image that it does not build to a version', () => {
    for (const service of others) expect(service.image).toMatch(/:\d+(\.\d+)*-[a-z]+$/);
  });

  test('holds no secret, and does not start without what must be said', () => {
    for (const [whole] of text.matchAll(/\$\{?\w+[^}]*\}?/g)) expect(whole).toMatch(/^\$\{\w+:\?/);
    const secrets = services.flatMap(({ environment }) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|SECRET|TOKEN|AUTH/.test(name)),
    );
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?.*\}$/);
    const logins = text.matchAll(/:\/\/[^/\s]*?:([^@\s][^@]*)@/g);
    for (const [, password] of logins) expect(password).toMatch(/^\$\{\w+:\?[^}]*\}$/);
  });

  test('mounts files that exist and volumes that it names, all of them', () => {
    const sources = services.flatMap((service) =>
      (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? ''),
    );
    const files = sources.filter((source) => source.startsWith('.'));
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    const named = sources.filter((source) => !source.startsWith('.'));
    expect([...new Set(named)].sort()).toEqual([...volumes].sort());
  });

  test('waits only for what says that it is healthy, and starts everything again', () => {
    const healthy = services.filter(({ build, healthcheck }) =>
      build ? allOf(image, 'HEALTHCHECK').length > 0 : healthcheck,
    );
    const names = healthy.map(({ name }) => name);
    for (const { depends_on: needs = {}, restart } of services) {
      expect(restart).toBe('unless-stopped');
      for (const [name, { condition }] of Object.entries(needs)) {
        if (condition === 'service_healthy') expect(names).toContain(name);
        else expect(condition).toBe('service_started');
      }
    }
  });

  test('leaves the relays more time to stop than they take', () => {
    for (const { stop_grace_period: grace } of relays)
      expect(Number.parseInt(grace ?? '', 10)).toBeGreaterThan(10);
  });

  test('tells the proxy every relay, by the variable that its Caddyfile asks for', () => {
    const proxy = services.find(({ image: name }) => name.startsWith('caddy:'));
    const [caddyfile = ''] = proxy?.volumes?.[0]?.split(':') ?? [];
    const asked = readProjectFile(caddyfile).matchAll(/^[^#\n]*\{\$(\w+)/gm);
    const names = [...asked].map(([, name]) => name).sort();
    expect(Object.keys(proxy?.environment ?? {}).sort()).toEqual(names);
    const { RELAY, RELAYS = RELAY } = proxy?.environment ?? {};
    expect(RELAYS?.split(' ')).toEqual(relays.map(({ name }) => `${name}:${port}`));
  });

  test('lets nobody outside this machine past the proxy', () => {
    for (const { ports = [], image: name } of services) {
      if (!name.startsWith('caddy:')) {
        expect(ports.filter((entry) => !entry.startsWith('127.0.0.1:'))).toEqual([]);
      }
    }
    const inside = Object.keys(networks).filter((name) => networks[name]?.internal);
    for (const { image: name, networks: joined = [] } of others) {
      if (!name.startsWith('caddy:')) expect(inside).toEqual(joined);
    }
  });
});
