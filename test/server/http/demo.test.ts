import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

describe('/demo', () => {
  let relay: TestRelay;

  beforeAll(async () => {
    relay = await startTestRelay({ demo: true });
  });
  afterAll(() => relay.stop());

  async function page(path: string): Promise<string> {
    const answer = await fetch(`${relay.url}${path}`);
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
    return answer.text();
  }

  it('shows four linked pages, each with exactly the snippet', async () => {
    for (const path of ['/demo', '/demo/product', '/demo/cart', '/demo/order']) {
      const html = await page(path);
      const snippet = `<script async src="http://localhost:${relay.port}/widget.js\\?site=cb_[a-z0-9]{20}"></script>`;
      expect(html).toMatch(new RegExp(snippet));
      expect(html).not.toContain('{{');
      for (const [, link] of html.matchAll(/href="(\/demo[^"#]*)/g)) await page(link ?? '');
    }
  });

  it('carries a site that allows this machine alone and asks for consent', async () => {
    const key = /cb_[a-z0-9]{20}/.exec(await page('/demo'))?.[0];
    const answer = await fetch(`${relay.url}/api/v1/site-settings/${key}`, {
      headers: { origin: 'https://example.net' },
    });
    expect(answer.status).toBe(403);
    expect((await answer.json()).error.message).toContain('the site "Demo shop"');
  });

  it('serves nothing that lies outside the examples', async () => {
    for (const path of ['/demo/..%2f..%2fpackage.json', '/demo/../package.json', '/demo/.env']) {
      expect((await fetch(`${relay.url}${path}`)).status).toBe(404);
    }
  });

  it('is not there where the relay was started to serve', async () => {
    const serving = await startTestRelay();
    const answer = await fetch(`${serving.url}/demo`);
    await serving.stop();
    expect(answer.status).toBe(404);
  });
});
