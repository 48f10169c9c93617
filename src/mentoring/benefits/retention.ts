/**
 * How many pairs are still together after a time, those that still run counted for as long as they have run and no longer:
 * the product-limit estimate of Kaplan and Meier (Journal of the American Statistical Association 53, 1958, pages 457-481).
 */

/** A pair: for how many days it is known, and whether it ended then or still ran. */
export type Followed = { readonly days: number; readonly ended: boolean };

export const retentionMonths = [3, 6, 12] as const;
const daysOf: Readonly<Record<(typeof retentionMonths)[number], number>> = { 3: 91, 6: 183, 12: 365 };

/** A share of fewer moves by more than one step with a single pair. */
const fewestPairs = 20;
/** Of those who are still followed at that time. */
const fewestAtRisk = 10;
/** Shares are given to the nearest five in a hundred, so that two of them together do not tell of a single pair. */
const step = 5;

export type Retention = {
  /** The estimate rests on so many pairs or more: a multiple of ten. */
  readonly pairs: number;
  /** In percent; absent where too few are followed for so long. */
  readonly shares: readonly { readonly months: number; readonly share?: number }[];
};

export function retentionOf(pairs: readonly Followed[]): Retention | undefined {
  if (pairs.length < fewestPairs) return undefined;
  const sorted = pairs.toSorted((one, other) => one.days - other.days);
  const shares = retentionMonths.map((months) => {
    const days = daysOf[months];
    const followed = sorted.filter((one) => one.days >= days).length;
    return followed < fewestAtRisk ? { months } : { months, share: toStep(100 * survival(sorted, days)) };
  });
  return { pairs: Math.floor(pairs.length / 10) * 10, shares };
}

/** The share that is still together after so many days. `pairs`: shortest first. */
export function survival(pairs: readonly Followed[], days: number): number {
  let share = 1;
  let atRisk = pairs.length;
  for (let at = 0; at < pairs.length;) {
    const day = pairs[at]?.days ?? 0;
    if (day > days) break;
    let [ended, gone] = [0, 0];
    // Those who stop being followed on a day were still together on it.
    for (; pairs[at]?.days === day; at += 1) {
      gone += 1;
      if (pairs[at]?.ended === true) ended += 1;
    }
    share *= 1 - ended / atRisk;
    atRisk -= gone;
  }
  return share;
}

export function toStep(percent: number): number {
  return Math.round(percent / step) * step;
}
