import { describe, expect, test } from 'vitest';
import { LIMITS, NAMES } from '../../protocol/index.ts';
import { readSettings } from '../../server/config/index.ts';
import { readProjectFile } from '../checks/source-files.ts';
import { type Directive, named, readNginx } from './read-nginx.ts';

describe('nginx.conf', () => {
  const whole = readNginx(readProjectFile('deploy/nginx.conf'));
  const tls = named(whole, 'server').find(
    ({ block }) => named(block, 'ssl_certificate').length > 0,
  );
  const locations = named(tls?.block ?? null, 'location');

  test('passes upgrades, the host and the real address on, and believes nobody about them', () => {
    expect(headersOf(tls)).toEqual({
      Host: '$http_host',
      Upgrade: '$http_upgrade',
      Connection: '$counterbell_connection',
      'X-Forwarded-For': '$remote_addr',
      'X-Forwarded-Proto': '$scheme',
    });
    expect(wordsOf(tls, 'proxy_http_version')).toEqual(['1.1']);
    const [map] = named(whole, 'map');
    expect(map?.words).toEqual(['$http_upgrade', '$counterbell_connection']);
  });

  const locationOf = (path: string) =>
    locations.find(({ words }) => words[0] === '~' && new RegExp(words[1] ?? '').test(path));

  test('sets no header in a location, which would drop all the others', () => {
    expect(locations.filter(({ block }) => named(block, 'proxy_set_header').length > 0)).toEqual(
      [],
    );
  });

  test('cuts no line that is alive', () => {
    const longestSilence = Math.max(LIMITS.heartbeatMs * 1.2, LIMITS.streamBeatMs);
    for (const name of ['proxy_read_timeout', 'proxy_send_timeout']) {
      const [time = ''] = wordsOf(tls, name);
      expect(time).toMatch(/^\d+s$/);
      expect(Number.parseInt(time, 10) * 1_000).toBeGreaterThan(2 * longestSilence);
    }
  });

  test('passes events at once, and asks another relay again where that is harmless', () => {
    const conversation = locationOf(NAMES.visitorFrames);
    const path = new RegExp(conversation?.words[1] ?? '');
    expect([NAMES.visitorFrames, NAMES.visitorStream].every((name) => path.test(name))).toBe(true);
    expect(
      [NAMES.visitorSocket, NAMES.operatorSocket, '/api/v1/sites'].some((name) => path.test(name)),
    ).toBe(false);
    expect(wordsOf(conversation, 'proxy_buffering')).toEqual(['off']);
    expect(wordsOf(conversation, 'proxy_next_upstream')).toContain('non_idempotent');
    expect(wordsOf(tls, 'proxy_next_upstream')).toEqual(['error', 'timeout', 'http_503']);
  });

  test('passes files that are as large as the relay takes them by default, as they come', () => {
    const chat = '01a21262-fdb7-7c39-8881-cf3c448b0da8';
    for (const path of [NAMES.visitorFiles, `/api/v1/chats/${chat}/files`]) {
      const [most = ''] = wordsOf(locationOf(path), 'client_max_body_size');
      expect(Number.parseInt(most, 10) * 1_048_576).toBeGreaterThan(readSettings({}).fileMaxBytes);
      expect(wordsOf(locationOf(path), 'proxy_request_buffering')).toEqual(['off']);
    }
  });

  test('passes everything to relays that it names', () => {
    const [relays] = named(whole, 'upstream');
    for (const location of locations) {
      expect(wordsOf(location, 'proxy_pass')).toEqual(['http://counterbell']);
    }
    expect(relays?.words).toEqual(['counterbell']);
    expect(wordsOf(relays, 'server')).toEqual(['127.0.0.1:8080', 'max_fails=1', 'fail_timeout=5s']);
  });
});

describe.each(['Caddyfile', 'Caddyfile.cluster'])('%s', (name) => {
  const lines = readProjectFile(`deploy/${name}`).split('\n');
  const code = lines
    .map((line) => line.replace(/^\s*#.*$/, ''))
    .filter((line) => line.trim() !== '');

  test('closes the blocks that it opens, and is indented as `caddy fmt` does it', () => {
    let depth = 0;
    for (const line of code) {
      if (line.trim() === '}') depth -= 1;
      expect(/^\t*/.exec(line)?.[0].length, line).toBe(depth);
      if (line.endsWith(' {')) depth += 1;
    }
    expect(depth).toBe(0);
  });

  test('takes the public address and the relays from the environment, and forges no header', () => {
    expect(code[0]).toBe('{$PUBLIC_URL} {');
    expect(code[1]).toMatch(/^\treverse_proxy \{\$RELAYS?(:127\.0\.0\.1:8080)?\} \{$/);
    expect(code.filter((line) => /header_up|trusted_proxies/.test(line))).toEqual([]);
  });
});

test('Caddyfile.cluster takes a relay out by what /readyz says, and spreads without stickiness', () => {
  const text = readProjectFile('deploy/Caddyfile.cluster');
  for (const line of ['lb_policy least_conn', 'health_uri /readyz', 'lb_try_duration 5s']) {
    expect(text).toContain(`\t\t${line}\n`);
  }
});

function wordsOf(directive: Directive | undefined, name: string): readonly string[] {
  return named(directive?.block ?? null, name)[0]?.words ?? [];
}

function headersOf(directive: Directive | undefined): Record<string, string> {
  const headers = named(directive?.block ?? null, 'proxy_set_header');
  return Object.fromEntries(headers.map(({ words: [name = '', value = ''] }) => [name, value]));
}
