/** A scheme whose own finished pairs tell how its pairs are judged: `rapport assess --fit --scheme`, as an operator types it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessCommand } from '../../src/app/commands/assess.ts';
import { ownPriorNotes } from '../../src/app/commands/checks/own-priors.ts';
import { readArguments } from '../../src/app/commands/command.ts';
import { registry } from '../../src/dialogs/registry.ts';
import { findAction } from '../../src/engine/decide.ts';
import type { Outcome } from '../../src/engine/dialog.ts';
import { StartError } from '../../src/errors.ts';
import type { PairsFacts, RelationshipFacts } from '../../src/mentoring/facts.ts';
import { priorOf } from '../../src/mentoring/own-prior.ts';
import type { OwnPrior } from '../../src/mentoring/records/own-prior.ts';
import type { Scheme } from '../../src/mentoring/records/scheme.ts';
import { statedPrior } from '../../src/mentoring/wind-down/prior.ts';
import { nextStep } from '../../src/mentoring/watch.ts';
import { inOrganisations } from '../../src/store/scope.ts';
import { parseKeys } from '../../src/store/keys.ts';
import { plainCard } from '../../src/ui/plain.ts';
import { withFinishedPairs } from '../support/finished-pairs.ts';
import { anOrganisation, aWorld } from './store/world.ts';
import type { Organisation, World } from './store/world.ts';

const DAY = 86_400_000;
/** They meet half as often as they agreed, as regularly as clockwork nearly. */
const seldom = { usualGap: 2, regularity: 8, ending: [1.5, 8] } as const;

let world: World;
let here: Organisation;
let elsewhere: Organisation;
let scheme: Scheme;
let small: Scheme;
let namesake: Scheme;
let ours: Awaited<ReturnType<typeof withFinishedPairs>>;
let theirs: Awaited<ReturnType<typeof withFinishedPairs>>;

beforeAll(async () => {
  world = await aWorld();
  here = await anOrganisation(world, 'Eastmere Hospital');
  elsewhere = await anOrganisation(world, 'Westmere Hospital');
  const now = new Date();
  const coordinator = await here.person('Cora Vale');
  scheme = await here.scheme({ name: 'Peer mentoring', coordinatorIds: [coordinator] });
  small = await here.scheme({ name: 'New consultants' });
  namesake = await elsewhere.scheme({ name: 'Peer mentoring' });
  ours = await withFinishedPairs(world, here, scheme, 260, seldom, now);
  await withFinishedPairs(world, here, small, 60, seldom, now);
  theirs = await withFinishedPairs(world, elsewhere, namesake, 150, seldom, now);
}, 120_000);
afterAll(() => world.close());

