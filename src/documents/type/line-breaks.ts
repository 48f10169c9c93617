/** Where a line may end: by Unicode's rules, and between words where a script writes them without spaces. */

import LineBreaker from 'linebreak';

/** Scripts that need a dictionary to tell words apart. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const words = new Intl.Segmenter('th', { granularity: 'word' });

/** Indices of what may begin a line, ascending; the end of the text is always the last of them. */
export function lineBreaks(text: string): readonly number[] {
  const found = new Set<number>([text.length]);
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) found.add(next.position);
  if (unspaced.test(text))
    for (const { index } of words.segment(text))
      if (index > 0 && unspaced.test(text.charAt(index - 1)) && unspaced.test(text.charAt(index)))
        found.add(index);
  return [...found].toSorted((one, other) => one - other);
}
