/** How soon the watch notices that a pair is over, and how often it asks one that is not, beside simpler rules. */

import { say, sayLine, table } from './print.ts';
import type { Cell } from './print.ts';
import {
  columnsOf,
  curveOf,
  delayAt,
  everyoneIn,
  figuresOf,
  linesNear,
  spreadsOf,
} from './wind-down/compare.ts';
import type { Columns, Followed, Sample, Unit } from './wind-down/compare.ts';
import { followOwn, ownWatches } from './wind-down/own-figures.ts';
import { drawPair, populations } from './wind-down/populations.ts';
import { seeded } from './wind-down/random.ts';
import { lesserWatches, rules } from './wind-down/rules.ts';
import type { Rule } from './wind-down/rules.ts';
import { follow } from './wind-down/simulate.ts';

const SEED = 20_261_122;
const PAIRS_EACH = 1_000;

/** Of these, how many the lesser watches are tried on: each costs as much as the watch itself. */
const PAIRS_TRIED = 100;

const everyRule: readonly Rule[] = [...rules, ...lesserWatches];
const [WATCH, DAYS, DAYS_TOLD, ROUNDS, ROUNDS_TOLD] = [0, 1, 2, 3, 4] as const;
const TWO_AND_A_HALF = 2.5;

/** What the issue asks of the watch over the mixed organisation. */
const AT_MOST_OF_DAYS = 0.6;

/** Synchronous work; it needs no server. */
export async function benchWindDown(): Promise<void> {
  const followed = everybody();
  sayOwnLines(followed);
  sayEqualRates(columnsOf(followed));
  sayPopulations(followed);
  sayParts(followed);
  sayOwnFigures();
  return Promise.resolve();
}

function everybody(): readonly Followed[] {
  return populations.flatMap((population, index) => {
    // Of its own, so that a new population leaves the others as they are.
    const random = seeded(SEED + index);
    return Array.from({ length: PAIRS_EACH }, (_, place) => {
      const pair = drawPair(population, index, random);
      return { pair, outcomes: follow(pair, place < PAIRS_TRIED ? everyRule : rules) };
    });
  });
}

function sayOwnLines(followed: readonly Followed[]): void {
  const ended = followed.filter(({ pair }) => Number.isFinite(pair.end)).length;
  say(
    'Has it wound down?',
    `${followed.length} simulated pairs of ${populations.length} populations, ${ended} of which end within two years. Each rule at its own line:`,
    'median delay from the true end to the first question, false questions for each year that a pair is alive, and the',
    'share of ended pairs never asked.',
  );
  const names = ['all together', ...populations.map(({ name }) => name)];
  table(
    ['Population', 'rule', 'cadences', 'days', 'false a year', 'never asked'],
    names.flatMap((name, index) => {
      const some = index === 0 ? followed : ofPopulation(followed, index - 1);
      const columns = columnsOf(some);
      return rules.map((rule, place): Cell[] => {
        const of = (unit: Unit): ReturnType<typeof figuresOf> =>
          figuresOf(columns, everyoneIn(columns), place, rule.sweep.length, unit);
        const { delay, rate, never } = of('cadences');
        return [
          name,
          rule.name,
          sayDelay(delay, 2),
          sayDelay(of('days').delay, 0),
          rate.toFixed(2),
          percent(never),
        ];
      });
    }),
  );
}

function sayEqualRates(columns: Columns): void {
  const rates = {
    '90+7 days as published': ownRate(columns, DAYS, 90),
    '90+7 days told of leave': ownRate(columns, DAYS_TOLD, 90),
    '2.5 missed rounds': ownRate(columns, ROUNDS, TWO_AND_A_HALF),
    '2.5 missed rounds told of leave': ownRate(columns, ROUNDS_TOLD, TWO_AND_A_HALF),
  };
  say(
    'Delay at an equal rate of false questions',
    'The organisation that mixes all populations. Each rule’s line is swept, and the delay read off where its rate of',
    'false questions is the one in the first column: in cadences, and in days.',
  );
  table(
    ['As many false questions as', 'a year', ...rules.map(({ name }) => name)],
    Object.entries(rates).map(([name, rate]): Cell[] => [
      name,
      rate.toFixed(3),
      ...rules.map(
        (_, place) => `${at(columns, place, rate, 'cadences', 2)}; ${at(columns, place, rate, 'days', 0)}`,
      ),
    ]),
  );
  sayLine('');
  const targets = [
    { name: 'the 90+7 days rule', peer: DAYS, rate: rates['90+7 days as published'], most: AT_MOST_OF_DAYS },
    {
      name: 'that rule told of leave',
      peer: DAYS_TOLD,
      rate: rates['90+7 days told of leave'],
      most: AT_MOST_OF_DAYS,
    },
    { name: '2.5 missed rounds', peer: ROUNDS, rate: rates['2.5 missed rounds'], most: 1 },
    {
      name: 'those told of leave',
      peer: ROUNDS_TOLD,
      rate: rates['2.5 missed rounds told of leave'],
      most: 1,
    },
  ].flatMap((target) => (['cadences', 'days'] as const).map((unit) => ({ ...target, unit })));
  const found = sharesAt(columns, targets);
  const spreads = spreadsOf(columns, found, seeded(SEED - 1));
  for (const [place, share] of found(everyoneIn(columns)).entries()) {
    const { name = '', unit = '', most = 0 } = targets[place] ?? {};
    const [low = 0, high = 0] = spreads[place] ?? [];
    sayLine(
      `In ${unit} the watch needs ${share.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) of the delay of ${name}; at most ${most} was asked: ${share <= most ? 'reached' : 'MISSED'}.`,
    );
  }
}

