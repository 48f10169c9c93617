/**
 * Keeps counts of fewer than five out of reports, and out of what can be worked out from several of them.
 *
 * Everything is counted scheme by scheme and month by month, and such a count is given where it is none, or five and more.
 * A year stands beside its months, so what it has more than the months that are given belongs to those that are not: it is
 * given in full only where that rest could be shared out among them in such a way that each could still be any number from
 * one to four. Otherwise it is the sum of its given months, "or more". An organisation's figure is always the sum of what
 * its schemes give: it tells nothing that they do not tell. Of the parts of a whole, small ones are given together, and
 * others with them until the same holds. `docs/benefits.md` says this in more words, and what it does not protect.
 */

import { fewest } from '../digest.ts';

/** What is counted of one thing, in one scheme and one month. `values`: what each of them was, where that matters. */
export type Tally = { readonly n: number; readonly values?: readonly number[] };

/** A count as a report may have it; `n` is 0 where it is too few to be given. */
export type Count = { readonly is: 'exact' | 'at-least' | 'too-few'; readonly n: number };

/** A count with the values of exactly those who are counted in it. */
export type Given = { readonly count: Count; readonly values: readonly number[] };

/** `least`: from how many on it is given. */
export function isSmall(n: number, least = fewest): boolean {
  return n > 0 && n < least;
}

/** Of one scheme: one month, or the twelve of a year. `least`: where each of them stands for more than one of a kind. */
export function giveMonths(months: readonly Tally[], least = fewest): Given {
  const mayAll = restIsOpen(
    months.map(({ n }) => n),
    least,
  );
  const counted = mayAll ? months : months.filter(({ n }) => !isSmall(n, least));
  const n = counted.reduce((sum, one) => sum + one.n, 0);
  return {
    count: { is: mayAll ? 'exact' : n > 0 ? 'at-least' : 'too-few', n },
    values: counted.flatMap(({ values = [] }) => values),
  };
}

/** Of an organisation, from what its schemes give. */
export function addUp(given: readonly Given[]): Given {
  const n = given.reduce((sum, { count }) => sum + count.n, 0);
  const all = given.every(({ count }) => count.is === 'exact');
  return {
    count: { is: all ? 'exact' : n > 0 ? 'at-least' : 'too-few', n },
    values: given.flatMap(({ values }) => values),
  };
}

export type Part = { readonly name: string; readonly n: number };

/** Parts that are given by name, and all the rest in one number. */
export type Parts = { readonly named: readonly Part[]; readonly others: number };

/** The parts of a whole that is given itself; `undefined` where they cannot be told apart without pointing at few. */
export function giveParts(parts: readonly Part[]): Parts | undefined {
  const small = parts.filter(({ n }) => isSmall(n));
  const large = parts
    .filter(({ n }) => n >= fewest)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const rest = sum(small);
  if (restIsOpen(small.map(({ n }) => n))) return { named: large, others: rest };
  // By name, not by size: which of them came along must not tell how large they are.
  for (let along = 1; along < large.length; along += 1) {
    const others = rest + sum(large.slice(0, along));
    if (others >= small.length - 1 + (fewest - 1) + along * fewest)
      return { named: large.slice(along), others };
  }
  return undefined;
}

export function addUpParts(all: readonly Parts[]): Parts {
  const named = new Map<string, number>();
  for (const { name, n } of all.flatMap((one) => one.named)) named.set(name, (named.get(name) ?? 0) + n);
  return {
    named: [...named].map(([name, n]) => ({ name, n })),
    others: all.reduce((total, { others }) => total + others, 0),
  };
}

/** Neither a part nor what it leaves of the whole points at few. */
export function isOpenShare(part: number, whole: number): boolean {
  return whole >= fewest && !isSmall(part) && !isSmall(whole - part);
}

/**
 * Whether the sum of all these may be given beside those of them that are: each small one could then be anything from one
 * to four, whatever it is. With k small ones that is where their sum is from k + 3 to 4k - 3.
 */
function restIsOpen(all: readonly number[], least = fewest): boolean {
  const small = all.filter((n) => isSmall(n, least));
  const rest = small.reduce((total, n) => total + n, 0);
  const most = least - 1;
  return small.length === 0 || (rest >= small.length - 1 + most && rest <= most * (small.length - 1) + 1);
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((total, { n }) => total + n, 0);
}
