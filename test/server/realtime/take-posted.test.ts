import { expect, test } from 'vitest';
import type { RelayFrame } from '../../../protocol/index.ts';
import { createLine } from '../../../server/realtime/line.ts';
import { type Refusal, takePosted } from '../../../server/realtime/take-posted.ts';
import { createTokenBucket } from '../../../server/realtime/token-bucket.ts';
import { messageTo } from '../../helpers/frame-line.ts';

const FRAMES_PER_SECOND = 15;

/** Posts frames to a relay whose clock moves on by `stepMs` with each; gives back what it took and what it answered. */
async function posts(frames: readonly object[], burst: number, stepMs: number) {
  const answers: RelayFrame[] = [];
  const taken: unknown[] = [];
  let refused: Refusal | undefined;
  let now = 0;
  const clock = () => {
    now += stepMs;
    return now;
  };
  const line = createLine(
    {
      send(frame) {
        if (frame.type === 'refused' && !frame.final) refused = frame;
        answers.push(frame);
      },
      sendText: () => undefined,
      push: () => undefined,
      isSlow: () => false,
      drained: () => Promise.resolve(),
      close: () => undefined,
    },
    () => undefined,
  );
  await takePosted(
    frames.map((frame) => JSON.stringify(frame)),
    createTokenBucket(burst, FRAMES_PER_SECOND, clock),
    line,
    async (frame) => void taken.push(frame),
    () => refused,
  );
  return { taken, answers };
}

test('P4 takes no message of a post after one that was refused for now, though its rate allows it again', async () => {
  const [first, second, third] = ['one', 'two', 'three'].map((text) => messageTo('new', text));
  if (!first || !second || !third) throw new Error('three messages');
  const { taken, answers } = await posts([first, second, third], 1, 40);
  expect(taken).toEqual([first]);
  expect(answers).toMatchObject([
    { type: 'refused', code: 'rate_limited', final: false, id: second.id },
    { type: 'refused', code: 'rate_limited', final: false, id: third.id },
  ]);
});

test('goes on after a message that is refused for good', async () => {
  const wrong = { ...messageTo('new', 'x'), event: { kind: 'message', text: 1 } };
  const right = messageTo('new', 'right');
  const { taken, answers } = await posts([wrong, right], 10, 1);
  expect(taken).toEqual([right]);
  expect(answers).toMatchObject([{ type: 'refused', code: 'invalid', id: wrong.id }]);
});
