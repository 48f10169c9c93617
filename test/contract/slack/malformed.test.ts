/** Payloads with Slack's signature and the wrong inside: read as far as they go or turned away, never a fault of ours. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPayload } from '../../../adapters/slack/read.ts';
import { fixtureNames, slackFixture } from '../../replay/slack-fixtures.ts';
import { createWorld } from './slack-world.ts';
import type { World } from './slack-world.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** What any part of a payload is bent into. */
const bent = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 1e308, '', ' ', '\0', [], {}, [null], [[]], [{}], { id: 5 }),
  fc.constantFrom<Json>('__proto__', 'constructor', '\ud800', { length: 3 }, { 0: 'x' }, ['x', 'y']),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

const genuine = fc.constantFrom(...fixtureNames).map((name) => slackFixture(name) as Json);

/** A genuine payload with one to three of its parts bent, or left out. */
const malformed = fc
  .tuple(
    genuine,
    fc.array(fc.tuple(fc.nat(), fc.oneof(bent, fc.constant(undefined))), { minLength: 1, maxLength: 3 }),
  )
  .map(([payload, changes]) =>
    changes.reduce<Json>((whole, [at, value]) => bend(whole, at % countOf(whole), value) ?? {}, payload),
  );

/** The names that Slack's payloads have, with anything beneath them. */
const invented = fc.dictionary(
  fc.constantFrom(
    'type',
    'event',
    'command',
    'actions',
    'view',
    'user',
    'team',
    'channel',
    'container',
    'name',
  ),
  fc.oneof(bent, fc.constantFrom<Json>('block_actions', 'view_submission', 'block_suggestion', 'shortcut')),
);

describe('whatever is in a payload', () => {
  test('reading it gives a reading', () => {
    fc.assert(
      fc.property(fc.oneof(malformed, invented, fc.jsonValue()), (payload) => {
        expect(['event', 'suggest', 'uninstalled', 'nothing']).toContain(
          readPayload(payload, '/mentor').read,
        );
      }),
      { numRuns: 3_000 },
    );
  });

  test('it is answered or turned away, with at most one line in the log, and never with a 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(malformed, invented), fc.boolean(), async (payload, asForm) => {
        const before = world.log.length;
        const { status } = await (asForm ? world.interact(payload) : world.event(payload));
        const said = world.log.slice(before).filter(({ type }) => type !== 'answer_failed');
        // 401: the same bytes as a form before, which is for the door to say.
        expect([200, 400, 401]).toContain(status);
        expect(said).toHaveLength(status === 200 ? 0 : 1);
        for (const event of said) expect(event.type).toBe('request_refused');
      }),
      { numRuns: 600 },
    );
  }, 60_000);
});

/** The value with its n-th part, counted through the tree, replaced; `undefined` leaves it out. */
function bend(whole: Json, n: number, value: Json | undefined): Json | undefined {
  let left = n;
  const walk = (part: Json): Json | undefined => {
    left -= 1;
    if (left === -1) return value;
    if (Array.isArray(part)) return part.flatMap((one: Json) => keep(walk(one)));
    if (typeof part === 'object' && part !== null)
      return Object.fromEntries(
        Object.entries(part).flatMap(([key, one]) => keep(walk(one)).map((kept) => [key, kept] as const)),
      );
    return part;
  };
  return walk(whole);
}

function keep(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value];
}

function countOf(part: Json): number {
  if (typeof part !== 'object' || part === null) return 1;
  return 1 + Object.values(part).reduce<number>((sum, one: Json) => sum + countOf(one), 0);
}
