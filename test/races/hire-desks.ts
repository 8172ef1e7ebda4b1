import {
  becomeOwner,
  type ConsoleApi,
  consoleApi,
  cookieOf,
  PASSWORD,
} from '../helpers/console-api.ts';

/** Makes so many operators and signs them in: the owner, and those invited. Needs a relay that believes one proxy. */
export async function hireDesks(
  relay: { readonly url: string; readonly ownerLink: string },
  count: number,
): Promise<ConsoleApi[]> {
  const owner = await becomeOwner(relay);
  const hired = [owner];
  while (hired.length < count) hired.push(await hire(relay.url, owner, hired.length));
  return hired;
}

async function hire(url: string, owner: ConsoleApi, number: number): Promise<ConsoleApi> {
  const who = { name: `Operator ${number}`, email: `operator-${number}@example.org` };
  const invited = await owner.call('POST', '/operators', { ...who, role: 'operator' });
  const token = String(invited.body.link).split('#')[1];
  const answer = await consoleApi(url).call(
    'POST',
    '/links/use',
    { ...who, token, password: PASSWORD },
    // Links are few for one address, and these are many people.
    { 'x-forwarded-for': `198.51.100.${number % 256}` },
  );
  if (answer.status !== 200) throw new Error(`no operator ${number}: ${answer.body.error.message}`);
  return consoleApi(url, cookieOf(answer));
}
