/** What is said of many values: their mean, their middle, and where the middle half of them lies. */

/** Of fewer, quartiles would be the values of single people. */
const fewestForQuartiles = 20;
/** Likewise the middle one. */
const fewestForMedian = 10;

export type Spread = { readonly median?: number; readonly lower?: number; readonly upper?: number };

/** One decimal. `undefined` of none. */
export function meanOf(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return Math.round((10 * values.reduce((sum, one) => sum + one, 0)) / values.length) / 10;
}

/** Whole numbers, as days are. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length < fewestForMedian) return {};
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return Math.round(low + (high - low) * (place - Math.floor(place)));
  };
  const median = at(0.5);
  return values.length < fewestForQuartiles ? { median } : { median, lower: at(0.25), upper: at(0.75) };
}
