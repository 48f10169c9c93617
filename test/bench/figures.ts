/** Figures of many measurements, and how they are written. */

export type Figures = {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
};

export function figuresOf(measured: readonly number[]): Figures {
  const sorted = measured.toSorted((one, other) => one - other);
  return {
    count: sorted.length,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
  };
}

export function median(measured: readonly number[]): number {
  return quantile(
    measured.toSorted((one, other) => one - other),
    0.5,
  );
}

/** A median and how far the rounds lay apart: `12.3 (11.8 to 13.1)`. */
export function sayRounds(rounds: readonly number[], digits = 2): string {
  return `${median(rounds).toFixed(digits)} (${Math.min(...rounds).toFixed(digits)} to ${Math.max(...rounds).toFixed(digits)})`;
}

/** Each round's figure of one side, over the same round's of the other. */
export function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.map((one, round) => one / (theirs[round] ?? Number.NaN));
}

/** Of figures in ascending order, between neighbours where it falls between two. */
function quantile(sorted: readonly number[], at: number): number {
  const place = (sorted.length - 1) * at;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
