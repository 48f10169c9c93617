/** The order of texts where it must be the same on every machine. */

/** By code unit, whatever the locale. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
