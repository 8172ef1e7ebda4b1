import { afterEach, describe, expect, it } from 'vitest';
import { createStores } from '../../client/index.ts';
import type { VisitorToken } from '../../protocol/index.ts';
import {
  createConsent,
  createTokenKeeper,
  type WidgetTokenKeeper,
} from '../../widget/keeping/index.ts';
import { consentAtLoad, type Decision, wipe } from '../../widget/loader/consent.ts';
import { SITE } from './settings.ts';

const TOKEN = '0123456789abcdef0123456789abcdef' as VisitorToken;
const PAGE = 'https://shop.example/';
const decision = (choice: Decision['choice']): Decision => ({
  choice,
  by: 'banner',
  text: 'May we?',
});

afterEach(() => {
  wipe();
  Reflect.deleteProperty(navigator, 'globalPrivacyControl');
});

describe('the decision at load', () => {
  it('is open where nothing is known', () => {
    expect(consentAtLoad()).toBe('undecided');
  });

  it('is no where the browser says so, and an earlier yes beats that', () => {
    Reflect.set(navigator, 'globalPrivacyControl', true);
    expect(consentAtLoad()).toBe('denied');
    createTokenKeeper(SITE, () => 'device', createStores().session).write(TOKEN);
    expect(consentAtLoad()).toBe('granted');
  });
});

describe('decisions', () => {
  it('keeps on the device, in the session or in the page as the decision and the mode say', () => {
    expect(createConsent('strict', 'undecided').keeping).toBe('session');
    expect(createConsent('external', 'undecided').keeping).toBe('page');
    expect(createConsent('banner', 'granted').keeping).toBe('device');
    expect(createConsent('banner', 'denied').keeping).toBe('page');
  });

  it('records the words that were shown, and a no after a yes as a withdrawal', () => {
    const consent = createConsent('banner', 'undecided');
    const shown = { by: 'banner', version: '2', text: 'May we?', page: PAGE };
    expect(consent.decide(decision('granted'), PAGE)).toEqual({ choice: 'granted', ...shown });
    expect(consent.decide(decision('denied'), PAGE)).toEqual({ choice: 'withdrawn', ...shown });
    expect(consent.decide(decision('denied'), PAGE)).toEqual({ choice: 'denied', ...shown });
  });

  it('lets a visitor say yes in spite of Global Privacy Control', () => {
    const consent = createConsent('banner', 'denied');
    expect(consent.state).toEqual({ name: 'denied', by: 'gpc' });
    consent.decide(decision('granted'), PAGE);
    expect(consent.keeping).toBe('device');
  });
});

describe('the visitor’s token', () => {
  it('stays in the session until the visitor says yes, then moves to the cookie', () => {
    const consent = createConsent('banner', 'undecided');
    const { session } = createStores();
    const token = createTokenKeeper(SITE, () => consent.keeping, session);
    token.write(TOKEN);
    expect([document.cookie, sessionStorage.length]).toEqual(['', 1]);
    consent.decide(decision('granted'), PAGE);
    token.move();
    expect([document.cookie, sessionStorage.length]).toEqual([`counterbell_visitor=${TOKEN}`, 0]);
  });

  it('stays in memory after a no, and nowhere else', () => {
    const consent = createConsent('banner', 'undecided');
    const token = createTokenKeeper(SITE, () => consent.keeping, createStores().session);
    consent.decide(decision('granted'), PAGE);
    token.write(TOKEN);
    localStorage.setItem('counterbell:outbox:x', '{}');
    localStorage.setItem('shop:basket', 'theirs');
    consent.decide(decision('denied'), PAGE);
    token.move();
    wipe();
    expect(token.read()).toBe(TOKEN);
    expect([document.cookie, sessionStorage.length]).toEqual(['', 0]);
    expect({ ...localStorage }).toEqual({ 'shop:basket': 'theirs' });
    localStorage.clear();
  });

  it('returns to the cookie when the visitor says yes again', () => {
    const consent = createConsent('banner', 'undecided');
    const token: WidgetTokenKeeper = createTokenKeeper(SITE, keeping, createStores().session);
    function keeping() {
      if (consent.keeping === 'device' && token.isTakenAway()) consent.withdrawElsewhere();
      return consent.keeping;
    }
    token.write(TOKEN);
    for (const choice of ['granted', 'denied', 'granted'] as const) {
      consent.decide(decision(choice), PAGE);
      token.move();
      if (choice === 'denied') wipe();
    }
    expect(document.cookie).toBe(`counterbell_visitor=${TOKEN}`);
  });

  it('notices that another tab took the cookie away', () => {
    const token = createTokenKeeper(SITE, () => 'device', createStores().session);
    token.write(TOKEN);
    expect(token.isTakenAway()).toBe(false);
    wipe();
    expect(token.isTakenAway()).toBe(true);
  });

  it('is passed over where the cookie holds something else', () => {
    // biome-ignore lint/suspicious/noDocumentCookie: somebody else's cookie, as it comes
    document.cookie = 'counterbell_visitor=<script>; path=/';
    const token = createTokenKeeper(SITE, () => 'device', createStores().session);
    expect(token.read()).toBeUndefined();
  });
});
