import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseLocale, findLocale } from '../../widget/text/choose-language.ts';

const languageFor = (...tags: string[]) => chooseLocale(tags)?.language;

describe('the choice of a language', () => {
  it('takes the first tag it has words for, and keeps its region', () => {
    expect(chooseLocale(['auto', '', 'tlh', 'de-AT', 'en'])).toEqual({
      language: 'de',
      tag: 'de-AT',
    });
  });

  it.each([
    ['pt-BR', 'pt-BR'],
    ['pt-br', 'pt-BR'],
    ['pt-PT', 'pt'],
    ['pt', 'pt'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['sr', 'sr'],
    ['sr-Latn-RS', 'sr-Latn'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['iw', 'he'],
    ['in-ID', 'id'],
    ['de_CH', 'de'],
    ['ES-419', 'es'],
  ])('finds for %s the words of %s', (tag, language) => {
    expect(languageFor(tag)).toBe(language);
  });

  it('passes over what is no tag', () => {
    expect(languageFor('auto', '', '-', 'constructor', 'de-', '你好', 'it')).toBe('it');
    expect(languageFor('auto', 'tlh')).toBeUndefined();
  });
});

describe('the language of a page', () => {
  afterEach(() => {
    document.documentElement.lang = '';
    vi.restoreAllMocks();
  });

  it('is what was set, else that of the page, else that of the browser, else English', () => {
    document.documentElement.lang = 'fr-CH';
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['da']);
    expect(findLocale('it').tag).toBe('it');
    expect(findLocale('auto').tag).toBe('fr-CH');
    document.documentElement.lang = '';
    expect(findLocale('auto').tag).toBe('da');
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['tlh']);
    expect(findLocale('auto').tag).toBe('en');
  });

  it('tells of a language that is not there only where somebody named it', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['tlh']);
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    document.documentElement.lang = 'tlh';
    findLocale('auto');
    expect(warn).not.toHaveBeenCalled();
    expect(findLocale('tlh').language).toBe('en');
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^Counterbell: .*tlh.* en$/)]]);
  });
});
