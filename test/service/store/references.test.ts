import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isId } from '../../../src/store/text.ts';
import type { Target } from '../../../src/ui/reference.ts';
import { aWorld, anOrganisation } from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
beforeAll(async () => {
  world = await aWorld();
  organisation = await anOrganisation(world);
});
afterAll(() => world.close());

const mint = (targets: readonly Target[], id = organisation.id) =>
  world.store.transact(id, (tx) => tx.mintReferences(targets));
const find = (reference: string, id = organisation.id) =>
  world.store.transact(id, (tx) => tx.findReference(reference));

const target: Target = { dialog: 'triage', action: 'show', subject: 'a-request', args: { a: '1', b: '2' } };

test('the same target always has the same reference, in whatever order its arguments are written', async () => {
  const [one, again, other] = await mint([
    target,
    { ...target, args: { b: '2', a: '1' } },
    { ...target, args: { a: '2', b: '1' } },
  ]);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
  expect(await mint([target])).toEqual([one]);
});

test('a reference leads back to its target, with and without arguments', async () => {
  const plain: Target = { dialog: 'desk', action: 'help', subject: 'somebody' };
  const [one, other] = await mint([target, plain]);
  expect(await find(one ?? '')).toStrictEqual(target);
  expect(await find(other ?? '')).toStrictEqual(plain);
});

test('targets that differ in anything have different references of at most 36 characters', async () => {
  const word = fc.string({ maxLength: 8 });
  const anyTarget: fc.Arbitrary<Target> = fc.record({
    dialog: word,
    action: word,
    subject: word,
    args: fc.dictionary(word, word),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(anyTarget, { selector: (one) => JSON.stringify(one), maxLength: 20 }),
      async (all) => {
        const references = await mint(all);
        const distinct = new Set(
          all.map((one) =>
            JSON.stringify([
              one.dialog,
              one.action,
              one.subject,
              Object.entries(one.args ?? {})
                .map(String)
                .toSorted(),
            ]),
          ),
        );
        expect(new Set(references).size).toBe(distinct.size);
        expect(references.every(isId)).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test('a reference of another organisation is none', async () => {
  const other = await anOrganisation(world);
  const [reference] = await mint([target]);
  expect(await find(reference ?? '', other.id)).toBeUndefined();
  expect(await mint([target], other.id)).not.toEqual([reference]);
});

test.each(['', 'nonsense', "' or true --", '00000000-0000-4000-8000-000000000000', 'x'.repeat(5000), '\0'])(
  'what never was a reference is none: %j',
  async (reference) => {
    expect(await find(reference)).toBeUndefined();
  },
);

test('turns that mint the same references at once all get them', async () => {
  const targets = Array.from({ length: 30 }, (_, index) => ({ ...target, subject: `contested-${index}` }));
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, index) => mint(index % 2 === 0 ? targets : targets.toReversed())),
  );
  expect(new Set(all.flat()).size).toBe(30);
});
