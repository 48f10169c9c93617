/** The weekly digest of a scheme: figures that say how it goes, and nothing that says who. */

import type { SchemeCounts } from './facts.ts';
import type { EndingKind } from './records/relationship.ts';
import { inZone, sayDay } from './time.ts';

/** Below this, a count in front of readers who know each other points at people. */
export const fewest = 5;

/** A count as readers of a channel may have it: none, five or more, or that it is one of those between. */
export type Figure = number | 'few';

/** What a picture of the digest is drawn from. Whatever is in here may be seen by anybody. */
export type DigestPicture = {
  /** Meetings noted as held, week by week, oldest first; each week by the day on which it ends. */
  readonly met: readonly { readonly week: string; readonly count: Figure }[];
  /** By how long they have waited, shortest first; all in one where a group would point at somebody. */
  readonly waiting: readonly Bar[];
  /** By kind; likewise. */
  readonly ended: readonly Bar[];
};

export type Bar = { readonly name: string; readonly count: Figure };

export type Digest = {
  /** What is said of a week in which nothing happened; it is all there is. */
  readonly quiet?: string;
  /** This week against the last one, a line each. */
  readonly changed: readonly string[];
  readonly figures: Readonly<Record<string, string>>;
  /** Absent where there is nothing to draw. */
  readonly picture?: DigestPicture;
};

/** `zone`: where the days are, by which the picture names its weeks. */
export function digestOf(counts: SchemeCounts, now: Date, zone: string): Digest {
  const ended = totalOf(counts.endedSince);
  if (counts.askedSince + counts.startedSince + counts.metSince + ended === 0)
    return {
      quiet: `A quiet week: no requests, no meetings, no endings. Pairs under way: ${say(counts.active)}. Waiting for a mentor: ${say(counts.waiting.length)}.`,
      changed: [],
      figures: {},
    };
  const { before } = counts;
  const picture = pictureOf(counts, now, zone);
  return {
    changed: [
      `Asked for a mentor: ${sayAgainst(counts.askedSince, before.asked)}`,
      `Pairs started: ${sayAgainst(counts.startedSince, before.started)}`,
      `Meetings held: ${sayAgainst(counts.metSince, before.met)}`,
      `Pairs ended: ${sayAgainst(ended, before.ended)}`,
    ],
    figures: {
      'Waiting for a mentor': sayWaiting(counts, now),
      'Pairs under way': say(counts.active),
      'Of these gone quiet': sayPart(counts.quiet, counts.active),
      ...(ended === 0 ? {} : { 'How pairs ended': sayEndings(counts.endedSince) }),
      ...sayCheckIns(counts.checkIns),
      ...(counts.useful.count < fewest ? {} : { 'How useful meetings were': sayUseful(counts.useful) }),
      'Mentors who offer': say(counts.mentors),
      'Free places': say(counts.places),
    },
    ...(picture !== undefined && { picture }),
  };
}

/** A count as a channel may see it. */
export function say(count: number): string {
  return sayFigure(figureOf(count));
}

function sayFigure(figure: Figure): string {
  if (figure === 'few') return 'fewer than five';
  return figure === 0 ? 'none' : String(figure);
}

/** The picture in words, for whoever does not see it. */
export function sayPicture({ met, waiting, ended }: DigestPicture): string {
  const weeks = met.map(({ count }) => sayFigure(count)).join(', ');
  return [
    ...(met.length === 0
      ? []
      : [`Meetings held in each of the last ${met.length} weeks, oldest first: ${weeks}.`]),
    ...(waiting.length === 0 ? [] : [`Waiting for a mentor: ${sayBars(waiting)}.`]),
    ...(ended.length === 0 ? [] : [`How pairs ended this week: ${sayBars(ended)}.`]),
  ].join(' ');
}

function sayBars(bars: readonly Bar[]): string {
  return bars.map(({ name, count }) => `${name}: ${sayFigure(count)}`).join('; ');
}

function figureOf(count: number): Figure {
  return count > 0 && count < fewest ? 'few' : count;
}

/** "7, up from 5 the week before." */
function sayAgainst(count: number, before: number): string {
  const [is, was] = [say(count), say(before)];
  if (is === was) return count >= fewest ? `${is}, as in the week before.` : `${is} in both weeks.`;
  if (count < fewest || before < fewest) return `${is}, after ${was} the week before.`;
  return `${is}, ${count > before ? 'up' : 'down'} from ${was} the week before.`;
}

/** A part beside its whole: neither the part nor what is left over may point at few people. */
function sayPart(part: number, whole: number): string {
  if (part === 0 || part === whole) return part === 0 ? 'none' : whole < fewest ? 'fewer than five' : 'all';
  if (part < fewest) return 'fewer than five';
  return whole - part < fewest ? 'nearly all' : String(part);
}

