/** The lowest point of a smooth function of a few numbers, found without derivatives. */

export type Lowest = { readonly at: readonly number[]; readonly value: number };

type Point = Lowest;

const STEPS = 2_000;

/** How little the values around the lowest still differ, in proportion to it. */
const USUAL_PRECISION = 1e-9;

/**
 * The downhill simplex of Nelder and Mead (1965), with their own coefficients, begun again once where it stopped: a
 * simplex may collapse before it has arrived. `of` may be infinite where there is nothing to find; at `from` it must not
 * be. Always the same for the same input.
 */
export function leastOf(
  of: (at: readonly number[]) => number,
  from: readonly number[],
  precision = USUAL_PRECISION,
): Lowest {
  const first = descend(of, from, 0.5, precision);
  return descend(of, first.at, 0.1, precision);
}

function descend(
  of: (at: readonly number[]) => number,
  from: readonly number[],
  size: number,
  precision: number,
): Lowest {
  const at = (place: readonly number[]): Point => ({ at: place, value: of(place) });
  let simplex = [
    at(from),
    ...from.map((_, axis) => at(from.map((one, index) => (index === axis ? one + size : one)))),
  ];
  for (let step = 0; step < STEPS; step += 1) {
    simplex = simplex.toSorted((one, other) => one.value - other.value);
    const [best, ...others] = simplex;
    const worst = others.at(-1);
    const nextWorst = others.at(-2);
    if (best === undefined || worst === undefined || nextWorst === undefined) break;
    if (worst.value - best.value <= precision * (Math.abs(best.value) + precision)) break;
    const kept = simplex.slice(0, -1);
    const centre = from.map(
      (_, axis) => kept.reduce((sum, point) => sum + (point.at[axis] ?? 0), 0) / kept.length,
    );
    const along = (factor: number): Point =>
      at(centre.map((middle, axis) => middle + factor * ((worst.at[axis] ?? 0) - middle)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex = [...kept, expanded.value < reflected.value ? expanded : reflected];
    } else if (reflected.value < nextWorst.value) simplex = [...kept, reflected];
    else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex = [...kept, contracted];
      else
        simplex = [
          best,
          ...others.map((point) => at(point.at.map((one, axis) => ((best.at[axis] ?? 0) + one) / 2))),
        ];
    }
  }
  return simplex.toSorted((one, other) => one.value - other.value)[0] ?? at(from);
}
