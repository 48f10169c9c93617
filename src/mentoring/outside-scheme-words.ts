/** What somebody's own words ask for, when they look for an outside scheme. */

import { grades, outsideNeeds, regions } from './outside-scheme-terms.ts';
import type { Term } from './outside-scheme-terms.ts';
import { placesOf, wordsIn } from './search-words.ts';

export type Asked = {
  /** What is left to look for in the text of an entry. */
  readonly tokens: readonly string[];
  /** Values of the terms that the words name. */
  readonly needs: readonly string[];
  readonly grades: readonly string[];
  readonly regions: readonly string[];
  /** The words that name those grades and regions: Plymouth is more than the South West. */
  readonly narrowing: readonly string[];
  /** Something in them can be found or not found; grades and regions only narrow. */
  readonly ranks: boolean;
};

/** Words that say nothing about which scheme is meant. */
const emptyWords = new Set(
  'a an and any anybody anyone at by can do doctor doctors find for from get give have help how i in is it like look looking me my near need of offer on or please scheme schemes some somebody someone that the there to uk want what where which who with work would you your'.split(
    ' ',
  ),
);

export function readAsked(words: string): Asked {
  const all = wordsIn(words);
  const named = namedIn(all);
  const of = (terms: readonly Term[]): readonly string[] =>
    terms.map(({ value }) => value).filter((value) => named.some((one) => one.value === value));
  const [namedGrades, namedRegions] = [of(grades), of(regions)];
  const narrows = (index: number): boolean =>
    named.some(
      ({ value, start, end }) =>
        start <= index && index < end && (namedGrades.includes(value) || namedRegions.includes(value)),
    );
  const telling = all.map((word, index) => ({ word, index })).filter(({ word }) => !emptyWords.has(word));
  const tokens = different(telling.filter(({ index }) => !narrows(index)));
  const needs = of(outsideNeeds);
  return {
    tokens,
    needs,
    grades: namedGrades,
    regions: namedRegions,
    narrowing: different(telling.filter(({ index }) => narrows(index))),
    ranks: tokens.length > 0 || needs.length > 0,
  };
}

/** Whether these words name the term of this value, in any of the ways to say it. */
export function isNamed(value: string, words: readonly string[]): boolean {
  return phrasesOf(value).some((phrase) => placesOf(words, phrase).length > 0);
}

/** A term as the words name it: from one word up to, and not with, another. */
type Naming = { readonly value: string; readonly start: number; readonly end: number };

/** Of "become a mentor" only the whole is meant, and not "mentor"; nor is a GP trainee a GP. */
function namedIn(words: readonly string[]): readonly Naming[] {
  const all = [...phrases].flatMap(([value, ways]) =>
    ways.flatMap((phrase) =>
      placesOf(words, phrase).map((start) => ({ value, start, end: start + phrase.length })),
    ),
  );
  const within = (one: Naming, other: Naming): boolean =>
    other.start <= one.start && one.end <= other.end && one.end - one.start < other.end - other.start;
  return all.filter((one) => !all.some((other) => within(one, other)));
}

function different(all: readonly { readonly word: string }[]): readonly string[] {
  return [...new Set(all.map(({ word }) => word))];
}

function phrasesOf(value: string): readonly (readonly string[])[] {
  return phrases.get(value) ?? [];
}

/** Values are unique among all terms. */
const phrases = new Map(
  [...outsideNeeds, ...grades, ...regions].map((term) => [
    term.value,
    [term.label, ...term.also].map(wordsIn),
  ]),
);
