import { openStorage, setMetaValue } from '../../../server/storage/index.ts';

/** A process that writes 1, 2, 3… to the folder of its first argument and prints each number once it is committed. */
const storage = await openStorage({ dataDir: process.argv[2] ?? '' });
for (let number = 1; ; number += 1) {
  await storage.write((db) => setMetaValue(db, 'number', String(number)));
  process.stdout.write(`${number}\n`);
  // Only after a turn of the event loop is it sure to be printed.
  await new Promise((resolve) => setImmediate(resolve));
}
