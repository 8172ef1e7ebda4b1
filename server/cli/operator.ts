import type { Command } from 'commander';
import type { z } from 'zod';
import { emailSchema, explain, personNameSchema, roleSchema } from '../../protocol/index.schema.ts';
import type { Settings } from '../config/index.ts';
import { withStorage } from './with-storage.ts';

/** `counterbell operator`: accounts from the command line, for whoever cannot get into the console. */
export function addOperator(program: Command): void {
  const operator = program
    .command('operator')
    .description('make and list accounts; without DATABASE_URL the relay must not be running');
  operator
    .command('add')
    .description('make an account and print its one-time link')
    .requiredOption('--name <name>', 'name that visitors see')
    .requiredOption('--email <email>', 'e-mail address to sign in with')
    .option('--role <role>', 'owner, admin, operator or viewer', 'operator')
    .action(addAccount);
  operator.command('list').description('print every account').action(listAccounts);
  operator
    .command('link <email>')
    .description('print a one-time link to set a new password')
    .action(printLink);
}

async function addAccount(options: { name: string; email: string; role: string }): Promise<void> {
  const name = check('--name', personNameSchema, options.name);
  const email = check('--email', emailSchema, options.email);
  const role = check('--role', roleSchema, options.role);
  const link = await withAccounts(async ({ operators, access, linkAddress }) => {
    const account = await operators.invite({ name, email, role });
    if (!account) throw new Error(`There is an account with the e-mail address ${email} already.`);
    return linkAddress(await access.makeLink('invite', account.id));
  });
  print(`${link}\nWorks once, for 7 days; send it to ${name}.`);
}

async function listAccounts(): Promise<void> {
  const accounts = await withAccounts(({ operators }) => operators.list());
  if (accounts.length === 0) print('There are no accounts yet.');
  for (const { role, email, name } of accounts) print(`${role.padEnd(8)}  ${email}  ${name}`);
}

async function printLink(email: string): Promise<void> {
  const link = await withAccounts(async ({ operators, access, linkAddress }) => {
    const account = await operators.findByEmail(email);
    if (!account) throw new Error(`There is no account with the e-mail address ${email}.`);
    return linkAddress(await access.makeLink('password', account.id));
  });
  print(`${link}\nSets a new password; works once, for 7 days.`);
}

/** What the accounts' commands work with, on an opened data folder. */
async function openAccounts(
  storage: Parameters<Parameters<typeof withStorage>[0]>[0],
  settings: Settings,
) {
  const [{ createOperators }, access] = await Promise.all([
    import('../operators/index.ts'),
    import('../access/index.ts'),
  ]);
  const address = settings.publicUrl ?? `http://localhost:${settings.port}`;
  return {
    operators: createOperators({ storage }),
    access: access.createAccess({ storage }),
    linkAddress: (token: string) => access.linkAddress(address, token),
  };
}

function withAccounts<T>(
  work: (accounts: Awaited<ReturnType<typeof openAccounts>>) => Promise<T>,
): Promise<T> {
  return withStorage(async (storage, settings) => work(await openAccounts(storage, settings)));
}

function check<Value>(option: string, schema: z.ZodType<Value>, given: string): Value {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Error(`${option} ${JSON.stringify(given)} ${explain(result.error).detail}.`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
