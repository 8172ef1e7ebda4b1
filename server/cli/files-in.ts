import { join } from 'node:path';
import type { Files } from '../files/index.ts';

/** The files of the chats of a data folder. */
export async function filesIn(dataDir: string): Promise<Files> {
  const { openFolder } = await import('../files/index.ts');
  return openFolder(join(dataDir, 'files'));
}
