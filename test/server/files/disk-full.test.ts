import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { uploadFile, visitorSender } from '../../helpers/file-sender.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { spawnRelay } from '../../helpers/start-relay.ts';

test('a file that the disk has no room for is refused as "try again", leaves nothing, and the chat goes on', async () => {
  const relay = await spawnRelay({ demo: true, largestFileKb: 6_000 });
  try {
    const site = await demoSiteKey(relay.url);
    const { token, writes } = await visitorArrives(relay.url, site);
    const sender = visitorSender(relay.url, site, token);
    const { status, error } = await uploadFile(sender, 'big.txt', Buffer.alloc(8_000_000, 97));
    expect({ status, code: error.code }).toEqual({ status: 507, code: 'storage_full' });
    expect(await readdir(join(relay.dataDir, 'files'))).toEqual([]);
    await writes('Then I will describe it');
    expect((await uploadFile(sender, 'small.txt', 'hello')).status).toBe(201);
  } finally {
    await relay.stop();
  }
}, 30_000);
