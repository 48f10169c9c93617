/** The bundled fonts: which one a letter is taken from, and what it looks like there. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { create } from 'fontkit';
import type { Font } from 'fontkit';

export type Weight = 'regular' | 'bold';

/** One font of one document. */
export type Face = {
  /** The font's file, without its ending. */
  readonly file: string;
  readonly font: Font;
  /** There is no bold font for this script: its letters are outlined to look bold. */
  readonly embolden: boolean;
  /** Above and below the line, as parts of the type size; both positive. */
  readonly ascent: number;
  readonly descent: number;
};

export type Faces = {
  /** The first font that has all of these code points; `undefined` when none has. */
  readonly faceFor: (codePoints: readonly number[], weight: Weight) => Face | undefined;
  /** Latin letters, and whatever has to be spelled out. */
  readonly base: (weight: Weight) => Face;
};

/**
 * Asked in this order. `of`: opened only for letters of that script, so that a paper in English reads one font and
 * not twenty-five. What has no script of its own, such as an arrow, is looked for in those that are open to all.
 */
const bundled: readonly { readonly file: string; readonly bold?: string; readonly of?: RegExp }[] = [
  { file: 'NotoSans-Regular', bold: 'NotoSans-Bold' },
  { file: 'NotoSansArabic-Regular', bold: 'NotoSansArabic-Bold', of: /\p{Script_Extensions=Arabic}/u },
  { file: 'NotoSansHebrew-Regular', of: /\p{Script_Extensions=Hebrew}/u },
  {
    file: 'NotoSansDevanagari-Regular',
    bold: 'NotoSansDevanagari-Bold',
    of: /\p{Script_Extensions=Devanagari}/u,
  },
  { file: 'NotoSansBengali-Regular', of: /\p{Script_Extensions=Bengali}/u },
  { file: 'NotoSansGurmukhi-Regular', of: /\p{Script_Extensions=Gurmukhi}/u },
  { file: 'NotoSansGujarati-Regular', of: /\p{Script_Extensions=Gujarati}/u },
  { file: 'NotoSansOriya-Regular', of: /\p{Script_Extensions=Oriya}/u },
  { file: 'NotoSansTamil-Regular', of: /\p{Script_Extensions=Tamil}/u },
  { file: 'NotoSansTelugu-Regular', of: /\p{Script_Extensions=Telugu}/u },
  { file: 'NotoSansKannada-Regular', of: /\p{Script_Extensions=Kannada}/u },
  { file: 'NotoSansMalayalam-Regular', of: /\p{Script_Extensions=Malayalam}/u },
  { file: 'NotoSansSinhala-Regular', of: /\p{Script_Extensions=Sinhala}/u },
  { file: 'NotoSansThai-Regular', of: /\p{Script_Extensions=Thai}/u },
  { file: 'NotoSansLao-Regular', of: /\p{Script_Extensions=Lao}/u },
  { file: 'NotoSansKhmer-Regular', of: /\p{Script_Extensions=Khmer}/u },
  { file: 'NotoSansMyanmar-Regular', of: /\p{Script_Extensions=Myanmar}/u },
  { file: 'NotoSansEthiopic-Regular', of: /\p{Script_Extensions=Ethiopic}/u },
  { file: 'NotoSansGeorgian-Regular', of: /\p{Script_Extensions=Georgian}/u },
  { file: 'NotoSansArmenian-Regular', of: /\p{Script_Extensions=Armenian}/u },
  { file: 'NanumSquareR', of: /\p{Script_Extensions=Hangul}/u },
  { file: 'DroidSansFallbackFull' },
  { file: 'DejaVuSans' },
];

/**
 * Fonts for one document, opened as they are needed. A font remembers which letters it was first asked for, and that
 * ends up in the file: documents that shared one would not be the same each time they are made.
 */
export function openFaces(): Faces {
  const fonts = new Map<string, Font>();
  const opened = new Map<string, Face>();

  function open(file: string, embolden: boolean): Face {
    const key = `${file}${embolden ? ', emboldened' : ''}`;
    const known = opened.get(key);
    if (known !== undefined) return known;
    const font = fonts.get(file) ?? create(bytesOf(file));
    fonts.set(file, font);
    const face = {
      file,
      font,
      embolden,
      ascent: font.ascent / font.unitsPerEm,
      descent: -font.descent / font.unitsPerEm,
    };
    opened.set(key, face);
    return face;
  }

  function faceFor(codePoints: readonly number[], weight: Weight): Face | undefined {
    const text = String.fromCodePoint(...codePoints);
    for (const { file, bold, of } of bundled) {
      if (of !== undefined && !of.test(text)) continue;
      const face =
        weight === 'bold' && bold !== undefined ? open(bold, false) : open(file, weight === 'bold');
      if (has(face, codePoints)) return face;
    }
    return undefined;
  }

  return {
    faceFor,
    base: (weight) => open(weight === 'bold' ? 'NotoSans-Bold' : 'NotoSans-Regular', false),
  };
}

/** Whether it can draw all of these. A font may list a letter and have nothing to show for it; that does not count. */
export function has({ font }: Face, codePoints: readonly number[]): boolean {
  const known = drawable.get(font) ?? new Map<number, boolean>();
  drawable.set(font, known);
  return codePoints.every((codePoint) => {
    const can = known.get(codePoint) ?? canDraw(font, codePoint);
    known.set(codePoint, can);
    return can;
  });
}

const drawable = new WeakMap<Font, Map<number, boolean>>();

function canDraw(font: Font, codePoint: number): boolean {
  if (!font.hasGlyphForCodePoint(codePoint)) return false;
  if (/[\s\p{Default_Ignorable_Code_Point}]/u.test(String.fromCodePoint(codePoint))) return true;
  // Asking a glyph for its outline would load the parts that it is made of, and fontkit would from then on take those
  // for letters without a code point.
  const { id } = font.glyphForCodePoint(codePoint);
  const { offsets } = font.loca;
  return offsets[id] !== offsets[id + 1];
}

const read = new Map<string, Uint8Array>();

/** Read once in the life of the process. */
function bytesOf(file: string): Uint8Array {
  const bytes = read.get(file) ?? readFileSync(fontFile(file));
  read.set(file, bytes);
  return bytes;
}

/** Where a bundled font is, by its name without the ending. */
export function fontFile(file: string): string {
  return join(fontsFolder(), `${file}.ttf`);
}

/** The same from the source tree and from `dist`, where the compiler puts no fonts. */
function fontsFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'src', 'documents', 'fonts');
}
