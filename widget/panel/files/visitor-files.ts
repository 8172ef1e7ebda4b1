import type { UploadTarget } from '../../../client/index.ts';
import { type ChatFile, type FileId, NAMES } from '../../../protocol/index.ts';
import type { Pass } from '../model.ts';

/** Where this visitor's files go. */
export function uploadTarget(pass: Pass): UploadTarget {
  return { address: addressOf(pass, NAMES.visitorFiles), headers: headersOf(pass) };
}

/** Files that were sent from this page need not be loaded again. */
const own = new Map<FileId, Blob>();

/** Under the type that the relay found, whatever its name made of it here. */
export function keepOwn({ id, type }: ChatFile, local: File): void {
  own.set(id, local.slice(0, local.size, type));
}

/** Loads a file. The token goes in a header: addresses are kept in histories and logs. Rejects where it is not to be had. */
export async function loadFile(pass: Pass, id: FileId): Promise<Blob> {
  const known = own.get(id);
  if (known) return known;
  const answer = await fetch(addressOf(pass, `${NAMES.visitorFiles}/${encodeURIComponent(id)}`), {
    headers: headersOf(pass),
  });
  if (!answer.ok) throw new Error(`the relay answered ${answer.status}`);
  return answer.blob();
}

function addressOf({ relay, site }: Pass, path: string): string {
  return `${relay}${path}?site=${encodeURIComponent(site)}`;
}

function headersOf({ token }: Pass): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
