import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import type { VisitorSend } from '../../../protocol/index.ts';
import {
  fold,
  hasMoreLinks,
  type LoggedWord,
  markOf,
  textOf,
  timesSaid,
  type Use,
  writtenAt,
} from '../../../server/guard/rules.ts';
import { createSaidLately } from '../../../server/guard/said-lately.ts';

const SEEDED = { seed: 20_261_129, numRuns: 200 };
const NOW = 1_800_000_000_000;

describe('how often a visitor said the same', () => {
  const word = fc.record({
    author_role: fc.constantFrom('visitor', 'visitor', 'operator', 'system'),
    text: fc.constantFrom('Hello', ' HELLO ', 'Hello!', 'bye'),
  });

  it('counts each message once, wherever it is known from, and begins anew with each answer', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.nat(5), (words, onTheWay) => {
        const logged: LoggedWord[] = words.map(({ author_role, text }, index) => ({
          id: `e${index}`,
          author_role,
          body: JSON.stringify(
            author_role === 'system' ? { kind: 'queued' } : { kind: 'message', text },
          ),
        }));
        // What is known here as let through is partly in the log already.
        const letThrough: Use[] = [
          ...logged.map(({ id }) => ({ id, at: NOW })),
          ...Array.from({ length: onTheWay }, (_, index) => ({ id: `n${index}`, at: NOW - 1 })),
          { id: 'lost', at: NOW - 60_000 },
        ];
        const sinceAnswer = words.slice(
          words.findLastIndex(({ author_role }) => author_role === 'operator') + 1,
        );
        const same = sinceAnswer.filter(
          ({ author_role, text }) => author_role === 'visitor' && /^ ?hello ?$/i.test(text),
        );
        const count = timesSaid('hello', 'own', logged.toReversed(), letThrough, NOW);
        expect(count).toBe(same.length + onTheWay);
      }),
      SEEDED,
    );
  });

  it('does not count a message itself, when it comes again', () => {
    const body = JSON.stringify({ kind: 'message', text: 'Hello' });
    const logged = [{ id: 'own', author_role: 'visitor', body }];
    expect(timesSaid('hello', 'own', logged, [{ id: 'own', at: NOW }], NOW)).toBe(0);
  });
});

describe('links', () => {
  it('are counted as they are written, with and without https', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('https://', 'HTTP://', 'www.', 'https://www.'),
            fc.constantFrom('a.example', 'b.example/x?y=z'),
            fc.constantFrom(' ', '\n', ', ', ' (see) '),
          ),
          { maxLength: 9 },
        ),
        fc.nat(9),
        (links, most) => {
          const text = `Look: ${links.map((parts) => parts.join('')).join('')}`;
          expect(hasMoreLinks(fold(text), most)).toBe(links.length > most);
        },
      ),
      SEEDED,
    );
  });

  it('are none in words about them, and count in the answers to a form too', () => {
    expect(hasMoreLinks('is it http: or https:? mail me at a@www.example', 0)).toBe(false);
    const answers = [{ field: 'message', label: '', value: 'http://a.example http://b.example' }];
    const form = { kind: 'form', form: 'offline', answers } as VisitorSend;
    expect(hasMoreLinks(textOf(form), 1)).toBe(true);
    expect(hasMoreLinks(textOf(form), 2)).toBe(false);
  });
});

describe('what is remembered', () => {
  it('says of every text that it was said before within ten minutes, and of no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 0, max: 400_000 })), { maxLength: 40 }),
        (uses) => {
          const lately = createSaidLately();
          const known: Use[][] = Array.from({ length: 10 }, () => []);
          let at = NOW;
          for (const [index, [mark, later]] of uses.entries()) {
            at += later;
            const before = (known[mark] ?? []).filter((use) => at - use.at < 600_000);
            expect(lately.take(mark, { id: `e${index}`, at })).toEqual(before);
            known[mark]?.push({ id: `e${index}`, at });
          }
        },
      ),
      SEEDED,
    );
  });

  it('is bounded: of a flood of texts the oldest are forgotten', () => {
    const lately = createSaidLately();
    for (let mark = 0; mark < 20_001; mark += 1) lately.take(mark, { id: `e${mark}`, at: NOW });
    expect(lately.take(0, { id: 'again', at: NOW })).toEqual([]);
    expect(lately.take(20_000, { id: 'again', at: NOW })).toHaveLength(1);
  });

  it('tells texts and visitors apart, and neither capitals nor spaces around a text', () => {
    expect(fold(' HELLO\n')).toBe(fold('Hello'));
    expect(markOf('a', 'hello')).not.toBe(markOf('b', 'hello'));
    expect(markOf('a', 'hello')).not.toBe(markOf('a', 'hello!'));
  });

  it('knows by its id when a message was written', () => {
    const before = Date.now();
    const at = writtenAt(uuidv7());
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now() + 1_000);
  });
});
