/** The benefits report: what is given of everything that was counted in a month or a year, of a scheme or of all. */

import { fewest } from '../digest.ts';
import type { SurveyStage } from '../records/benefits.ts';
import { benefits } from './items.ts';
import { retentionOf, toStep } from './retention.ts';
import type { Followed, Retention } from './retention.ts';
import { addUp, addUpParts, giveMonths, giveParts, isOpenShare } from './small-numbers.ts';
import type { Count, Given, Parts, Tally } from './small-numbers.ts';
import { meanOf, spreadOf } from './spread.ts';
import type { Spread } from './spread.ts';

export const surveyStages: readonly SurveyStage[] = ['start', 'end', 'later'];

/** What is counted each month. Of `met` the values are minutes, of waits days, of `useful` and of benefits 1 to 5. */
export type Line =
  | 'requests'
  | 'offers'
  | 'matched'
  | 'withdrawn'
  | 'signposted'
  | 'ended'
  | 'met'
  | 'useful'
  | `wait:${Wait}`
  | `surveyed:${SurveyStage}`
  | `answered:${SurveyStage}`
  | `benefit:${string}:${SurveyStage}`;

/** From asking to the first mentor who is asked, to the match, and from there to the first meeting. */
export type Wait = 'proposed' | 'accepted' | 'met';
export const waits: readonly Wait[] = ['proposed', 'accepted', 'met'];

export const groupings = ['endings', 'grades', 'specialties', 'regions'] as const;
export type Grouping = (typeof groupings)[number];

/** The same person's answers to one statement at the start, and at the end or later. */
export type BeforeAndNow = { readonly before: number; readonly now: number };

/** Everything that is counted of one scheme. */
export type SchemeTallies = {
  /** The month of the report, or the twelve of its year. What is absent is none. */
  readonly months: readonly Readonly<Partial<Record<Line, Tally>>>[];
  /** Pairs that began in the three years before its end. */
  readonly followed: readonly Followed[];
  /** Only of a year: months side by side would tell more than each of them does. */
  readonly year?: {
    /** `endings` of those that ended, the others of those who asked; by name. */
    readonly groups: Readonly<Record<Grouping, Readonly<Record<string, number>>>>;
    /** Different mentors who have met somebody. */
    readonly mentorsMet: number;
    /** By benefit and stage: `culture:end`. */
    readonly compared: Readonly<Record<string, readonly BeforeAndNow[]>>;
  };
};

export const countLines = [
  'requests',
  'matched',
  'withdrawn',
  'signposted',
  'offers',
  'met',
  'ended',
] as const;
export type CountLine = (typeof countLines)[number];

/** What may be told. JSON throughout: it is kept as it was first made. */
export type BenefitsReport = {
  readonly version: 1;
  /** Whose figures were added up: 1 in the report of a scheme. */
  readonly schemes: number;
  readonly counts: Readonly<Record<CountLine, Count>>;
  /** Whole hours of the meetings that are counted. */
  readonly hours?: number;
  readonly waits: Readonly<Record<Wait, Spread & { readonly count: Count }>>;
  readonly useful: { readonly count: Count; readonly mean?: number };
  readonly surveys: Readonly<Record<SurveyStage, { readonly asked: Count; readonly answered: Count }>>;
  readonly benefits: readonly BenefitFigures[];
  readonly retention?: Retention;
  readonly groups: Readonly<Partial<Record<Grouping, Parts>>>;
  readonly mentorsMet?: Count;
};

export type BenefitFigures = {
  readonly value: string;
  readonly stage: SurveyStage;
  readonly count: Count;
  readonly mean?: number;
  readonly compared?: Compared;
};

/** People who answered at the start as well. */
export type Compared = {
  /** So many or more: a multiple of five. */
  readonly people: number;
  readonly before: number;
  readonly now: number;
  /** Percent whose answer is higher than at the start; absent where few are, or few are not. */
  readonly better?: number;
};

export function schemeReport(tallies: SchemeTallies): BenefitsReport {
  return reportOf([tallies]);
}

/** Directed schemes are not among them: nothing is told of those but to their own coordinators. */
export function organisationReport(schemes: readonly SchemeTallies[]): BenefitsReport {
  return reportOf(schemes);
}

