/** The logarithm of the gamma function, of which the likelihood of a history is made. */

const HALF_LOG_TWO_PI = 0.918_938_533_204_672_7;

/** From here on the series is exact to double precision. */
const LARGE = 10;

/**
 * ln Γ(x) for x > 0, to about 14 digits: Stirling's series (DLMF 5.11.1), reached by Γ(x + 1) = x Γ(x) where x is small.
 * NaN for anything else.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  for (; shifted < LARGE; shifted += 1) product *= shifted;
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square *
        (1 / 360 -
          square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360_360)))));
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + series - Math.log(product);
}

/** ln B(x, y) for x, y > 0. */
export function logBeta(x: number, y: number): number {
  return logGamma(x) + logGamma(y) - logGamma(x + y);
}
