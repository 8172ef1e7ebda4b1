import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLinks } from '../../client/later.ts';

const links = (text: string) =>
  findLinks(text).flatMap((part) => (part.type === 'link' ? [part.text] : []));

describe('links in a message', () => {
  it('leaves out the sentence around an address', () => {
    expect(links('See https://a.example/x, or (https://b.example/y).')).toEqual([
      'https://a.example/x',
      'https://b.example/y',
    ]);
  });

  it('keeps brackets that belong to the address', () => {
    expect(links('https://en.example/Tea_(drink)!')).toEqual(['https://en.example/Tea_(drink)']);
  });

  it('makes nothing but http and https addresses clickable', () => {
    const text = 'javascript:alert(1) data:text/html,x ftp://a.example file:///etc/passwd http://';
    expect(links(text)).toEqual([]);
  });

  it('loses no character, and links nowhere else, whatever the text is', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('https://', 'http://a.example/', ')', '(', '.', ' ', 'javascript:', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const parts = findLinks(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const part of parts) {
          if (part.type === 'link') expect(part.href).toMatch(/^https?:\/\//);
        }
      }),
      { seed: 41 },
    );
  });

  it('takes no longer than a blink for the longest message there can be', () => {
    const began = performance.now();
    findLinks('https://a.example/((((('.repeat(350));
    findLinks(`https://a.example/${').'.repeat(3_990)}`);
    expect(performance.now() - began).toBeLessThan(100);
  });
});
