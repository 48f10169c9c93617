/** The weekly digest of a scheme: figures that say how it goes, and nothing that says who. */

import type { SchemeCounts } from './facts.ts';
import type { EndingKind } from './records.ts';

/** Below this, a count in front of readers who know each other points at people. */
const fewest = 5;

export type Digest = {
  /** What changed since last week, in one line. In a quiet week it is all there is. */
  readonly changed: string;
  readonly figures: Readonly<Record<string, string>>;
};

export function digestOf(counts: SchemeCounts, now: Date): Digest {
  const ended = Object.values(counts.endedSince).reduce((sum, count) => sum + count, 0);
  if (counts.askedSince + counts.startedSince + counts.metSince + ended === 0)
    return {
      changed: `A quiet week: no requests, no meetings, no endings. Pairs under way: ${say(counts.active)}. Waiting for a mentor: ${say(counts.waiting.length)}.`,
      figures: {},
    };
  return {
    changed: `Since last week: asked for a mentor: ${say(counts.askedSince)}; pairs started: ${say(counts.startedSince)}; meetings held: ${say(counts.metSince)}; pairs ended: ${say(ended)}.`,
    figures: {
      'Waiting for a mentor': sayWaiting(counts, now),
      'Pairs under way': say(counts.active),
      'Of these gone quiet': sayPart(counts.quiet, counts.active),
      ...(ended === 0 ? {} : { 'How pairs ended': sayEndings(counts.endedSince) }),
      ...(counts.useful.count < fewest ? {} : { 'How useful meetings were': sayUseful(counts.useful) }),
      'Mentors who offer': say(counts.mentors),
      'Free places': say(counts.places),
    },
  };
}

/** A count as a channel may see it. */
export function say(count: number): string {
  if (count === 0) return 'none';
  return count < fewest ? 'fewer than five' : String(count);
}

/** A part beside its whole: neither the part nor what is left over may point at few people. */
function sayPart(part: number, whole: number): string {
  if (part === 0 || part === whole) return part === 0 ? 'none' : whole < fewest ? 'fewer than five' : 'all';
  if (part < fewest) return 'fewer than five';
  return whole - part < fewest ? 'nearly all' : String(part);
}

const weekMs = 7 * 24 * 60 * 60_000;

/** By how long they have waited, where no group is so small that it points at somebody. */
function sayWaiting({ waiting }: SchemeCounts, now: Date): string {
  const weeks = waiting.map(({ askedAt }) => (now.getTime() - askedAt.getTime()) / weekMs);
  const groups = [
    ['up to a week', weeks.filter((age) => age <= 1).length],
    ['one to two weeks', weeks.filter((age) => age > 1 && age <= 2).length],
    ['longer', weeks.filter((age) => age > 2).length],
  ] as const;
  const total = say(waiting.length);
  if (waiting.length < fewest || groups.some(([, count]) => count > 0 && count < fewest)) return total;
  const parts = groups.filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  return `${total} (${parts.join(', ')})`;
}

const endings: Readonly<Record<EndingKind, string>> = {
  natural: 'natural end',
  'goals-met': 'goals reached',
  circumstances: 'circumstances',
  'no-fault': 'without a reason',
  'never-started': 'never started',
};

/** The total is in the first line, so a kind is named only where the rest does not give a small one away. */
function sayEndings(endedSince: SchemeCounts['endedSince']): string {
  const kinds = Object.entries(endedSince).filter(([, count]) => count > 0);
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  if (total < fewest) return 'fewer than five, of all kinds';
  const large = kinds.filter(([, count]) => count >= fewest);
  const left = total - large.reduce((sum, [, count]) => sum + count, 0);
  if (left > 0 && left < fewest) return `${total}, of several kinds`;
  const named = large.map(([kind, count]) => `${nameOf(kind)} ${count}`);
  return [...named, ...(left === 0 ? [] : [`other kinds ${left}`])].join(', ');
}

function nameOf(kind: string): string {
  return Object.hasOwn(endings, kind) ? endings[kind as EndingKind] : kind; // it is one of the keys, the kinds
}

function sayUseful({ count, sum }: SchemeCounts['useful']): string {
  return `${(sum / count).toFixed(1)} of 5, from ${count} answers`;
}
