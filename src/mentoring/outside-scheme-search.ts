/**
 * Finds outside schemes for somebody: by what they need, their grade, where they work, and words of their own. Best fit
 * first, each with its reasons in words.
 */

import { grades, outsideNeeds, regions } from './outside-scheme-terms.ts';
import type { Term } from './outside-scheme-terms.ts';
import { byName, listedIn } from './outside-schemes.ts';
import type { OutsideScheme } from './outside-schemes.ts';
import { isNamed, readAsked } from './outside-scheme-words.ts';
import type { Asked } from './outside-scheme-words.ts';
import { sameWord, wordsIn } from './search-words.ts';
import { joinWords } from './wording.ts';

/** Whatever is absent does not matter. `need`, `grade` and `region` are values of the terms. */
export type Wanted = {
  readonly words?: string | undefined;
  readonly need?: string | undefined;
  readonly grade?: string | undefined;
  readonly region?: string | undefined;
};

export type FoundScheme = {
  readonly entry: OutsideScheme;
  /** Such as "for GPs"; the strongest first. Empty where nothing in particular was asked for. */
  readonly reasons: readonly string[];
};

/**
 * What is chosen narrows strictly; a grade or a region that is named in the words narrows too, but lets pass what names it
 * itself. Every other word ranks, and at least one has to be found: an answer without any of them would answer another
 * question.
 */
export function findOutsideSchemes(
  directory: readonly OutsideScheme[],
  wanted: Wanted,
): readonly FoundScheme[] {
  const asked = readAsked(wanted.words ?? '');
  return ranked(
    listedIn(directory)
      .filter((entry) => fitsChoices(entry, wanted))
      .map(readEntry)
      .filter((one) => fitsNamed(one, asked))
      .map((one) => judge(one, wanted, asked))
      .filter(({ matched }) => matched > 0 || !asked.ranks),
  );
}

/**
 * For somebody whom nobody here can mentor: where mentoring is offered, what they asked for first. `areas`: what they want
 * help with, in words. Nothing is left out for lack of a matching word, as those are words about somebody else's list.
 */
export function suggestOutsideSchemes(
  directory: readonly OutsideScheme[],
  areas: readonly string[],
): readonly FoundScheme[] {
  const wanted: Wanted = { need: 'mentoring' };
  const asked: Asked = { ...readAsked(areas.join(' ')), grades: [], regions: [] };
  return ranked(
    listedIn(directory)
      .filter((entry) => fitsChoices(entry, wanted))
      .map((entry) => {
        const judged = judge(readEntry(entry), wanted, asked);
        // Nobody has said who they are and where they work: what is open to all is the better guess.
        const open = (entry.grades.length === 0 ? 2 : 0) + (entry.regions.length === 0 ? 3 : 0);
        return { ...judged, score: judged.score + open };
      }),
  );
}

/** Which single wish to give up so that something fits, and how many then do. Best first; empty where none alone helps. */
export function easings(
  directory: readonly OutsideScheme[],
  wanted: Wanted,
): readonly { readonly without: keyof Wanted; readonly count: number }[] {
  return (['words', 'region', 'grade', 'need'] as const)
    .filter((wish) => (wanted[wish] ?? '') !== '')
    .map((without) => ({
      without,
      count: findOutsideSchemes(directory, { ...wanted, [without]: undefined }).length,
    }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

/** A word as the entry has it, and how much it counts there. */
type Mention = { readonly word: string; readonly weight: number };

/** `matched`: how many of the words that somebody typed it answers. */
type Judged = FoundScheme & { readonly score: number; readonly matched: number };

/** A need is asked for or not; no grade and no region mean that everybody and every place is meant. */
function fitsChoices(entry: OutsideScheme, { need, grade, region }: Wanted): boolean {
  return (
    (need === undefined || entry.needs.includes(need)) &&
    (grade === undefined || isOpenTo(entry.grades, grade)) &&
    (region === undefined || isOpenTo(entry.regions, region))
  );
}

/** An entry with its words taken apart once: how much a word counts depends on where it stands. */
type Read = {
  readonly entry: OutsideScheme;
  readonly text: readonly string[];
  readonly places: readonly { readonly words: readonly string[]; readonly weight: number }[];
};

/** In the name a word counts most, in how to reach it least. */
function readEntry(entry: OutsideScheme): Read {
  const places = [
    { words: wordsIn(entry.name), weight: 4 },
    { words: wordsIn(entry.offers), weight: 3 },
    { words: wordsIn(entry.whoFor), weight: 3 },
    { words: wordsIn(entry.howToReach), weight: 1 },
  ];
  return { entry, places, text: places.flatMap(({ words }) => words) };
}

/** Of several grades that are named, one is enough; and so of regions. */
function fitsNamed({ entry, text }: Read, asked: Asked): boolean {
  const fits = (terms: readonly string[], has: readonly string[]): boolean =>
    terms.length === 0 || terms.some((value) => isOpenTo(has, value) || isNamed(value, text));
  return fits(asked.grades, entry.grades) && fits(asked.regions, entry.regions);
}

function isOpenTo(has: readonly string[], value: string): boolean {
  return has.length === 0 || has.includes(value);
}

function judge(read: Read, wanted: Wanted, asked: Asked): Judged {
  const { entry, text } = read;
  const ofGrade = hits(grades, [wanted.grade, ...asked.grades], entry.grades);
  const ofRegion = hits(regions, [wanted.region, ...asked.regions], entry.regions);
  const ofNeed = hits(outsideNeeds, [wanted.need, ...asked.needs], entry.needs);
  const found = asked.tokens.flatMap((token) => strongest(read, token) ?? []);
  const mentions = [...new Set(found.map(({ word }) => `“${word}”`))];
  return {
    entry,
    reasons: [
      ...[...ofGrade, ...ofRegion, ...ofNeed].map(({ says }) => says),
      ...(mentions.length > 0 ? [`mentions ${joinWords(mentions)}`] : []),
      ...(asksFor(wanted.grade, asked.grades) && entry.grades.length === 0 ? ['for every grade'] : []),
      ...(asksFor(wanted.region, asked.regions) && entry.regions.length === 0 ? ['anywhere in the UK'] : []),
    ],
    score:
      4 * (ofGrade.length + ofRegion.length) +
      3 * ofNeed.length +
      weigh(found) +
      weigh(asked.narrowing.flatMap((word) => strongest(read, word) ?? [])),
    matched:
      found.length + asked.needs.filter((need) => entry.needs.includes(need) || isNamed(need, text)).length,
  };
}

function asksFor(chosen: string | undefined, named: readonly string[]): boolean {
  return chosen !== undefined || named.length > 0;
}

/** Those of the terms that were asked for, and that the entry has. */
function hits(
  terms: readonly Term[],
  asked: readonly (string | undefined)[],
  has: readonly string[],
): readonly Term[] {
  return terms.filter(({ value }) => asked.includes(value) && has.includes(value));
}

/** The word as the entry has it, where it counts most. */
function strongest({ places }: Read, token: string): Mention | undefined {
  for (const { words, weight } of places) {
    const word = words.find((one) => sameWord(one, token));
    if (word !== undefined) return { word, weight };
  }
  return undefined;
}

function weigh(all: readonly Mention[]): number {
  return all.reduce((sum, { weight }) => sum + weight, 0);
}

function ranked(all: readonly Judged[]): readonly FoundScheme[] {
  return all
    .toSorted((a, b) => b.score - a.score || byName(a.entry, b.entry))
    .map(({ entry, reasons }) => ({ entry, reasons }));
}
