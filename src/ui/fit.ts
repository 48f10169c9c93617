/** Fitting text and lists into a platform's limits, and saying so when something did not fit. */

/**
 * What a renderer could not say as it was asked to. `clamped`: shortened. `dropped`: left out. `fallback`: shown in
 * another way. `where` names the node, `detail` gives numbers; neither holds anybody's words.
 */
export type Warning = {
  readonly code: 'clamped' | 'dropped' | 'fallback';
  readonly where: string;
  readonly detail: string;
};

export type Rendered<Payload> = { readonly payload: Payload; readonly warnings: readonly Warning[] };

/** Collects warnings during one rendering. */
export type Warn = (warning: Warning) => void;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The text, or its beginning and an ellipsis, in at most `limit` UTF-16 units. Never cuts inside what a reader sees as
 * one character: half an emoji or a letter without its accent makes a platform refuse the whole message.
 */
export function fitText(value: string, limit: number, where: string, warn: Warn): string {
  if (value.length <= limit) return value;
  warn({ code: 'clamped', where, detail: `${value.length} characters, ${limit} fit` });
  return cutText(value, limit);
}

/** As `fitText`, where being cut is expected and worth no warning, such as a notification line. */
export function cutText(value: string, limit: number): string {
  if (value.length <= limit) return value;
  // Only where the cut falls: going through all characters before it took most of the time of drawing a card.
  const across = graphemes.segment(value).containing(Math.max(0, limit - 1));
  return `${value.slice(0, across?.index ?? 0)}…`;
}

/** The list, or its beginning and how many were left out, so that the reader can be told. */
export function fitList<T>(
  all: readonly T[],
  limit: number,
  where: string,
  warn: Warn,
): { readonly kept: readonly T[]; readonly more: number } {
  if (all.length <= limit) return { kept: all, more: 0 };
  warn({ code: 'dropped', where, detail: `${all.length} entries, ${limit} fit` });
  return { kept: all.slice(0, limit), more: all.length - limit };
}

/** Cuts a list into pieces of at most `size`, in order. */
export function chunk<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const pieces: T[][] = [];
  for (let from = 0; from < all.length; from += size) pieces.push(all.slice(from, from + size));
  return pieces;
}
