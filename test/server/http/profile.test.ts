import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLOSES } from '../../../protocol/index.ts';
import {
  becomeOwner,
  type ConsoleApi,
  consoleApi,
  cookieOf,
  invite,
  PASSWORD,
  useLink,
} from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;

beforeEach(async () => {
  relay = await startTestRelay({ demo: true });
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

test('renames an operator for colleagues who look on and for chats that they join', async () => {
  const bob = await operatorArrives(relay.url, await invite(relay.url, owner, 'operator', 'Bob'));
  const { line, id } = await operatorArrives(relay.url, owner);
  expect((await owner.call('PUT', '/profile/name', { name: 'Olga O.' })).status).toBe(204);
  await bob.line.hear(
    'presence',
    (frame) => 'operators' in frame && frame.operators.some(({ name }) => name === 'Olga O.'),
  );
  expect((await owner.call('GET', '/session')).body).toMatchObject({ id, name: 'Olga O.' });

  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  const { chat } = await visitor.writes('Who are you?');
  const joins = async () => {
    line.say(operatorSend(chat, { kind: 'joined' }, uuidv7()));
    const joined = await visitor.line.hear('event', ({ event }) => event.kind === 'joined');
    return joined.event;
  };
  expect(await joins()).toMatchObject({ operator: { id, name: 'Olga O.' } });
});

test('refuses an empty name', async () => {
  const answer = await owner.call('PUT', '/profile/name', { name: ' ' });
  expect(answer).toMatchObject({ status: 400, body: { error: { field: 'name' } } });
});

describe('a new e-mail address', () => {
  const change = (email: string, present = PASSWORD) =>
    owner.call('PUT', '/profile/email', { email, present });
  const signIn = (email: string) =>
    consoleApi(relay.url).call('POST', '/session', { email, password: PASSWORD });

  test('is what one signs in by, in small letters and written in any', async () => {
    expect((await change('Olga@New.Example')).status).toBe(204);
    expect((await owner.call('GET', '/session')).body.email).toBe('olga@new.example');
    expect((await signIn('OLGA@new.example')).status).toBe(200);
    expect((await signIn('olga@example.org')).status).toBe(401);
    const listed = await owner.call('GET', '/operators');
    expect(listed.body).toMatchObject([{ email: 'olga@new.example' }]);
  });

  test('ends the other sessions and their lines, and makes a link for a new password worthless', async () => {
    const other = await elsewhere();
    const { line } = await operatorArrives(relay.url, other);
    const { id, name } = (await owner.call('GET', '/session')).body;
    const { link } = (await owner.call('POST', `/operators/${id}/link`)).body;
    expect((await change('olga@new.example')).status).toBe(204);
    expect(await line.closed).toMatchObject({ code: CLOSES.not_signed_in.code });
    expect((await other.call('GET', '/session')).status).toBe(401);
    expect((await owner.call('GET', '/session')).status).toBe(200);
    const who = { name, email: 'olga@new.example' };
    await expect(useLink(relay.url, link, who)).rejects.toThrow('too old');
  });

  test('is nobody else’s, in whichever letters, and may be the present one', async () => {
    await invite(relay.url, owner, 'viewer', 'Bob');
    expect(await change('BOB@example.org')).toMatchObject({
      status: 409,
      body: { error: { code: 'email_taken', field: 'email' } },
    });
    expect((await change('Olga@example.org')).status).toBe(204);
    expect((await signIn('olga@example.org')).status).toBe(200);
  });

  test('needs the present password, which is not to be had by trying', async () => {
    expect(await change('olga@new.example', 'not the present one')).toMatchObject({
      status: 403,
      body: { error: { code: 'password_wrong', field: 'present' } },
    });
    const wrong = await change('no address');
    expect(wrong).toMatchObject({ status: 400, body: { error: { field: 'email' } } });
    const tries = Array.from({ length: 10 }, () => change('olga@new.example', 'a guess'));
    await Promise.all(tries);
    expect(await change('olga@new.example')).toMatchObject({ status: 429 });
  });
});

describe('a new password', () => {
  const NEW = 'a password of tomorrow';
  const change = (present: string, password: string) =>
    owner.call('PUT', '/profile/password', { present, password });

  test('ends the other sessions and their lines, and no other operator’s', async () => {
    const [here, other] = [await operatorArrives(relay.url, owner), await elsewhere()];
    const bob = await invite(relay.url, owner, 'operator', 'Bob');
    const { line } = await operatorArrives(relay.url, other);
    expect((await change(PASSWORD, NEW)).status).toBe(204);
    expect(await line.closed).toMatchObject({ code: CLOSES.not_signed_in.code });
    expect((await other.call('GET', '/session')).status).toBe(401);
    expect((await owner.call('GET', '/session')).status).toBe(200);
    expect((await bob.call('GET', '/session')).status).toBe(200);
    here.line.say({ type: 'ping' });
    await here.line.hear('pong');
    expect((await elsewhere(PASSWORD)).cookie).toBe('');
    expect((await elsewhere(NEW)).cookie).not.toBe('');
  });

  test('makes a link for a new password that is about worthless', async () => {
    const { id, name, email } = (await owner.call('GET', '/session')).body;
    const { link } = (await owner.call('POST', `/operators/${id}/link`)).body;
    await change(PASSWORD, NEW);
    await expect(useLink(relay.url, link, { name, email })).rejects.toThrow('too old');
  });

  test('needs the present one, and is as good as a first one', async () => {
    const wrong = await change('not the present one', NEW);
    expect(wrong).toMatchObject({
      status: 403,
      body: { error: { code: 'password_wrong', field: 'present' } },
    });
    const short = await change(PASSWORD, 'short');
    expect(short).toMatchObject({ status: 400, body: { error: { field: 'password' } } });
    expect((await elsewhere(PASSWORD)).cookie).not.toBe('');
  });

  test('is not to be had by trying, and trying counts as signing in does', async () => {
    await Promise.all(Array.from({ length: 10 }, () => change('not the present one', NEW)));
    const answer = await change(PASSWORD, NEW);
    expect(answer).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await elsewhere(PASSWORD)).cookie).toBe('');
  });
});
