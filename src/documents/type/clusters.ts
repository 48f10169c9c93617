/**
 * Text as what a reader takes for its letters, each with the font that has it. Nothing vanishes: a letter that no font
 * has is spelled out, such as [thumbs up] or [U+1F984].
 */

import bidiFactory from 'bidi-js';
import type { Bidi } from 'bidi-js';
import { spellOut } from './emoji-words.ts';
import { has } from './faces.ts';
import type { Face, Faces, Weight } from './faces.ts';

/** A letter with its marks. */
export type Cluster = {
  /** As it was written: what a reader copies, and what a screen reader speaks. */
  readonly text: string;
  /** What is drawn for it: the same without signs that are never seen; may be empty. */
  readonly shown: string;
  /** The code stands for it, because no font has it. */
  readonly spelledOut: boolean;
  readonly face: Face;
  /** Bidirectional embedding level (Unicode Standard Annex 9): odd runs from right to left. */
  readonly level: number;
  /** Where it begins in the paragraph's text. */
  readonly start: number;
};

export type Paragraph = {
  readonly text: string;
  readonly clusters: readonly Cluster[];
  /** Its first letter that has a direction says which way the whole of it runs. */
  readonly direction: 'ltr' | 'rtl';
};

/** Its types describe another build of it than the one that Node loads, which exports the function itself. */
export const bidi = (bidiFactory as unknown as () => Bidi)();

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Every line that somebody wrote is a paragraph of its own; an empty one stays as an empty paragraph. */
export function paragraphsOf(text: string, faces: Faces, weight: Weight): readonly Paragraph[] {
  return clean(text)
    .split('\n')
    .map((line) => paragraphOf(line.trimEnd(), faces, weight));
}

/** A name in the middle of a sentence keeps its own direction and cannot disturb that of the sentence (FSI, PDI). */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}

function paragraphOf(text: string, faces: Faces, weight: Weight): Paragraph {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto');
  const clusters: Cluster[] = [];
  let previous: Face | undefined;
  for (const { segment, index } of letters.segment(text)) {
    for (const { part, offset } of drawable(segment, faces, weight)) {
      const start = index + offset;
      const cluster = clusterOf(part, start, levels[start] ?? 0, previous, faces, weight);
      // A space between two Hindi words is taken from the Hindi font; what is spelled out sets no example.
      if (!cluster.spelledOut) previous = cluster.face;
      clusters.push(cluster);
    }
  }
  return { text, clusters, direction: (paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr' };
}

/**
 * The letter as one piece, or its code points one by one where no font has all of them. Signs that are never seen, and
 * the colour of a skin, stay with what they belong to.
 */
function drawable(
  segment: string,
  faces: Faces,
  weight: Weight,
): readonly { part: string; offset: number }[] {
  if (faces.faceFor(codePointsOf(segment), weight) !== undefined) return [{ part: segment, offset: 0 }];
  return [...segment.matchAll(/.[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]*/gsu)].map(
    ({ 0: part, index }) => ({ part, offset: index }),
  );
}

function clusterOf(
  text: string,
  start: number,
  level: number,
  previous: Face | undefined,
  faces: Faces,
  weight: Weight,
): Cluster {
  const codePoints = codePointsOf(text);
  const anyScript = !/[^\p{Script=Common}\p{Script=Inherited}]/u.test(text);
  const stays = previous !== undefined && anyScript && has(previous, codePoints);
  const face = stays ? previous : faces.faceFor(codePoints, weight);
  if (face !== undefined) return { text, shown: visible(text, face), spelledOut: false, face, level, start };
  const shown = spellOut(String.fromCodePoint(...codePoints.slice(0, 1)));
  return { text, shown, spelledOut: true, face: faces.base(weight), level, start };
}

/**
 * Newlines are what is left of the control characters, half a character becomes the sign for one that is broken, and
 * spaces of other widths become plain ones. Overrides of direction go: they could show a name as something that it is not.
 */
function clean(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[\u202A-\u202E]/g, '')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll('\u202F', '\u00A0')
    .replaceAll(/[\u1680\u2000-\u200A\u205F]/g, ' ')
    .normalize('NFC');
}

/**
 * A joiner shapes the letters beside it, where the font knows of it. A non-joiner does so by ending a run (see lines.ts).
 * No other invisible sign is drawn.
 */
function visible(text: string, face: Face): string {
  return text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, (sign) =>
    sign === '\u200D' && has(face, [0x200d]) ? sign : '',
  );
}

function codePointsOf(text: string): readonly number[] {
  return Array.from(
    text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''),
    (one) => one.codePointAt(0) ?? 0,
  );
}
