/** Check-ins as they are kept: whose they are, what erasing leaves, and what a scheme's figures count. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RelationshipFacts, SchemeFacts } from '../../../src/mentoring/facts.ts';
import { erasedText } from '../../../src/mentoring/erased.ts';
import type { CheckIn, CheckInAnswer } from '../../../src/mentoring/records/check-in.ts';
import { forgetDetails } from '../../../src/store/expected.ts';
import { sealedTextsOf } from '../../../src/store/operator.ts';
import { aPair, aWorld, insert, noon, update } from './world.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

type Pair = Awaited<ReturnType<typeof aPair>>;

const facts = <T>(pair: Pair, subject: string, id: string, actorId?: string): Promise<T> =>
  world.store.transact(
    pair.organisation.id,
    async (tx) => (await tx.loadFacts(subject, id, actorId, noon)) as T, // the subject says which facts they are
  );

/** `noon` is on a Monday. */
function answered(pair: Pair, personId: string, daysAgo: number, answer: CheckInAnswer = 'well'): CheckIn {
  const at = new Date(noon.getTime() - daysAgo * DAY);
  return {
    id: randomUUID(),
    relationshipId: pair.relationship.id,
    personId,
    askedAt: at,
    answer,
    answeredAt: at,
    words: `What ${personId} wrote`,
  };
}

describe('what somebody says', () => {
  test('is shown to them alone, with their words; to the other of the pair not even that they were asked', async () => {
    const pair = await aPair(world);
    const { mentee, mentor, relationship } = pair;
    const mine = answered(pair, mentee, 3, 'not-working');
    await pair.organisation.apply(insert('checkIn', mine));
    const read = (actorId?: string) =>
      facts<RelationshipFacts>(pair, 'relationship', relationship.id, actorId);
    expect((await read(mentee)).checkIns).toEqual([mine]);
    expect((await read(mentor)).checkIns).toEqual([]);
    expect(JSON.stringify(await read(mentor))).not.toContain('not-working');
    const byItself = await read();
    expect(byItself.checkIns).toMatchObject([{ id: mine.id, answeredAt: mine.answeredAt }]);
    expect(JSON.stringify(byItself)).not.toMatch(/not-working|What .* wrote/);
    expect(byItself.heard.answers).toMatchObject([{ id: mine.id, goesOn: false }]);
  });

  test('is taken back without a trace', async () => {
    const pair = await aPair(world);
    const mine = answered(pair, pair.mentee, 0);
    const nothing = { answer: undefined, answeredAt: undefined, words: undefined };
    await pair.organisation.apply(insert('checkIn', mine), update('checkIn', mine.id, nothing));
    const { checkIns } = await facts<RelationshipFacts>(
      pair,
      'relationship',
      pair.relationship.id,
      pair.mentee,
    );
    expect(checkIns).toEqual([
      { id: mine.id, relationshipId: mine.relationshipId, personId: pair.mentee, askedAt: mine.askedAt },
    ]);
  });

  test('is erased with the person: the words by their key, the answer with their details', async () => {
    const pair = await aPair(world);
    const { organisation, mentee, relationship } = pair;
    await organisation.apply(insert('checkIn', answered(pair, mentee, 3)));
    const kept = await world.store.inOrganisation(organisation.id, (scope) => sealedTextsOf(scope, mentee));
    expect(kept.checkIns).toBe(1);
    await world.store.erase(organisation.id, { kind: 'person', id: mentee }, noon);
    await world.store.inOrganisation(organisation.id, (scope) => forgetDetails(scope, mentee));
    const { checkIns } = await facts<RelationshipFacts>(pair, 'relationship', relationship.id, mentee);
    expect(checkIns).toMatchObject([{ words: erasedText }]);
    expect(checkIns?.[0]).not.toHaveProperty('answer');
  });
});

async function counted(pair: Pair): Promise<SchemeFacts['counts']['checkIns']> {
  return (await facts<SchemeFacts>(pair, 'scheme', pair.scheme.id, pair.coordinator)).counts.checkIns;
}

describe('a scheme counts', () => {
  test('answers of four whole weeks: not those of this week, nor older ones, nor questions without an answer', async () => {
    const pair = await aPair(world);
    const { organisation, mentee, mentor } = pair;
    const asked = {
      ...answered(pair, mentor, 8),
      answer: undefined,
      answeredAt: undefined,
      words: undefined,
    };
    await organisation.apply(
      ...[
        answered(pair, mentee, 0, 'very-well'),
        answered(pair, mentee, 1, 'very-well'),
        answered(pair, mentor, 8, 'so-so'),
        answered(pair, mentee, 27, 'well'),
        answered(pair, mentee, 29, 'well'),
        asked,
      ].map((one) => insert('checkIn', one)),
    );
    expect(await counted(pair)).toEqual({ count: 3, well: 2 });
  });

  test('nothing of directed mentoring', async () => {
    const pair = await aPair(world);
    await pair.organisation.apply(
      insert('checkIn', answered(pair, pair.mentee, 8)),
      update('scheme', pair.scheme.id, { kind: 'directed' }),
    );
    expect(await counted(pair)).toEqual({ count: 0, well: 0 });
  });
});
