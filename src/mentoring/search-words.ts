/** Words as a search compares them: without case, accents and punctuation, and forgiving of endings. */

/** Letters and digits in runs, lower case, without accents; in the order in which they stand. */
export function wordsIn(text: string): readonly string[] {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Longer endings than "-ers" and "-ing" make another word. */
const longestEnding = 4;
/** Shorter words share their beginning with too many others: "care" is not "career". */
const shortestStem = 5;

/** "exam" and "exams", "coach" and "coaching", "research" and "researchers" are the same. */
export function sameWord(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const ending = long.length - short.length;
  if (ending > longestEnding || !long.startsWith(short)) return false;
  return (
    ending === 0 || short.length >= shortestStem || (ending === 1 && long.endsWith('s') && short.length > 1)
  );
}

/** Where the phrase's words stand in the text one after the other, each alone or in the plural: index of the first. */
export function placesOf(text: readonly string[], phrase: readonly string[]): readonly number[] {
  const places: number[] = [];
  if (phrase.length === 0) return places;
  for (let start = 0; start + phrase.length <= text.length; start += 1)
    if (phrase.every((word, index) => isOneOf(word, text[start + index] ?? ''))) places.push(start);
  return places;
}

function isOneOf(word: string, found: string): boolean {
  return (
    found === word || (found.length === word.length + 1 && found.endsWith('s') && found.startsWith(word))
  );
}

/** The beginning that every form of a word shares: what to look for where a whole text cannot be taken apart. */
export function stemOf(word: string): string {
  const stem = word.slice(0, Math.max(shortestStem, word.length - longestEnding));
  return stem === word && word.length > 2 && word.endsWith('s') ? word.slice(0, -1) : stem;
}
