import type { ChatFile, FileId } from '../../protocol/index.ts';
import { cleanName, type Files, imageSize, stripMetadata, tellType } from '../files/index.ts';
import type { Upload, UploadOutcome } from './uploads.ts';

/** Puts a file on disk, images without their metadata, and looks what it is; where it is refused it is still there. */
export async function takeIn(
  files: Files,
  id: FileId,
  { name, body }: Upload,
): Promise<UploadOutcome> {
  await files.write(id, stripMetadata(body));
  const ends = await files.ends(id);
  const told = tellType(ends, cleanName(name));
  if (told.type === null) return { refuse: 'file_refused', detail: told.why };
  const file: ChatFile = {
    id,
    name: told.name,
    type: told.type,
    bytes: ends.bytes,
    ...imageSize(told.type, ends.head),
  };
  return { file };
}

/** Why a file of this size is not taken. Pure. */
export function faultOfSize(
  bytes: number,
  mostBytes: number,
): Extract<UploadOutcome, { refuse: unknown }> | undefined {
  if (bytes === 0) {
    return { refuse: 'invalid', detail: { detail: 'the file is empty', fault: 'empty_file' } };
  }
  if (bytes <= mostBytes) return undefined;
  const detail = `the file is ${bytes} bytes large, the limit is ${mostBytes}`;
  return { refuse: 'too_large', detail: { detail, limit: mostBytes } };
}
