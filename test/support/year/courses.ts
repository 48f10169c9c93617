/** How the year of each pair goes, and how each person is: the forty lives that are played. */

import type { Pair } from './people.ts';

export type Course =
  | 'steady'
  | 'slow'
  | 'forgets to log'
  | 'moves meetings'
  | 'cancels'
  | 'ends naturally'
  | 'ends by circumstance'
  | 'fades'
  | 'never starts'
  | 'pauses'
  | 'fades and takes it up again'
  | 'wants to be contacted'
  | 'silent mentee';

const howMany: readonly (readonly [Course, number])[] = [
  ['steady', 10],
  ['slow', 5],
  ['forgets to log', 4],
  ['moves meetings', 3],
  ['cancels', 3],
  ['ends naturally', 3],
  ['ends by circumstance', 2],
  ['fades', 2],
  ['never starts', 2],
  ['pauses', 2],
  ['fades and takes it up again', 1],
  ['wants to be contacted', 1],
  ['silent mentee', 2],
];

const inOrder = howMany.flatMap(([course, times]) => Array.from({ length: times }, () => course));

/** Spread over the forty so that each course is met on several mixes of platforms and in several zones. */
export function courseOf({ number }: Pair): Course {
  return inOrder[(number * 7) % inOrder.length] ?? 'steady';
}

/** Days from one meeting to the next that the two are used to; some keep to the scheme's four weeks, some do not. */
export function rhythmOf({ number }: Pair): number {
  return [28, 28, 21, 35, 28, 42][number % 6] ?? 28;
}
