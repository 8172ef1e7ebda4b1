import { describe, expect, it, vi } from 'vitest';
import { allowsOrigin } from '../../server/sites/allows-origin.ts';
import { allowsHost, optionsOfTag } from '../../widget/loader/page-settings.ts';
import { SITE } from './settings.ts';

function tag(src: string, data: Readonly<Record<string, string>> = {}): HTMLScriptElement {
  const script = document.createElement('script');
  script.setAttribute('src', src);
  Object.assign(script.dataset, data);
  return script;
}

describe('the hosts of a site', () => {
  it('compares whole names, and agrees with the relay', () => {
    const domains = ['shop.example', '*.shop.example', 'other.example'];
    const hosts = {
      'shop.example': true,
      'www.shop.example': true,
      'a.b.shop.example': true,
      'evilshop.example': false,
      'shop.example.evil.example': false,
      'sub.other.example': false,
      localhost: false,
    };
    for (const [host, allowed] of Object.entries(hosts)) {
      expect([host, allowsHost(domains, host)]).toEqual([host, allowed]);
      expect([host, allowsOrigin(domains, `https://${host}`)]).toEqual([host, allowed]);
    }
  });
});

describe('the options of a script tag', () => {
  it('takes the relay from where the script came from, with its folder', () => {
    const { relay, site } = optionsOfTag(tag(`https://a.example/chat/widget.js?site=${SITE}`));
    expect([relay, site]).toEqual(['https://a.example/chat/', SITE]);
  });

  it('keeps to its own address where an attribute is wrong, and says so', () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const script = tag(`https://a.example/widget.js?site=${SITE}`, { site: 'cb_x', relay: 'a:b' });
    expect(optionsOfTag(script)).toEqual({ site: SITE, relay: 'https://a.example/' });
    expect(said).toHaveBeenCalledTimes(2);
    said.mockRestore();
  });

  it('lets attributes say otherwise', () => {
    const script = tag('https://cdn.example/w.js', { site: SITE, relay: 'https://r.example' });
    expect(optionsOfTag(script)).toMatchObject({ site: SITE, relay: 'https://r.example' });
  });
});
