/** What an operator does to what is sealed: changing the key that wraps, and erasing a person. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonFacts, RelationshipFacts } from '../../src/mentoring/facts.ts';
import { openDatabase } from '../../src/store/database.ts';
import { newKey, parseKeys } from '../../src/store/keys.ts';
import { erasedText } from '../../src/mentoring/erased.ts';
import { createStore } from '../../src/store/store.ts';
import { rapport } from '../support/command-line.ts';
import type { Ran } from '../support/command-line.ts';
import { aPair, aWorld, noon } from './store/world.ts';
import type { World } from './store/world.ts';

// Each runs processes of its own, on a machine that runs other tests as well.
vi.setConfig({ testTimeout: 60_000 });

describe('changing the wrapping key', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const rewrap = (keys: string): Promise<Ran> =>
    rapport(['keys', 'rewrap'], { DATABASE_URL: world.url, RAPPORT_KEYS: keys });

  test('puts every data key under the first key; then the old one is needed no more', async () => {
    const { organisation, relationship, mentee } = await aPair(world, { shared: 'Still readable' });
    const next = newKey('k2');
    const { code, lines } = await rewrap(`${next},${world.keys}`);
    expect(code).toBe(0);
    const [, done, total] = /^(\d+) of (\d+) data keys were put under k2\.$/.exec(lines[0] ?? '') ?? [];
    expect(Number(done)).toBeGreaterThan(0);
    expect(done).toBe(total);
    expect(lines[1]).toBe('No other key is in use. Other entries may be taken out of RAPPORT_KEYS.');
    expect((await rewrap(`${next},${world.keys}`)).lines[0]).toBe(
      `0 of ${total} data keys were put under k2.`,
    );

    const database = await openDatabase({ url: world.url });
    const store = createStore({ database, keys: parseKeys(next) });
    const facts = await store.transact(organisation.id, (tx) =>
      tx.loadFacts('relationship', relationship.id, mentee, noon),
    );
    await database.close();
    expect((facts as RelationshipFacts).records.map((one) => one.discussed)).toContain('Still readable');
  });

  test('without the key that wraps them it changes nothing, and says which key is missing', async () => {
    await aPair(world);
    const { code, err } = await rewrap(newKey('k2'));
    expect(code).toBe(1);
    expect(err).toBe(
      'A data key is wrapped by key "k1", which RAPPORT_KEYS does not have. Put it back at the end of the list, then rewrap.\n',
    );
    const { rows } = await world.admin.query('select distinct wrapping_key from data_key');
    expect(rows).toEqual([{ wrapping_key: 'k1' }]);
  });
});

describe('erasing a person', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(() => world.close());

  async function aPairWithAddress(email: string) {
    const pair = await aPair(world);
    await world.admin.query('update account set email = $1 where person_id = $2', [email, pair.mentee]);
    const facts = async <T>(subject: string, id: string, actor: string): Promise<T> =>
      (await world.store.transact(pair.organisation.id, (tx) => tx.loadFacts(subject, id, actor, noon))) as T; // the subject says which
    const seen = async () => {
      const own = await facts<PersonFacts>('person', pair.mentee, pair.mentee);
      const relationship = await facts<RelationshipFacts>('relationship', pair.relationship.id, pair.mentee);
      return {
        request: own.requests.map((one) => one.words),
        records: relationship.records.map((one) => [one.discussed, one.reflection]),
        objectives: relationship.agreement?.terms.objectives,
        actions: relationship.actions.map((one) => one.what),
      };
    };
    return { ...pair, seen };
  }
  const erase = (...typed: string[]): Promise<Ran> =>
    rapport(['erase', 'person', ...typed], { DATABASE_URL: world.url, RAPPORT_KEYS: world.keys });

  test('without --yes it says what would go, and nothing goes', async () => {
    const { seen } = await aPairWithAddress('one@eastmere.example');
    const before = await seen();
    const { code, out, err } = await erase('one@eastmere.example');
    expect(code).toBe(1);
    expect(err).toBe('Nothing was erased. To go on, run it again with --yes.\n');
    expect(out).toContain('what Mina Hart wrote');
    expect(out).toContain('  - the words of 1 request for a mentor\n');
    expect(out).toContain('  - 1 reflection\n');
    expect(out).toContain('not what the pairs of 1 relationship share');
    expect(await seen()).toEqual(before);
  });

  test('with --yes what they wrote for themselves goes, and what the pair shares stays', async () => {
    const { seen, mentee } = await aPairWithAddress('two@eastmere.example');
    expect((await erase('two@eastmere.example', '--yes')).code).toBe(0);
    expect(await seen()).toEqual({
      request: [erasedText],
      records: [['Rotas', erasedText]],
      objectives: 'Confidence on nights',
      actions: ['Book a course'],
    });
    const { rows } = await world.admin.query('select dialog, action from audit where subject_id = $1', [
      mentee,
    ]);
    expect(rows).toEqual([{ dialog: 'operator', action: 'erase' }]);
  });

  test('with --shared as well what their pairs share goes, too', async () => {
    const { seen } = await aPairWithAddress('three@eastmere.example');
    expect((await erase('three@eastmere.example', '--shared', '--yes')).code).toBe(0);
    expect(await seen()).toEqual({
      request: [erasedText],
      records: [[erasedText, erasedText]],
      objectives: erasedText,
      actions: [erasedText],
    });
  });
});
