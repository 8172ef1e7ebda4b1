import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scriptOf, snippetFor } from '../../console/sites/install/snippets.ts';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { type PageServer, servePage } from '../helpers/page-server.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let script: string;
let website: PageServer | undefined;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  script = scriptOf(`src="${relay.url}/widget.js?site=${await demoSiteKey(relay.url)}"`);
});
afterAll(async () => {
  await browser.close();
  await website?.stop();
  await relay.stop();
});

/** Opens a page that carries this, and waits for its launcher. */
async function opens(...page: Parameters<typeof servePage>): Promise<Page> {
  await website?.stop();
  website = await servePage(...page);
  const opened = await (await newPerson(browser)).newPage();
  const complaints = complaintsOf(opened);
  await opened.goto(website.url);
  await opened.locator('counterbell-widget').getByRole('button').first().waitFor();
  expect(complaints).toEqual([]);
  return opened;
}

/** Builds the component of the React snippet in an app that draws it twice, as strict mode and a change of route do. */
async function reactApp(): Promise<string> {
  const folder = await mkdtemp(join(process.cwd(), 'node_modules/.cache-react-'));
  await writeFile(join(folder, 'counterbell.jsx'), snippetFor('react', script).code);
  await writeFile(
    join(folder, 'main.jsx'),
    `import { createRoot } from 'react-dom/client';
     import { Counterbell } from './counterbell.jsx';
     const root = createRoot(document.getElementById('app'));
     root.render(<div><Counterbell /><Counterbell /></div>);`,
  );
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    // Preact's own form of React: what the snippet asks for is the same.
    resolve: { alias: { 'react-dom/client': 'preact/compat/client', react: 'preact/compat' } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: 'dist',
      rolldownOptions: { input: join(folder, 'main.jsx'), output: { entryFileNames: 'app.js' } },
    },
  });
  const app = await readFile(join(folder, 'dist/app.js'), 'utf8');
  await rm(folder, { recursive: true });
  return app;
}

test('B9 the line for HTML and Shopify brings the widget', async () => {
  await opens('', `<h1>A page</h1>${snippetFor('shopify', script).code}`);
});

test('B9 a tag manager that puts the line into the page brings the widget', async () => {
  const { code } = snippetFor('tagManager', script);
  // As Google's does: a script that came as text would not run, so its attributes go to a new one.
  const insert = `
    const found = new DOMParser().parseFromString(${JSON.stringify(code)}, 'text/html').scripts[0];
    const tag = document.createElement('script');
    for (const { name, value } of found.attributes) tag.setAttribute(name, value);
    document.body.append(tag);`;
  await opens('', '<h1>A page</h1><script src="/tags.js" defer></script>', {
    '/tags.js': { type: 'text/javascript', content: insert },
  });
});

test('B9 what WordPress makes of its snippet brings the widget', async () => {
  expect(snippetFor('wordpress', script).code).toContain(`'${script}'`);
  // As its `wp_enqueue_script` prints a script with this strategy.
  await opens(
    '',
    `<script src="${script}" id="counterbell-js" async data-wp-strategy="async"></script>`,
  );
});

test('B9 the component for React brings the widget once, however often it is drawn', async () => {
  const page = await opens(
    '',
    '<div id="app"></div><script type="module" src="/app.js"></script>',
    {
      '/app.js': { type: 'text/javascript', content: await reactApp() },
    },
  );
  expect(await page.locator(`script[src="${script}"]`).count()).toBe(1);
  expect(await page.locator('counterbell-widget').count()).toBe(1);
});
