import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src/errors.ts';
import { newKey, parseKeys } from '../../../src/store/keys.ts';
import { dataKeyIdOf, open, seal } from '../../../src/store/seal.ts';
import type { Place } from '../../../src/store/seal.ts';

const key = { id: randomUUID(), bytes: randomBytes(32) };
const place: Place = {
  organisationId: randomUUID(),
  table: 'action',
  column: 'what',
  rowId: randomUUID(),
};

describe('a sealed text', () => {
  test('opens again where it was sealed, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4000 }), (text) => {
        const sealed = seal(key, text, place);
        expect(open(key, sealed, place)).toBe(text);
        expect(dataKeyIdOf(sealed)).toBe(key.id);
      }),
    );
  });

  test('does not open once any one bit of it was changed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.integer({ min: 0, max: 7 }), (text, at, bit) => {
        const sealed = seal(key, text, place);
        const index = at % sealed.length;
        sealed[index] = (sealed[index] ?? 0) ^ (1 << bit);
        expect(() => open(key, sealed, place)).toThrow(/altered or moved/);
      }),
    );
  });

  test('does not open when some of it is missing, or something was added', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, at) => {
        const sealed = seal(key, text, place);
        expect(() => open(key, sealed.subarray(0, at % sealed.length), place)).toThrow();
        expect(() => open(key, Buffer.concat([sealed, Buffer.from([0])]), place)).toThrow(/altered or moved/);
      }),
    );
  });

  test.each(['organisationId', 'table', 'column', 'rowId'] as const)(
    'does not open with another %s: it cannot be moved',
    (part) => {
      const sealed = seal(key, 'Only here', place);
      expect(() => open(key, sealed, { ...place, [part]: randomUUID() })).toThrow(/altered or moved/);
    },
  );

  test('does not open where the parts of its place are cut differently', () => {
    const sealed = seal(key, 'Only here', { ...place, table: 'ab', column: 'c' });
    expect(() => open(key, sealed, { ...place, table: 'a', column: 'bc' })).toThrow(/altered or moved/);
  });

  test('does not open under another key, even one with its id', () => {
    const sealed = seal(key, 'Only mine', place);
    expect(() => open({ id: randomUUID(), bytes: key.bytes }, sealed, place)).toThrow(/altered or moved/);
    expect(() => open({ id: key.id, bytes: randomBytes(32) }, sealed, place)).toThrow(/altered or moved/);
  });

  test('looks different each time, and never holds its text', () => {
    const text = 'The same words';
    const [one, other] = [seal(key, text, place), seal(key, text, place)];
    expect(one.equals(other)).toBe(false);
    expect(one.toString('latin1')).not.toContain('words');
  });
});

describe('the keys from configuration', () => {
  const dataKey = randomBytes(32);

  test('the first wraps, all unwrap', () => {
    const [first, second] = [newKey('new'), newKey('old')];
    const before = parseKeys(second);
    const { keyId, wrapped } = before.wrap(dataKey, 'here');
    const now = parseKeys(`${first},${second}`);
    expect(now.current).toBe('new');
    expect(now.unwrap(keyId, wrapped, 'here')).toEqual(dataKey);
    expect(now.wrap(dataKey, 'here').keyId).toBe('new');
    expect(() => parseKeys(first).unwrap(keyId, wrapped, 'here')).toThrow(
      /"old", which RAPPORT_KEYS does not have/,
    );
  });

  test('a wrapped key unwraps for its own place only, and not when altered', () => {
    const ring = parseKeys(newKey('k1'));
    const { keyId, wrapped } = ring.wrap(dataKey, 'person 1');
    expect(() => ring.unwrap(keyId, wrapped, 'person 2')).toThrow(/cannot be unwrapped/);
    wrapped[40] = (wrapped[40] ?? 0) ^ 1;
    expect(() => ring.unwrap(keyId, wrapped, 'person 1')).toThrow(/cannot be unwrapped/);
    expect(() => ring.unwrap(keyId, wrapped.subarray(0, 20), 'person 1')).toThrow(/cannot be unwrapped/);
  });

  const good = randomBytes(32).toString('base64');
  test.each([
    ['', /entry 1 must be written id:base64/],
    ['just-a-word', /entry 1 must be written id:base64/],
    [`k1:${good}:more`, /entry 1 must be written id:base64/],
    [`k1:${randomBytes(16).toString('base64')}`, /entry 1 \("k1"\) must be 32 bytes long, but is 16/],
    [`k1:${good.slice(0, -2)}`, /entry 1 \("k1"\) is not base64/],
    [`k1:${good.slice(0, -3)}*==`, /entry 1 \("k1"\) is not base64/],
    [`k1:${good},k1:${randomBytes(32).toString('base64')}`, /entry 2 uses the id "k1" a second time/],
    [`k1:${good},k2:${good}`, /entry 2 \("k2"\) is the same key as "k1"/],
    [`a key:${good}`, /entry 1 must begin with an id of letters/],
    [`k1:${good},`, /entry 2 must be written id:base64/],
  ])('a fault is named by its entry: %#', (text, fault) => {
    expect(() => parseKeys(text)).toThrow(ConfigError);
    expect(() => parseKeys(text)).toThrow(fault);
  });

  test('every fault is named at once, and no line shows a key', () => {
    const short = randomBytes(20).toString('base64');
    const failure = (): unknown => parseKeys(`k1:${short},broken,k2:${good},k2:${good}`);
    expect(failure).toThrow(/entry 1.*\n.*entry 2.*\n.*entry 4/);
    expect(failure).not.toThrow(short);
    expect(failure).not.toThrow(good);
  });
});
