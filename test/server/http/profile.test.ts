import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  becomeOwner,
  type ConsoleApi,
  consoleApi,
  cookieOf,
  invite,
  PASSWORD,
} from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;

beforeEach(async () => {
  relay = await startTestRelay();
  owner = await becomeOwner(relay);
});
afterEach(() => relay.stop());

/** Signs in anew, as another browser would. */
async function elsewhere(password = PASSWORD): Promise<ConsoleApi> {
  const who = { email: 'olga@example.org', password };
  return consoleApi(relay.url, cookieOf(await consoleApi(relay.url).call('POST', '/session', who)));
}

async function languageOf(who: ConsoleApi): Promise<unknown> {
  return (await who.call('GET', '/session')).body.language;
}

test('keeps the language of the console with the account, over a restart too', async () => {
  expect(await languageOf(owner)).toBeNull();
  const chosen = await owner.call('PUT', '/profile/language', { language: 'pt-BR' });
  expect(chosen.status).toBe(204);
  expect(await languageOf(await elsewhere())).toBe('pt-BR');
  await relay.restart();
  expect(await languageOf(owner)).toBe('pt-BR');
  await owner.call('PUT', '/profile/language', { language: null });
  expect(await languageOf(owner)).toBeNull();
});

test('keeps a language for each, which nobody else is told', async () => {
  const bob = await invite(relay.url, owner, 'viewer', 'Bob');
  await bob.call('PUT', '/profile/language', { language: 'fr' });
  expect(await languageOf(owner)).toBeNull();
  const listed = await owner.call('GET', '/operators');
  expect(JSON.stringify(listed.body)).not.toContain('language');
});

test('refuses a language that the console does not speak', async () => {
  const answer = await owner.call('PUT', '/profile/language', { language: 'tlh' });
  expect(answer).toMatchObject({ status: 400, body: { error: { field: 'language' } } });
});
