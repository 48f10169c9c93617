/** Names that coordinators give: of a scheme, and of its areas as they type them, one on each line. */

import type { Choice } from '../mentoring/records/scheme.ts';

/** Longest name of a scheme, so that a button can say which one it is. */
export const LONGEST_NAME = 60;
/** So many can be chosen from at once: more is a list that nobody reads to its end. */
export const MOST_AREAS = 30;
/** An option's label is cut at 75 on the strictest platform. */
export const LONGEST_AREA = 70;

/** The names; the same twice counts once, as it was written last. */
export function readAreaNames(
  lines: string,
): { readonly names: readonly string[] } | { readonly why: string } {
  const names = [
    ...new Map(
      lines
        .split('\n')
        .map((one) => one.replace(/^[\s•*-]+/, '').trim())
        .filter((one) => one !== '')
        .map((one) => [one.toLowerCase(), one] as const),
    ).values(),
  ];
  if (names.length === 0) return { why: 'Please name at least one area.' };
  if (names.length > MOST_AREAS)
    return { why: `Please name at most ${MOST_AREAS} areas; there are ${names.length}.` };
  const long = names.findIndex((one) => one.length > LONGEST_AREA);
  if (long >= 0) return { why: `Please shorten line ${long + 1} to ${LONGEST_AREA} characters.` };
  return { names };
}

/** New areas of these names, none of whose values is taken. */
export function newAreas(names: readonly string[], takenBefore: readonly string[] = []): readonly Choice[] {
  const taken = new Set(takenBefore);
  return names.map((label) => {
    const value = freeValue(label, taken);
    taken.add(value);
    return { value, label };
  });
}

/** What is stored for a name: readable where it is in Latin letters, and never the same twice. */
export function freeValue(label: string, taken: ReadonlySet<string>, most = 50): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, most);
  let number = taken.size + 1;
  if (plain !== '' && !taken.has(plain)) return plain;
  const stem = plain === '' ? 'area' : plain;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
