import { expect, test, vi } from 'vitest';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { type FrameLine, messageTo } from '../../helpers/frame-line.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { startTestRelay } from '../../helpers/start-relay.ts';

/** Four bytes a character: 30 KB a message, near the most that fits into one frame. */
const BIG = '😀'.repeat(7_500);
const MOST = 39;

/** Sends one message and gives back the answer to it. */
async function send(line: FrameLine, nth: number) {
  const message = messageTo('new', `${nth} ${BIG}`);
  line.say(message);
  return vi.waitFor(() => {
    const answer = line.heard
      .filter((frame) => frame.type === 'sent' || frame.type === 'refused')
      .find(({ id }) => id === message.id);
    if (!answer) throw new Error('no answer yet');
    return answer;
  }, 10_000);
}

test('P1 refuses with "try again" when the disk is full, and keeps what it acknowledged', async () => {
  const relay = await startTestRelay({
    demo: true,
    alone: true,
    env: { MAX_DATABASE_MB: '1' },
  });
  const site = await demoSiteKey(relay.url);
  const { line, token } = await visitorArrives(relay.url, site);
  let stored = 0;
  let answer = await send(line, stored);
  for (; answer.type === 'sent' && stored < MOST; answer = await send(line, stored)) stored += 1;
  expect(answer).toMatchObject({ type: 'refused', code: 'storage_full', final: false });
  expect(stored).toBeGreaterThan(0);

  const again = await visitorArrives(relay.url, site, { token });
  // Beside the messages stands the one step that queued the chat.
  expect(again.welcome.chats[0]?.last).toBe(stored + 1);
  await again.line.hear('event', ({ seq }) => seq === stored + 1);
  await relay.stop();
});
