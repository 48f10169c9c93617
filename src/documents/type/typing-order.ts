/**
 * Scripts that are stored in another order than they are drawn in. fontkit knows about most of them; these it leaves as
 * they are, and a vowel would stand behind the letter that it belongs before.
 */

/** What to give the font for text of these scripts. */
export function inDrawingOrder(text: string): string {
  return text
    .replaceAll(myanmarSyllable, (_all, ...found: unknown[]) => myanmar(found.at(-1) as MyanmarSyllable)) // the groups come last
    .replaceAll(/([\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]*)\u0E33/g, '\u0E4D$1\u0E32')
    .replaceAll(/([\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECD]*)\u0EB3/g, '\u0ECD$1\u0EB2');
}

/** What fontkit must be told to use of a font, besides what it uses by itself. */
export function featuresFor(text: string): readonly string[] {
  return /\p{Script=Myanmar}/u.test(text) ? myanmarFeatures : none;
}

const none: readonly string[] = [];
const myanmarFeatures = ['rphf', 'pref', 'blwf', 'pstf', 'pres', 'abvs', 'blws', 'psts'] as const;

type MyanmarSyllable = Readonly<
  Record<'kinzi' | 'base' | 'stacked' | 'medials' | 'vowel', string | undefined>
>;

/** The OpenType specification's "Developing OpenType fonts for Myanmar script", for Burmese. */
const myanmarSyllable =
  /(?<kinzi>\u1004\u103A\u1039)?(?<base>[\u1000-\u102A\u103F])(?<stacked>(?:\u1039[\u1000-\u1021])*)(?<medials>[\u103B-\u103E]*)(?<vowel>\u1031?)/g;

/** The vowel e and the medial ra before the letter, a kinzi above it. */
function myanmar({ kinzi = '', base = '', stacked = '', medials = '', vowel = '' }: MyanmarSyllable): string {
  const ra = medials.includes('\u103C') ? '\u103C' : '';
  return vowel + ra + base + kinzi + stacked + medials.replace('\u103C', '');
}