/** Below this a handful of questions decides, and every figure is chance. */
const FEWEST_A_YEAR = 0.1;

function sayPopulations(followed: readonly Followed[]): void {
  say(
    'Each population by itself',
    `The delay of the watch over that of the peer, in cadences, at the peer’s own rate of false questions (at least ${FEWEST_A_YEAR} a year),`,
    'with the second least and second greatest of a hundred samples drawn again (twenty such comparisons are made here, so that',
    'narrower bounds would call chance a difference). Below 1 the watch is sooner.',
  );
  const random = seeded(SEED - 2);
  table(
    ['Population', '90+7 days, told of leave', '2.5 missed rounds, told of leave'],
    populations.map(({ name }, index): Cell[] => {
      const some = columnsOf(ofPopulation(followed, index));
      const found = sharesAt(some, [
        { peer: DAYS_TOLD, rate: Math.max(FEWEST_A_YEAR, ownRate(some, DAYS_TOLD, 90)), unit: 'cadences' },
        {
          peer: ROUNDS_TOLD,
          rate: Math.max(FEWEST_A_YEAR, ownRate(some, ROUNDS_TOLD, TWO_AND_A_HALF)),
          unit: 'cadences',
        },
      ]);
      const spreads = spreadsOf(some, found, random);
      return [
        name,
        ...found(everyoneIn(some)).map((share, place) => sayShare(share, spreads[place] ?? [0, 0])),
      ];
    }),
  );
}

function sayShare(share: number, [low, high]: readonly [number, number]): string {
  const verdict = high < 1 ? 'sooner' : low > 1 ? 'LATER' : 'no difference beyond noise';
  return `${share.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}): ${verdict}`;
}

function sayParts(all: readonly Followed[]): void {
  const columns = columnsOf(all.filter(({ outcomes }) => outcomes.length === everyRule.length));
  const rate = ownRate(columns, ROUNDS_TOLD, TWO_AND_A_HALF);
  say(
    'What each part is worth',
    `The watch with a part taken out, over ${columns.pairs} of the pairs, at the rate of 2.5 missed rounds (${rate.toFixed(3)} a year).`,
  );
  table(
    ['Watch', 'cadences', 'days'],
    [WATCH, ...lesserWatches.map((_, index) => rules.length + index)].map((place): Cell[] => [
      place === WATCH ? 'whole' : (everyRule[place]?.name ?? ''),
      at(columns, place, rate, 'cadences', 2),
      at(columns, place, rate, 'days', 0),
    ]),
  );
}

/** From few false questions a year to many. */
const RATES = [0.2, 0.3, 0.45] as const;

function sayOwnFigures(): void {
  const columns = columnsOf(followOwn(SEED));
  const everyone = everyoneIn(columns);
  const sweep = [...(everyRule[WATCH]?.sweep.keys() ?? [])];
  say(
    'A scheme’s own figures, and planned ends',
    `${columns.pairs} other pairs, each population a scheme whose figures were fitted to 400 of its pairs. Planned ends: six pairs in`,
    'ten have one; of those that end a third end about then. Delay in cadences at a rate of false questions, and both at line 0.5.',
  );
  table(
    ['Watch', ...RATES.map((rate) => `${rate} a year`), 'at 0.5', 'false a year'],
    ownWatches.map((name, place): Cell[] => {
      const curve = curveOf(columns, everyone, place, sweep, 'cadences');
      const own = figuresOf(columns, everyone, place, sweep.length, 'cadences');
      return [
        name,
        ...RATES.map((rate) => sayDelay(delayAt(curve, rate), 2)),
        sayDelay(own.delay, 2),
        own.rate.toFixed(2),
      ];
    }),
  );
}

function ofPopulation(followed: readonly Followed[], index: number): readonly Followed[] {
  return followed.filter(({ pair }) => pair.population === index);
}

/** False questions a year of one of the lines of a rule's sweep. */
function ownRate(columns: Columns, rule: number, line: number): number {
  const place = everyRule[rule]?.sweep.indexOf(line) ?? -1;
  return figuresOf(columns, everyoneIn(columns), rule, place, 'days').rate;
}

type Target = { readonly peer: number; readonly rate: number; readonly unit: Unit };

/** The delay of the watch over that of each peer, in any sample of these pairs. */
function sharesAt(columns: Columns, targets: readonly Target[]): (sample: Sample) => readonly number[] {
  const looked = targets.map((target) => ({
    ...target,
    watchLines: linesNear(columns, WATCH, linesOf(WATCH), target.rate),
    peerLines: linesNear(columns, target.peer, linesOf(target.peer), target.rate),
  }));
  return (sample) =>
    looked.map(
      ({ peer, rate, unit, watchLines, peerLines }) =>
        delayAt(curveOf(columns, sample, WATCH, watchLines, unit), rate) /
        delayAt(curveOf(columns, sample, peer, peerLines, unit), rate),
    );
}

function linesOf(rule: number): readonly number[] {
  return [...(everyRule[rule]?.sweep.keys() ?? [])];
}

function at(columns: Columns, rule: number, rate: number, unit: Unit, digits: number): string {
  return sayDelay(delayAt(curveOf(columns, everyoneIn(columns), rule, linesOf(rule), unit), rate), digits);
}

function sayDelay(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : 'never';
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
