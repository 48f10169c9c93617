/** Random numbers that are the same at every run. */

export type Random = {
  /** At least 0, below 1. */
  readonly uniform: () => number;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
  /** A gap of mean 1: the larger the shape, the more regular; 1 is chance, whole numbers are Erlang. */
  readonly gap: (shape: number) => number;
  readonly beta: (a: number, b: number) => number;
  readonly oneOf: <T>(choices: readonly T[]) => T;
};

export function seeded(seed: number): Random {
  let state = seed;
  // Mulberry32, in the public domain.
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  // Box and Muller.
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  /** Marsaglia and Tsang 2000. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    uniform,
    normal,
    gap: (shape) => gamma(shape) / shape,
    beta: (a, b) => {
      const one = gamma(a);
      return one / (one + gamma(b));
    },
    oneOf: (choices) => {
      const chosen = choices[Math.floor(uniform() * choices.length)];
      if (chosen === undefined) throw new Error('Nothing to choose from');
      return chosen;
    },
  };
}
