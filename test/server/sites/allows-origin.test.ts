import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowsOrigin } from '../../../server/sites/index.ts';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map((labels) => `${labels.join('.')}.test`);
const scheme = fc.constantFrom('http', 'https');
const port = fc.constantFrom('', ':8081', ':3000');
const SEED = 20_261_123;

describe('allowsOrigin', () => {
  it(`takes a host on any scheme and port (seed ${SEED})`, () => {
    const property = fc.property(host, scheme, port, (name, protocol, at) =>
      allowsOrigin(['other.example', name], `${protocol}://${name}${at}`),
    );
    fc.assert(property, { seed: SEED });
  });

  it(`takes every subdomain of a starred domain, and not the domain itself (seed ${SEED})`, () => {
    const property = fc.property(host, label, (name, sub) => {
      expect(allowsOrigin([`*.${name}`], `https://${sub}.${name}`)).toBe(true);
      expect(allowsOrigin([`*.${name}`], `https://${name}`)).toBe(false);
    });
    fc.assert(property, { seed: SEED });
  });

  it(`refuses lookalikes (seed ${SEED})`, () => {
    const property = fc.property(host, label, (name, other) => {
      const lookalikes = [
        `https://${other}${name}`,
        `https://${other}.${name}`,
        `https://${other}-${name}`,
        `https://${name}.${other}.example`,
        `https://${name}${other}`,
        `https://${name}.`,
        `https://${name}@${other}.example`,
        `https://${other}.example/${name}`,
        `https://${other}.example#${name}`,
        `https://${name}:443@${other}.example`,
      ];
      for (const origin of lookalikes) expect(allowsOrigin([name], origin), origin).toBe(false);
      const starred = [`https://${other}${name}`, `https://${name}.${other}.example`, 'https://.x'];
      for (const origin of starred) expect(allowsOrigin([`*.${name}`], origin), origin).toBe(false);
    });
    fc.assert(property, { seed: SEED });
  });

  it('refuses what is no origin of a page', () => {
    const garbage = [
      undefined,
      '',
      'null',
      'shop.example',
      '//shop.example',
      'file://shop.example',
      'chrome-extension://shop.example',
      'https://shop.example/',
      'https://shop.example/page',
      'https://user@shop.example',
      'https://shop.example, https://evil.example',
      ' https://shop.example',
      'https://shop.example\n',
    ];
    for (const origin of garbage) expect(allowsOrigin(['shop.example'], origin)).toBe(false);
  });

  it('compares hosts in any case of letters', () => {
    expect(allowsOrigin(['shop.example'], 'HTTPS://Shop.Example')).toBe(true);
  });
});
