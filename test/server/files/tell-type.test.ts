import { describe, expect, it } from 'vitest';
import { FILE_TYPES } from '../../../protocol/later.ts';
import { tellType } from '../../../server/files/index.ts';
import { PDF, png, zip } from '../../helpers/sample-files.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const media = (brand: string) => latin(`\0\0\0\x18ftyp${brand}\0\0\0\0`);

function tell(content: Buffer, name: string) {
  return tellType({ head: content, tail: content, bytes: content.length }, name);
}

const SAMPLES: readonly [keyof typeof FILE_TYPES, Buffer][] = [
  ['image/png', png(2, 2)],
  ['image/jpeg', latin('\xff\xd8\xff\xe0\0\x10JFIF\0')],
  ['image/gif', latin('GIF89a\x02\0\x02\0')],
  ['image/webp', latin('RIFF\x24\0\0\0WEBPVP8 ')],
  ['image/avif', media('avif')],
  ['application/pdf', PDF],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    zip('[Content_Types].xml', 'word/document.xml'),
  ],
  [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    zip('_rels/.rels', 'xl/workbook.xml', '[Content_Types].xml'),
  ],
  [
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    zip('[Content_Types].xml', 'ppt/presentation.xml'),
  ],
  [
    'application/vnd.oasis.opendocument.text',
    zip('mimetypeapplication/vnd.oasis.opendocument.text'),
  ],
  [
    'application/vnd.oasis.opendocument.spreadsheet',
    zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
  ],
  [
    'application/vnd.oasis.opendocument.presentation',
    zip('mimetypeapplication/vnd.oasis.opendocument.presentation'),
  ],
  ['application/zip', zip('photos/one.jpg')],
  ['audio/mpeg', latin('ID3\x04\0')],
  ['audio/mp4', media('M4A ')],
  ['video/mp4', media('isom')],
  ['video/webm', latin('\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm')],
  ['application/ogg', latin('OggS\0\x02')],
  ['text/plain', Buffer.from('Grüße,\r\n\tAda\n')],
  ['text/csv', Buffer.from('item;price\ncup;4,50\n')],
];

describe('the type of a file', () => {
  it.each(SAMPLES)('is %s by its content, with any of its endings', (type, content) => {
    for (const ending of FILE_TYPES[type]) {
      const name = `Sample.${ending.toUpperCase()}`;
      expect(tell(content, name)).toEqual({ type, name });
    }
  });

  it('has a sample here, whatever type is taken', () => {
    expect(SAMPLES.map(([type]) => type).sort()).toEqual(Object.keys(FILE_TYPES).sort());
  });

  it('is what the content says where the name says otherwise, and the name then says it too', () => {
    expect(tell(PDF, 'holiday.png')).toEqual({
      type: 'application/pdf',
      name: 'holiday.png.pdf',
    });
    expect(tell(Buffer.from('echo hello'), 'run.bat')).toEqual({
      type: 'text/plain',
      name: 'run.bat.txt',
    });
    const macros = tell(zip('[Content_Types].xml', 'word/vba.bin'), 'macros.docm');
    expect(macros).toMatchObject({ name: 'macros.docm.docx' });
    expect(tell(png(1, 1), 'no ending')).toMatchObject({ name: 'no ending.png' });
  });

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'logo.svg'],
    ['an SVG that is called an image', '<?xml version="1.0"?><svg/>', 'logo.png'],
    ['a page', '<!doctype html><script>alert(1)</script>', 'page.html'],
    ['a page that is called text', '\ufeff \n<HTML>', 'page.txt'],
    ['text that is called a page', 'alert(1)', 'page.html'],
    ['a program', 'MZ\x90\0\x03\0\0\0', 'setup.exe'],
    ['a program that is called an image', '\x7fELF\x02\x01\x01\0', 'photo.png'],
    ['a HEIC image', '\0\0\0\x18ftypheic\0\0\0\0', 'photo.heic'],
  ])('is none for %s, which is not taken', (_what, content, name) => {
    const told = tell(Buffer.from(content), name);
    expect(told).toMatchObject({ type: null, why: expect.stringMatching(/\w/) });
  });
});
