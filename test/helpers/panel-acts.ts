import { uuidv7 } from 'uuidv7';
import type { ChatId } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import type { operatorArrives } from './people.ts';
import { operatorSend } from './people.ts';
import { PDF, png } from './sample-files.ts';
import type { ShopVisitor } from './shop.ts';

type Operator = Awaited<ReturnType<typeof operatorArrives>>;

/** What a visitor does until the panel shows a state; `operator` is the only one there is. */
export type Act = (visitor: ShopVisitor, operator: Operator) => Promise<void>;

/** The states while nobody accepts chats, by their names. */
export const WHILE_AWAY = {
  'a form with errors': fillsFormWrongly,
  'nobody there': findsNobody,
} as const satisfies Record<string, Act>;

/** Those while the operator accepts chats. */
export const WHILE_THERE = {
  'the launcher alone': closed,
  'the banner': ({ opensPanel }) => opensPanel(),
  'the first words': beginsToWrite,
  'the menu': opensMenu,
  'a failed message': fails,
  'a message that is too long': writesTooMuch,
  'a conversation': converses,
  files: sendsFiles,
  'the end': ends,
} as const satisfies Record<string, Act>;

/** Those while the operator has as many chats as they may have. */
export const WHILE_BUSY = { 'the queue': queues } as const satisfies Record<string, Act>;

async function fillsFormWrongly(visitor: ShopVisitor): Promise<void> {
  await findsNobody(visitor);
  const widget = visitor.page.locator('counterbell-widget');
  await widget.getByRole('button', { name: 'Leave an e-mail address' }).click();
  await widget.getByRole('textbox', { name: 'E-mail' }).fill('not an address');
  await widget.getByRole('button', { name: 'Send message' }).click();
  await widget.getByText('Please enter an e-mail address').waitFor();
}

async function findsNobody({ page, opensPanel, answersBanner }: ShopVisitor): Promise<void> {
  await opensPanel();
  await answersBanner('No thanks');
  await page.getByRole('button', { name: 'Leave an e-mail address' }).waitFor();
}

async function closed({ page }: ShopVisitor): Promise<void> {
  await page.getByRole('button', { name: 'Chat', exact: true }).waitFor();
}

async function beginsToWrite({ page, opensPanel, answersBanner }: ShopVisitor): Promise<void> {
  await opensPanel();
  await answersBanner('No thanks');
  await page.getByRole('textbox', { name: 'Your message' }).fill('Is the kettle\nin stock?');
}

async function opensMenu({ page, opensPanel, answersBanner }: ShopVisitor): Promise<void> {
  await opensPanel();
  await answersBanner('No thanks');
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByText('Remember me on this device').waitFor();
}

async function fails({ page, opensPanel, writes }: ShopVisitor): Promise<void> {
  await opensPanel();
  await writes('Refuse me');
  await page.getByText('We do not take this here.').waitFor();
}

async function writesTooMuch({ page, opensPanel }: ShopVisitor): Promise<void> {
  await opensPanel();
  await page
    .getByRole('textbox', { name: 'Your message' })
    .fill('x'.repeat(LIMITS.textCodePoints + 1));
  await page.getByText('1 character too long').waitFor();
}

const QUESTION = 'Hello, see https://example.org/a-rather-long-address-that-has-to-be-broken';

async function converses(visitor: ShopVisitor, operator: Operator): Promise<void> {
  const { writes, sees, page } = await opened(visitor);
  await writes(QUESTION);
  await answers(operator, 'Hello, see', 'Hi there, and welcome');
  await sees('Hi there, and welcome');
  await page.getByRole('textbox', { name: 'Your message' }).fill('What I am about to say');
}

async function sendsFiles(visitor: ShopVisitor): Promise<void> {
  const { page } = await opened(visitor);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach a file' }).click();
  await (await chooser).setFiles([
    { name: 'kettle.png', mimeType: 'image/png', buffer: png(320, 200) },
    { name: 'invoice of november.pdf', mimeType: 'application/pdf', buffer: PDF },
    { name: 'page.txt', mimeType: 'text/plain', buffer: Buffer.from('<html>') },
  ]);
  await page.getByRole('img', { name: 'kettle.png' }).waitFor();
  await page.getByText('Files of this kind cannot be sent.').waitFor();
  await visitor.seesState('Sent');
}

async function ends(visitor: ShopVisitor, operator: Operator): Promise<void> {
  const { writes, sees, page } = await opened(visitor);
  await writes('Where is my order?');
  const chat = await answers(operator, 'Where is', 'It arrives tomorrow.');
  await sees('It arrives tomorrow.');
  operator.line.say(operatorSend(chat, { kind: 'closed' }, uuidv7()));
  await sees('The chat was closed');
  await page.getByRole('button', { name: 'Good' }).waitFor();
}

async function queues({ page, opensPanel, writes }: ShopVisitor): Promise<void> {
  await opensPanel();
  await writes('I wait');
  await page.getByText(/You are (next|number)/).waitFor();
}

async function opened(visitor: ShopVisitor): Promise<ShopVisitor> {
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  return visitor;
}

/** The operator joins the chat that begins so, and writes. */
async function answers({ line }: Operator, question: string, text: string): Promise<ChatId> {
  const { chat } = await line.hear('chat', (frame) => frame.chat.preview.startsWith(question));
  line.say(operatorSend(chat.id, { kind: 'joined' }, uuidv7()));
  line.say(operatorSend(chat.id, { kind: 'message', text }, uuidv7()));
  return chat.id;
}
