/** Rules compared over many pairs: at their own lines, and at equal rates of false questions. */

import type { Pair } from './populations.ts';
import type { Random } from './random.ts';
import { yearsAlive } from './simulate.ts';
import type { Outcome } from './simulate.ts';

/** A pair, and for each rule the outcome of each line. */
export type Followed = { readonly pair: Pair; readonly outcomes: readonly (readonly Outcome[])[] };

export type Unit = 'cadences' | 'days';

/** The same as columns: samples are drawn from them many times over. */
export type Columns = {
  readonly pairs: number;
  readonly years: Float64Array;
  readonly cadenceDays: Float64Array;
  /** By rule and line: false questions to each pair. */
  readonly questions: readonly (readonly Float64Array[])[];
  /** By rule and line: days from the true end to the first question. NaN: not ended. Infinite: never asked. */
  readonly delays: readonly (readonly Float64Array[])[];
};

/** Places of pairs, some of them twice. */
export type Sample = Int32Array;

export type Figures = {
  /** False questions for each year that a relationship was alive. */
  readonly rate: number;
  /** Median from the true end to the first question, over all pairs that ended. Infinite where most were never asked. */
  readonly delay: number;
  /** The share of ended pairs never asked. */
  readonly never: number;
};

export function columnsOf(followed: readonly Followed[]): Columns {
  const column = (of: (one: Followed) => number): Float64Array => Float64Array.from(followed, of);
  const byLine = (of: (outcome: Outcome | undefined) => number): Columns['questions'] =>
    (followed[0]?.outcomes ?? []).map((lines, rule) =>
      lines.map((_, line) => column(({ outcomes }) => of(outcomes[rule]?.[line]))),
    );
  return {
    pairs: followed.length,
    years: column(({ pair }) => yearsAlive(pair)),
    cadenceDays: column(({ pair }) => pair.cadenceDays),
    questions: byLine((outcome) => outcome?.falseQuestions ?? 0),
    delays: byLine((outcome) => outcome?.delayDays ?? Number.NaN),
  };
}

export function everyoneIn({ pairs }: Columns): Sample {
  return Int32Array.from({ length: pairs }, (_, place) => place);
}

export function figuresOf(columns: Columns, sample: Sample, rule: number, line: number, unit: Unit): Figures {
  const questions = columns.questions[rule]?.[line];
  const delays = columns.delays[rule]?.[line];
  if (questions === undefined || delays === undefined) throw new Error(`No line ${line} of rule ${rule}`);
  let asked = 0;
  let years = 0;
  let ended = 0;
  let never = 0;
  const sorted = new Float64Array(sample.length);
  for (const place of sample) {
    asked += questions[place] ?? 0;
    years += columns.years[place] ?? 0;
    const delay = delays[place] ?? Number.NaN;
    if (Number.isNaN(delay)) continue;
    if (delay === Number.POSITIVE_INFINITY) never += 1;
    sorted[ended] = unit === 'days' ? delay : delay / (columns.cadenceDays[place] ?? Number.NaN);
    ended += 1;
  }
  return {
    rate: asked / years,
    delay: sorted.subarray(0, ended).toSorted()[Math.floor(ended / 2)] ?? Number.NaN,
    never: never / ended,
  };
}

/** A rule's sweep from few false questions to many, so that the delay at any rate between can be read off. */
export type Curve = readonly Figures[];

export function curveOf(
  columns: Columns,
  sample: Sample,
  rule: number,
  lines: readonly number[],
  unit: Unit,
): Curve {
  return lines
    .map((line) => figuresOf(columns, sample, rule, line, unit))
    .toSorted((one, other) => one.rate - other.rate);
}

/** A sample's rate of false questions is never this many times that of all pairs. */
const WIDELY = 1.6;

/** The lines of a sweep that matter at that rate, in whatever sample of these pairs. */
export function linesNear(
  columns: Columns,
  rule: number,
  lines: readonly number[],
  rate: number,
): readonly number[] {
  const everyone = everyoneIn(columns);
  const rates = lines.map((line) => figuresOf(columns, everyone, rule, line, 'days').rate);
  return lines.filter((_, place) => {
    const near = rates.slice(Math.max(0, place - 1), place + 2);
    return near.some((one) => one > rate / WIDELY) && near.some((one) => one < rate * WIDELY);
  });
}

/** The delay at that rate of false questions, along the straight line between its neighbours; `NaN` outside the sweep. */
export function delayAt(curve: Curve, rate: number): number {
  const above = curve.findIndex((one) => one.rate >= rate);
  const high = curve[above];
  const low = curve[above - 1];
  if (high === undefined || low === undefined) return Number.NaN;
  return low.delay + ((rate - low.rate) / (high.rate - low.rate)) * (high.delay - low.delay);
}

const TIMES = 100;

/** For each number: from the 2nd least to the 2nd greatest of a hundred, over pairs drawn again with replacement. */
export function spreadsOf(
  columns: Columns,
  of: (sample: Sample) => readonly number[],
  random: Random,
): readonly (readonly [number, number])[] {
  const { pairs } = columns;
  const drawn = Array.from({ length: TIMES }, () =>
    of(Int32Array.from({ length: pairs }, () => Math.floor(random.uniform() * pairs))),
  );
  return (drawn[0] ?? []).map((_, place) => {
    const sorted = drawn
      .map((numbers) => numbers[place] ?? Number.NaN)
      .filter((one) => !Number.isNaN(one))
      .toSorted((one, other) => one - other);
    return [sorted[1] ?? Number.NaN, sorted.at(-2) ?? Number.NaN];
  });
}
