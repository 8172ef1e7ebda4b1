import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { ChatId, SiteId } from '../../../protocol/index.ts';
import { createInboxRows, type RowFrame } from '../../../server/realtime/inbox-rows.ts';

// Random UUIDs are what the brands stand for.
const rowOf = (site: SiteId): RowFrame => ({
  ...{ chat: randomUUID() as ChatId, site, frame: `of ${site}` },
});

test('tells no row of a site that is deleted while the row is read', async () => {
  const [site, another] = [randomUUID() as SiteId, randomUUID() as SiteId];
  const [gone, other] = [rowOf(site), rowOf(another)];
  const told: string[] = [];
  const answers: ((rows: readonly RowFrame[]) => void)[] = [];
  const rows = createInboxRows({
    operators: new Set([{ push: (_, frame) => void told.push(frame) }]),
    told: { isNewRow: () => true },
    readRows: () => new Promise((resolve) => answers.push(resolve)),
    onFailure: (error) => expect.unreachable(String(error)),
  });
  for (const { chat } of [gone, other]) rows.changed(chat);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  rows.sitesGone([site]);
  answers[0]?.([gone, other]);
  await vi.waitFor(() => expect(told).toEqual([other.frame]));
  rows.stop();
});
