/** Small pieces of sentences that several rules and dialogs need said in the same way. */

import type { People } from './facts.ts';
import type { MeetingPlace } from './records/meeting.ts';
import type { Choice } from './records/scheme.ts';

const COUNTS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const;

/** "one", "two", up to "twelve"; digits from there on. */
export function sayCount(count: number): string {
  return COUNTS[count] ?? String(count);
}

/** "one mentor", "three mentors", "no mentors". */
export function sayNumberOf(count: number, one: string, many: string): string {
  return `${sayCount(count)} ${count === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c"; with a pause where one of them holds an "and" of its own: "a and b, and c". */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  const last = words.some((one) => / and |,/.test(one)) ? ', and' : ' and';
  return `${words.slice(0, -1).join(', ')}${last} ${words.at(-1) ?? ''}`;
}

/** As many of them as so many letters hold, and how many more there are: "a, b and six more". */
export function joinWithin(words: readonly string[], letters: number): string {
  let taken = 0;
  const tooMany = words.findIndex((one, index) => (taken += one.length) > letters && index > 0);
  return tooMany < 0
    ? joinWords(words)
    : joinWords([...words.slice(0, tooMany), `${sayCount(words.length - tooMany)} more`]);
}

export function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The labels of chosen values, in the order in which the choices are listed. A choice since removed is left out. */
export function labelsOf(choices: readonly Choice[], values: readonly string[]): readonly string[] {
  return choices.filter((choice) => values.includes(choice.value)).map((choice) => choice.label);
}

/** A label as it stands inside a sentence: "exam preparation", but "ARCP" and "GP training" stay as they are. */
export function withinSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** "by video", as in "both can meet by video". */
export function sayHow(place: MeetingPlace | 'any'): string {
  switch (place) {
    case 'video':
      return 'by video';
    case 'in-person':
      return 'in person';
    case 'phone':
      return 'by phone';
    case 'any':
      return 'in any way that suits';
    default:
      return place satisfies never;
  }
}

/** Somebody's name; for one whom the facts do not hold, words that fit in its place. */
export function nameOf(people: People, id: string): string {
  return people[id]?.name ?? 'a colleague';
}

/** Somebody's zone; London for one whom the facts do not hold. */
export function zoneOf(people: People, id: string): string {
  return people[id]?.zone ?? 'Europe/London';
}
