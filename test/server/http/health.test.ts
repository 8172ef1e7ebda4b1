import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../../server/http/permissions.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

describe('what a relay says about itself', () => {
  let relay: TestRelay;

  beforeAll(async () => {
    relay = await startTestRelay({ alone: true });
  });
  afterAll(() => relay.stop());

  it('answers that it lives and that it is ready', async () => {
    const alive = await fetch(`${relay.url}/healthz`);
    expect(await alive.json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${relay.url}/readyz`);
    expect(await ready.json()).toEqual({ status: 'ready', bus: 'alone' });
  });

  it('counts its answers by route, never by address', async () => {
    await fetch(`${relay.url}/console/secret-page`);
    const metrics = await (await fetch(`${relay.url}/metrics`)).text();
    expect(metrics).toMatch(
      /counterbell_http_requests_total\{route="\/console\/\*",status="\d+"\} 1/,
    );
    expect(metrics).toContain('counterbell_sockets');
    expect(metrics).not.toContain('secret-page');
  });

  it('describes every route of the interface', async () => {
    const { openapi, paths } = await (await fetch(`${relay.url}/openapi.json`)).json();
    expect(openapi).toBe('3.1.0');
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map(
        (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const served = Object.keys(PERMISSIONS).filter((route) => route.includes(' /api/v1/'));
    expect(described.sort()).toEqual(served.sort());
  });

  it('lets nothing be framed, sniffed or read elsewhere', async () => {
    const { headers } = await fetch(`${relay.url}/healthz`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('tells browsers to stay with https where it has it', async () => {
    const secure = await startTestRelay({ env: { PUBLIC_URL: 'https://chat.example.org' } });
    const { headers } = await fetch(`${secure.url}/healthz`);
    const link = secure.ownerLink;
    await secure.stop();
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(link).toMatch(/^https:\/\/chat\.example\.org\/console\/link#/);
  });
});