async function typed(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await assessCommand.run(readArguments(assessCommand, args), {
    env: { DATABASE_URL: world.url, RAPPORT_KEYS: world.keys },
    say: (line) => out.push(line),
    pour: () => undefined,
    note: (line) => err.push(line),
    progress: () => undefined,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const ofScheme = (name: string) => ['--fit', '--scheme', name, '--organisation', 'Eastmere Hospital'];

async function keptOf({ id }: Scheme): Promise<OwnPrior | null> {
  const { rows } = await world.admin.query<{ prior: OwnPrior | null }>(
    'select prior from scheme where id = $1',
    [id],
  );
  return rows[0]?.prior ?? null;
}

/** When the pairs of these ids are looked at next, in hours from now. */
async function looksIn(ids: readonly string[]): Promise<readonly number[]> {
  const { rows } = await world.admin.query<{ due_at: Date; state: string }>(
    `select due_at, state from timer where key = any($1)`,
    [ids.map((id) => `relationship:${id}:watch`)],
  );
  expect(rows.map(({ state }) => state)).toEqual(ids.map(() => 'pending'));
  return rows.map(({ due_at: at }) => (at.getTime() - Date.now()) / 3_600_000);
}

function factsOf(organisation: Organisation, id: string): Promise<RelationshipFacts> {
  return world.store.transact(
    organisation.id,
    // The store loads these facts for a subject of this name.
    async (tx) => (await tx.loadFacts('relationship', id, undefined, new Date())) as RelationshipFacts,
  );
}

async function pairsCard(): Promise<string> {
  const action = findAction(registry, { dialog: 'pairs', action: 'show' })?.action;
  if (action?.type !== 'press') throw new Error('It is a press');
  const now = new Date();
  const [id = ''] = scheme.coordinatorIds;
  const facts = await world.store.transact(
    here.id,
    // As above.
    async (tx) => (await tx.loadFacts('pairs', scheme.id, id, now)) as PairsFacts,
  );
  const actor = { id, name: 'Cora Vale', zone: 'Europe/London' };
  const context = { now, actor, newId: () => '', args: {}, words: '', picked: {}, channel: undefined };
  const { reply }: Outcome<unknown> = action.press(facts, context);
  return reply?.reply === 'answer' ? plainCard(reply.card) : '';
}

describe('too few', () => {
  test('with a hundred finished pairs or fewer it says how many there are, and changes nothing', async () => {
    const refused = typed(...ofScheme('New consultants'), '--save');
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(
      /^New consultants has \d+ finished pairs that met: with no more than 100 the stated figures are the better guess\./,
    );
    expect(await keptOf(small)).toBeNull();
  });

  test('two organisations with a scheme of one name are told apart', async () => {
    await expect(typed('--fit', '--scheme', 'Peer mentoring')).rejects.toThrow(
      /Several organisations have a scheme "Peer mentoring"/,
    );
  });

  test.each([
    [['x.jsonl', '--fit', '--scheme', 'Peer mentoring'], /about a scheme, and not about a file/],
    [['--scheme', 'Peer mentoring'], /--scheme goes with --fit/],
    [['--fit', '--scheme', 'Peer mentoring', '--k', '3'], /--k is for a file/],
    [['--fit', '--scheme', 'Peer mentoring', '--save', '--forget'], /two different things/],
    [['--fit'], /something is missing/],
  ])('%j is typed wrongly', async (args, line) => {
    await expect(typed(...args)).rejects.toThrow(line);
  });
});

describe('a scheme with more than a hundred finished pairs', () => {
  test('is shown its own figures beside the stated ones, and how both did on pairs they were not fitted to', async () => {
    const { code, out } = await typed(...ofScheme('Peer mentoring'));
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`^Peer mentoring: 260 pairs that met, ${ours.finished} of them finished; 0 that`),
    );
    const [, own = '', stated = ''] =
      /^Log-likelihood: (\S+) by its own figures, (\S+) by the stated ones/m.exec(out) ?? [];
    expect(Number(own)).toBeGreaterThan(Number(stated));
    const [, nearer = '', further = ''] =
      /^Brier score: (\S+) by its own figures, (\S+) by the stated ones/m.exec(out) ?? [];
    expect(Number(nearer)).toBeLessThan(Number(further));
    expect(out.match(/^ +chance +judgements +mean said +met again$/gm)).toHaveLength(2);
    expect(out).toMatch(/first asked, met 5 times +\d\.\d{3} +\d\.\d{3}$/m);
    expect(out).toMatch(/run this again with --save\.$/);
    expect(await keptOf(scheme)).toBeNull();
    expect(Math.min(...(await looksIn(ours.living)))).toBeGreaterThan(24 * 300);
  });

  test('is judged by them once they are saved: dated, counted, noted, and every pair looked at within a day', async () => {
    const [pair = ''] = ours.living;
    const before = await factsOf(here, pair);
    expect(priorOf(before.scheme)).toBe(statedPrior);
    expect(await pairsCard()).toContain('Whether a pair has gone quiet is judged by the stated figures.');

    const { code, out } = await typed(...ofScheme('Peer mentoring'), '--save');
    expect(code).toBe(0);
    const today = new Date().toISOString().slice(0, 10);
    expect(await keptOf(scheme)).toMatchObject({
      version: 1,
      fittedOn: today,
      pairs: 260,
      finished: ours.finished,
    });
    expect(out).toContain(`by this scheme’s own ${ours.finished} finished pairs, since `);
    expect(out).toContain(`${ours.living.length} pairs under way are looked at anew within a day.`);
    const audit = await world.admin.query(
      `select action, subject_id, actor_id, counts from audit where dialog = 'operator' and subject = 'scheme'`,
    );
    expect(audit.rows).toEqual([
      {
        action: 'keep-prior',
        subject_id: scheme.id,
        actor_id: null,
        counts: { pairs: 260, finished: ours.finished },
      },
    ]);

    const looks = await looksIn(ours.living);
    expect(Math.min(...looks)).toBeGreaterThan(0.9);
    expect(Math.max(...looks)).toBeLessThan(24);
    // Not all at once: in no hour more than a few.
    const inAnHour = looks.map((one) => looks.filter((other) => other >= one && other < one + 1).length);
    expect(Math.max(...inAnHour)).toBeLessThan(5 + looks.length / 6);

    // They meet every eight weeks: a watch that knows it asks later.
    const after = await factsOf(here, pair);
    const now = new Date(after.relationship.startedAt.getTime() + DAY);
    const once = { ...after, meetings: after.meetings.slice(0, 1) };
    const asked = nextStep(once, now);
    const askedBefore = nextStep({ ...once, scheme: before.scheme }, now);
    expect(asked?.step).toBe('met-since');
    expect((asked?.at.getTime() ?? 0) - (askedBefore?.at.getTime() ?? 0)).toBeGreaterThan(7 * DAY);
    expect(await pairsCard()).toContain(
      `judged by this scheme’s own ${ours.finished} finished pairs, since `,
    );
  });

  test('a look that finds nothing due sets the timer by the new figures, and keeps the rhythm that they show', async () => {
    const look = findAction(registry, { dialog: 'watch', action: 'look' })?.action;
    if (look?.type !== 'timer') throw new Error('It is a timer');
    let looked = 0;
    for (const id of ours.living.slice(0, 20)) {
      const facts = await factsOf(here, id);
      const now = new Date();
      const due = nextStep(facts, now);
      if (due === undefined || due.at <= now) continue;
      looked += 1;
      const outcome: Outcome<unknown> = look.fire(facts, { now, newId: () => '', args: {}, words: '' });
      expect(outcome.timers).toContainEqual(expect.objectContaining({ timer: 'set', at: due.at }));
      expect(outcome.changes).toEqual([
        expect.objectContaining({
          noun: 'relationship',
          id,
          set: expect.objectContaining({ band: 'going well' }),
        }),
      ]);
    }
    expect(looked).toBeGreaterThan(5);
  });

  test('of another scheme or organisation nothing has changed', async () => {
    expect(await keptOf(small)).toBeNull();
    expect(await keptOf(namesake)).toBeNull();
    expect(Math.min(...(await looksIn(theirs.living)))).toBeGreaterThan(24 * 300);
    const [pair = ''] = theirs.living;
    expect(priorOf((await factsOf(elsewhere, pair)).scheme)).toBe(statedPrior);
  });

  test('the operator is reminded of figures that are missing, or more than a year old', async () => {
    const inOrganisation = inOrganisations(world.database, parseKeys(world.keys));
    const says = async (now: Date) =>
      (await ownPriorNotes(inOrganisation, [here.id, elsewhere.id], now)).map((one) => one.says);
    const soon = await says(new Date());
    expect(soon).toEqual(
      theirs.finished > 100
        ? [
            expect.stringMatching(
              /^Peer mentoring has \d+ finished pairs; its pairs are judged by the stated figures\./,
            ),
          ]
        : [],
    );
    const later = await says(new Date(Date.now() + 430 * DAY));
    expect(later).toContainEqual(
      expect.stringMatching(
        /; its own figures were fitted 14 months ago\. .*rapport assess --fit --scheme "Peer mentoring"$/,
      ),
    );
  });

  test('what cannot be read in the column is left aside, and the stated figures judge', async () => {
    const kept = await keptOf(scheme);
    const [pair = ''] = ours.living;
    for (const spoilt of [{ ...kept, version: 2 }, { ...kept, a: -1 }, { ...kept, shares: [] }, {}]) {
      await world.admin.query('update scheme set prior = $2 where id = $1', [
        scheme.id,
        JSON.stringify(spoilt),
      ]);
      expect(priorOf((await factsOf(here, pair)).scheme)).toBe(statedPrior);
    }
    await world.admin.query('update scheme set prior = $2 where id = $1', [scheme.id, JSON.stringify(kept)]);
    expect(priorOf((await factsOf(here, pair)).scheme)).not.toBe(statedPrior);
  });

  test('--forget goes back to the stated figures, and says so where there is nothing to forget', async () => {
    const forgotten = await typed(...ofScheme('Peer mentoring'), '--forget');
    expect(forgotten).toMatchObject({
      code: 0,
      out: 'The pairs of Peer mentoring are judged by the stated figures again.',
    });
    expect(await keptOf(scheme)).toBeNull();
    const again = await typed(...ofScheme('Peer mentoring'), '--forget');
    expect(again.out).toBe('The pairs of Peer mentoring are judged by the stated figures already.');
  });
});
