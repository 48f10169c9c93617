/** What is used of fontkit, which brings no types of its own. */

declare module 'fontkit' {
  export type Glyph = { readonly id: number; readonly codePoints: readonly number[] };

  /** Glyphs from left to right. `advanceWidth` in font units. */
  export type GlyphRun = { readonly glyphs: readonly Glyph[]; readonly advanceWidth: number };

  export type Font = {
    readonly unitsPerEm: number;
    readonly ascent: number;
    /** Negative: below the line. */
    readonly descent: number;
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
    /** Where each glyph's outline begins, and so where that of the one before ends. */
    readonly loca: { readonly offsets: readonly number[] };
    readonly glyphForCodePoint: (codePoint: number) => Glyph;
    /** Finds script and direction from the first letter that has one. */
    readonly layout: (text: string, features?: readonly string[]) => GlyphRun;
  };

  export function create(bytes: Uint8Array): Font;
}