function reportOf(schemes: readonly SchemeTallies[]): BenefitsReport {
  const given = (line: Line): Given =>
    addUp(
      schemes.map(({ months }) =>
        giveMonths(
          months.map((month) => month[line] ?? { n: 0 }),
          leastOf(line),
        ),
      ),
    );
  const met = given('met');
  const retention = retentionOf(schemes.flatMap(({ followed }) => followed));
  const years = schemes.flatMap(({ year }) => (year === undefined ? [] : [year]));
  return {
    version: 1,
    schemes: schemes.length,
    counts: record(countLines, (line) => given(line).count),
    ...(met.values.length > 0 && {
      hours: Math.round(met.values.reduce((sum, minutes) => sum + minutes, 0) / 60),
    }),
    waits: record(waits, (wait) => {
      const { count, values } = given(`wait:${wait}`);
      return { count, ...spreadOf(values) };
    }),
    useful: withMean(given('useful')),
    surveys: record(surveyStages, (stage) => ({
      asked: given(`surveyed:${stage}`).count,
      answered: given(`answered:${stage}`).count,
    })),
    benefits: benefits.flatMap(({ value }) =>
      surveyStages.map((stage): BenefitFigures => {
        const compared = comparedOf(years.flatMap((year) => openlyCompared(year, `${value}:${stage}`)));
        return {
          value,
          stage,
          ...withMean(given(`benefit:${value}:${stage}`)),
          ...(compared !== undefined && { compared }),
        };
      }),
    ),
    ...(retention !== undefined && { retention }),
    groups: Object.fromEntries(
      groupings.flatMap((grouping) => {
        const parts = schemes.flatMap((scheme) => partsOf(scheme, grouping) ?? []);
        return parts.length === 0 ? [] : [[grouping, addUpParts(parts)] as const];
      }),
    ),
    ...(years.length > 0 && {
      mentorsMet: addUp(years.map(({ mentorsMet }) => giveMonths([{ n: mentorsMet }]))).count,
    }),
  };
}

/** Both of a pair are asked: of fewer than ten people asked it could be told how few pairs they are. */
function leastOf(line: Line): number {
  return line.startsWith('surveyed:') ? 2 * fewest : fewest;
}

function withMean({ count, values }: Given): { readonly count: Count; readonly mean?: number } {
  const mean = meanOf(values);
  return mean === undefined ? { count } : { count, mean };
}

/** Of a whole that is given in full: of any other, the parts would tell what the whole does not. */
function partsOf({ months, year }: SchemeTallies, grouping: Grouping): Parts | undefined {
  if (year === undefined) return undefined;
  const line = grouping === 'endings' ? 'ended' : 'requests';
  const whole = giveMonths(months.map((month) => month[line] ?? { n: 0 }));
  if (whole.count.is !== 'exact' || whole.count.n === 0) return undefined;
  const parts = Object.entries(year.groups[grouping]).map(([name, n]) => ({ name, n }));
  // Nobody has said it of anybody: a list of one would be another name for all.
  if (grouping !== 'endings' && parts.every(({ name }) => name === '')) return undefined;
  return giveParts(parts);
}

type Year = NonNullable<SchemeTallies['year']>;
type OpenlyCompared = { readonly pairs: readonly BeforeAndNow[]; readonly isOpen: boolean };

function openlyCompared({ compared }: Year, key: string): readonly OpenlyCompared[] {
  const pairs = compared[key] ?? [];
  if (pairs.length < fewest) return [];
  return [{ pairs, isOpen: isOpenShare(pairs.filter(isBetter).length, pairs.length) }];
}

function comparedOf(all: readonly OpenlyCompared[]): Compared | undefined {
  const pairs = all.flatMap((one) => one.pairs);
  const before = meanOf(pairs.map((one) => one.before));
  const now = meanOf(pairs.map((one) => one.now));
  if (before === undefined || now === undefined) return undefined;
  const told = all.filter(({ isOpen }) => isOpen).flatMap((one) => one.pairs);
  return {
    people: Math.floor(pairs.length / fewest) * fewest,
    before,
    now,
    // Of the very people whose means are given, or of nobody.
    ...(told.length === pairs.length && {
      better: toStep((100 * told.filter(isBetter).length) / told.length),
    }),
  };
}

function isBetter({ before, now }: BeforeAndNow): boolean {
  return now > before;
}

function record<Key extends string, Value>(
  keys: readonly Key[],
  of: (key: Key) => Value,
): Readonly<Record<Key, Value>> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, Value>; // exactly these keys
}
