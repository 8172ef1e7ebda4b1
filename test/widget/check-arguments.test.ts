import { describe, expect, it } from 'vitest';
import {
  checkIdentity,
  checkListener,
  checkLocale,
  checkMessage,
} from '../../widget/loader/check-arguments.ts';

describe('arguments of the public interface', () => {
  it('refuses text that is none, blank or over the limit, and names both', () => {
    const rule = 'text must be text of 1 to 8000 characters';
    for (const wrong of [undefined, null, 5, {}, '', '  \n', 'x'.repeat(8_001)]) {
      expect(() => checkMessage(wrong)).toThrow(new TypeError(`Counterbell: ${rule}`));
    }
  });

  it('counts an emoji once', () => {
    expect(() => checkMessage('🦊'.repeat(8_000))).not.toThrow();
  });

  it('refuses names and addresses over their limits', () => {
    expect(() => checkIdentity({ name: 'x'.repeat(101) })).toThrow(/name must be .* 100/);
    expect(() => checkIdentity({ email: 'nobody' })).toThrow(/email must be/);
    expect(() => checkIdentity({ email: `${'x'.repeat(250)}@a.example` })).toThrow(/254/);
    expect(() => checkIdentity({ name: 'Ada', email: 'ada@example.org' })).not.toThrow();
  });

  it('refuses listeners for events that do not exist', () => {
    expect(() => checkListener('open', () => undefined)).toThrow(/event must be one of ready,/);
    expect(() => checkListener('opened', 'no function')).toThrow(/listener must be a function/);
  });

  it('refuses what is no language tag', () => {
    for (const wrong of ['', 'd', 'german language', '../de', 7]) {
      expect(() => checkLocale(wrong)).toThrow(/tag must be/);
    }
    for (const right of ['de', 'de-AT', 'zh-Hant-TW']) {
      expect(() => checkLocale(right)).not.toThrow();
    }
  });
});
