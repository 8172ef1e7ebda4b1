import { expect, test } from 'vitest';
import { suggestDomain } from '../../console/sites/sections/suggest-domain.ts';
import { toAsciiDomain } from '../../protocol/index.ts';

test('suggests the other of a name and its www, where a site has one of them', () => {
  expect(suggestDomain(['example.org'])).toBe('www.example.org');
  expect(suggestDomain(['www.example.co.uk'])).toBe('example.co.uk');
  expect(suggestDomain(['example.org', 'www.example.org'])).toBeUndefined();
  expect(suggestDomain(['example.org', '*.example.org'])).toBeUndefined();
  expect(suggestDomain(['localhost', '127.0.0.1', 'shop.example.org', ''])).toBeUndefined();
});

test('writes a domain as browsers do, and leaves what is none', () => {
  expect(toAsciiDomain(' Müller.Example ')).toBe('xn--mller-kva.example');
  expect(toAsciiDomain('*.bücher.example')).toBe('*.xn--bcher-kva.example');
  expect(toAsciiDomain('Example.ORG')).toBe('example.org');
  expect(toAsciiDomain('http://müller.example/x')).toBe('http://müller.example/x');
  expect(toAsciiDomain('mü ller')).toBe('mü ller');
});
