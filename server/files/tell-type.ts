import type { FileType } from '../../protocol/index.ts';
import { FILE_TYPES } from '../../protocol/later.ts';
import type { Ends } from './port.ts';

/** Whether a file is of a type, by its content. */
type Fits = (ends: Ends) => boolean;

/** In the order of preference: what is a Word document is a zip too. */
const SIGNATURES: Readonly<Record<FileType, Fits>> = {
  'image/png': begins('\x89PNG\r\n\x1a\n'),
  'image/jpeg': begins('\xff\xd8\xff'),
  'image/gif': ({ head }) => /^GIF8[79]a$/.test(latin(head, 0, 6)),
  'image/webp': ({ head }) => latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP',
  'image/avif': isMedia(/^avi[fs]$/),
  'application/pdf': begins('%PDF-'),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': isOffice('word/'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': isOffice('xl/'),
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': isOffice('ppt/'),
  'application/vnd.oasis.opendocument.text': isOpenDocument('text'),
  'application/vnd.oasis.opendocument.spreadsheet': isOpenDocument('spreadsheet'),
  'application/vnd.oasis.opendocument.presentation': isOpenDocument('presentation'),
  'application/zip': isZip,
  'audio/mpeg': ({ head }) => latin(head, 0, 3) === 'ID3' || isMpegFrame(head),
  'audio/mp4': isMedia(/^M4[AB] $/),
  'video/mp4': isMedia(/^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash)$/),
  'video/webm': ({ head }) =>
    latin(head, 0, 4) === '\x1a\x45\xdf\xa3' && latin(head, 0, 64).includes('webm'),
  'application/ogg': begins('OggS\0'),
  'text/plain': isText,
  'text/csv': isText,
};

/** A file's type, and the name that goes with it; null where it is of none that is taken. `why` is for its sender. */
export type Told =
  | { readonly type: FileType; readonly name: string }
  | { readonly type: null; readonly why: string };

/**
 * Tells what a file is by its content. Its name may choose between types that the content allows; where it ends otherwise it is
 * given the right ending, so that no name promises what the file is not. HTML and SVG, which run scripts, are never taken.
 */
export function tellType(ends: Ends, name: string): Told {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (isMarkup(ends.head) || /^(x?html?|svgz?|xml|mhtml?)$/.test(ending)) {
    return { type: null, why: 'HTML, SVG and XML can hold scripts' };
  }
  // The keys of a table that is written out whole.
  const types = (Object.keys(SIGNATURES) as FileType[]).filter((type) => SIGNATURES[type](ends));
  const [first] = types;
  if (!first) return { type: null, why: 'it is none of the kinds of files that are' };
  const named = types.find((type) => endingsOf(type).includes(ending));
  return named ? { type: named, name } : { type: first, name: `${name}.${FILE_TYPES[first][0]}` };
}

function endingsOf(type: FileType): readonly string[] {
  return FILE_TYPES[type];
}

/** One character a byte. */
function latin(bytes: Buffer, from = 0, to = bytes.length): string {
  return bytes.toString('latin1', from, to);
}

function begins(signature: string): Fits {
  return ({ head }) => latin(head, 0, signature.length) === signature;
}

/** ISO base media files name their brand after the first box's `ftyp` (ISO/IEC 14496-12, 4.3). */
function isMedia(brand: RegExp): Fits {
  return ({ head }) => latin(head, 4, 8) === 'ftyp' && brand.test(latin(head, 8, 12));
}

/** A frame of MPEG audio, layer III, begins with eleven set bits and a version and rate that exist. */
function isMpegFrame(head: Buffer): boolean {
  const word = head.length < 4 ? 0 : head.readUInt32BE(0);
  const isLayer3 = word >>> 21 === 0x7ff && ((word >>> 17) & 3) === 1;
  return isLayer3 && ((word >>> 12) & 15) !== 15 && ((word >>> 10) & 3) !== 3;
}

function isZip({ head }: Ends): boolean {
  return latin(head, 0, 4) === 'PK\x03\x04';
}

/** Its parts are named in the zip's headers at the beginning, and in its directory at the end. */
function isOffice(folder: string): Fits {
  return (ends) => {
    if (!isZip(ends)) return false;
    const names = latin(ends.head) + latin(ends.tail);
    return names.includes('[Content_Types].xml') && names.includes(folder);
  };
}

/** The first part of the zip is called `mimetype` and says it (OpenDocument 1.3, part 2, 3.3). */
function isOpenDocument(kind: string): Fits {
  const type = `mimetypeapplication/vnd.oasis.opendocument.${kind}`;
  return (ends) => isZip(ends) && latin(ends.head, 30, 30 + type.length) === type;
}

/** Text in whatever encoding has no control characters but tabs, line ends and form feeds. */
function isText({ head, tail }: Ends): boolean {
  return [head, tail].every((part) =>
    part.every((byte) => byte > 31 || (byte > 8 && byte < 14) || byte === 27),
  );
}

/** What a browser that guesses would take for a page (WHATWG MIME Sniffing, 7.1). */
function isMarkup(head: Buffer): boolean {
  return /^(\xef\xbb\xbf)?\s*<[!?a-z]/i.test(latin(head, 0, 1_024));
}