function pictureOf(counts: SchemeCounts, now: Date, zone: string): DigestPicture | undefined {
  const weeks = counts.metByWeek.map((count, index, all) => ({
    week: shortDay(inZone(new Date(now.getTime() - (all.length - 1 - index) * weekMs), zone).date),
    count: figureOf(count),
  }));
  const ended = totalOf(counts.endedSince);
  const picture = {
    met: weeks.some(({ count }) => count !== 0) ? weeks : [],
    waiting: waitingByAge(counts, now) ?? inOne('in all', counts.waiting.length),
    ended: endingsByKind(counts.endedSince) ?? inOne('of all kinds', ended),
  };
  return Object.values(picture).every((part) => part.length === 0) ? undefined : picture;
}

function inOne(name: string, count: number): readonly Bar[] {
  return count === 0 ? [] : [{ name, count: figureOf(count) }];
}

/** "23 Nov". */
function shortDay(date: string): string {
  const [day, month = ''] = sayDay(date).split(' ');
  return `${day} ${month.slice(0, 3)}`;
}

type NumberedBar = Bar & { readonly count: number };

const weekMs = 7 * 24 * 60 * 60_000;

function sayWaiting(counts: SchemeCounts, now: Date): string {
  const total = say(counts.waiting.length);
  const groups = waitingByAge(counts, now)?.filter(({ count }) => count > 0);
  return groups === undefined
    ? total
    : `${total} (${groups.map(({ name, count }) => `${count} ${name}`).join(', ')})`;
}

/** By how long they have waited; absent where any group is so small that it points at somebody. */
function waitingByAge({ waiting }: SchemeCounts, now: Date): readonly NumberedBar[] | undefined {
  const weeks = waiting.map(({ askedAt }) => (now.getTime() - askedAt.getTime()) / weekMs);
  const groups = [
    { name: 'up to a week', count: weeks.filter((age) => age <= 1).length },
    { name: 'one to two weeks', count: weeks.filter((age) => age > 1 && age <= 2).length },
    { name: 'longer', count: weeks.filter((age) => age > 2).length },
  ];
  const isTelling = groups.some(({ count }) => figureOf(count) === 'few');
  return waiting.length < fewest || isTelling ? undefined : groups;
}

const endings: Readonly<Record<EndingKind, string>> = {
  natural: 'natural end',
  'goals-met': 'goals reached',
  circumstances: 'circumstances',
  'no-fault': 'without a reason',
  'never-started': 'never started',
  faded: 'came to rest by themselves',
};

function totalOf(endedSince: SchemeCounts['endedSince']): number {
  return Object.values(endedSince).reduce((sum, count) => sum + count, 0);
}

function sayEndings(endedSince: SchemeCounts['endedSince']): string {
  const total = totalOf(endedSince);
  if (total < fewest) return 'fewer than five, of all kinds';
  const kinds = endingsByKind(endedSince);
  return kinds === undefined
    ? `${total}, of several kinds`
    : kinds.map(({ name, count }) => `${name} ${count}`).join(', ');
}

/** The total is said elsewhere, so kinds are named only where the rest does not give a small one away. */
function endingsByKind(endedSince: SchemeCounts['endedSince']): readonly NumberedBar[] | undefined {
  const kinds = Object.entries(endedSince).filter(([, count]) => count > 0);
  const large = kinds.filter(([, count]) => count >= fewest);
  const left = kinds.reduce((sum, [, count]) => sum + (count < fewest ? count : 0), 0);
  if (large.length + left === 0 || figureOf(left) === 'few') return undefined;
  const named = large.map(([kind, count]) => ({ name: nameOf(kind), count }));
  return left === 0 ? named : [...named, { name: 'other kinds', count: left }];
}

function nameOf(kind: string): string {
  return Object.hasOwn(endings, kind) ? endings[kind as EndingKind] : kind; // it is one of the keys, the kinds
}

/** How many said that it goes well, where neither they nor the others are few. */
function sayCheckIns(answers: SchemeCounts['checkIns']): Readonly<Record<string, string>> {
  if (answers === undefined || answers.count < fewest) return {};
  const { count, well } = answers;
  // "None" and "all" would say of everybody what they answered.
  const part = well < fewest ? 'fewer than five' : count - well < fewest ? 'nearly all' : String(well);
  return { 'Asked how it goes, in four weeks': `${part} of ${count} say that it goes well` };
}

function sayUseful({ count, sum }: SchemeCounts['useful']): string {
  return `${(sum / count).toFixed(1)} of 5, from ${count} answers`;
}
