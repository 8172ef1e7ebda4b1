import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../protocol/index.ts';
import { cleanName } from '../../../server/files/index.ts';

describe("a file's name", () => {
  it.each([
    ['stays as it is', 'Überweisung März 2026.pdf', 'Überweisung März 2026.pdf'],
    ['keeps joined emoji and letters', '👩‍💻 می‌خواهم.txt', '👩‍💻 می‌خواهم.txt'],
    ['loses its folders', '../../etc/passwd', 'passwd'],
    ['loses folders of Windows', 'C:\\Users\\ada\\photo.jpg', 'photo.jpg'],
    ['loses control characters', 'in\u0000voice\u001b[31m\r\n.pdf', 'invoice[31m.pdf'],
    ['loses overrides of the direction', 'photo\u202egpj.exe', 'photogpj.exe'],
    ['loses marks that nobody sees', '\ufeffpay\u200b\u2066slip.pdf', 'payslip.pdf'],
    ['loses what file systems forbid', 'a<b>:"c"|d?*.txt', 'a_b___c__d__.txt'],
    ['loses dots and spaces at its ends', ' ..htaccess. ', 'htaccess'],
    ['is made up where nothing is left', '\u202e///', 'file'],
    ['loses halves of characters', 'a\ud800b.txt', 'a\ufffdb.txt'],
  ])('%s', (_promise, given, clean) => {
    expect(cleanName(given)).toBe(clean);
  });

  it('is cut before its ending, and leaves room for another one', () => {
    const name = cleanName(`${'😀'.repeat(300)}.pdf`);
    expect(name).toMatch(/^😀+\.pdf$/u);
    expect([...name].length + '.docx'.length).toBeLessThan(LIMITS.fileNameCodePoints);
  });
});
