/** When the app is to die: at each of its steps, and at moments that nobody chose. */

import type { Step } from '../../../src/engine/ports.ts';

/** At a step it kills itself. `afterMs`: it is killed from outside, so long after its turn to die has come. */
export type Death = { readonly step: Step } | { readonly afterMs: number };

/** Every step of the engine: one that is missing here does not compile. */
const known = {
  'turn:taken': true,
  'turn:decided': true,
  'turn:written': true,
  'turn:committed': true,
  'turn:nudged': true,
  'timer:claimed': true,
  'timer:written': true,
  'timer:committed': true,
  'delivery:leased': true,
  'delivery:sending': true,
  'delivery:sent': true,
  'delivery:recorded': true,
} as const satisfies Record<Step, true>;

export const steps = Object.keys(known) as readonly Step[]; // the keys of a constant are what they are

/** So many times at every step, each time in another order. */
export function atEveryStep(times: number, random: () => number): readonly Death[] {
  const each = steps.map((step) => ({ step }));
  return Array.from({ length: times }, () => shuffled(each, random)).flat();
}

export function atAnyMoment(times: number, random: () => number): readonly Death[] {
  return Array.from({ length: times }, () => ({ afterMs: random() * 1_000 }));
}

export function shuffled<T>(things: readonly T[], random: () => number): readonly T[] {
  return things
    .map((thing) => ({ thing, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ thing }) => thing);
}
