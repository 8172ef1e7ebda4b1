import { stripMetadata } from '../../server/files/index.ts';

async function* inParts(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A file as it is after its upload, where it comes in parts of this size. */
export async function stripped(bytes: Buffer, size = 7): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stripMetadata(inParts(bytes, size))) parts.push(part);
  return Buffer.concat(parts);
}
