/** What long work may come to, with the longest texts: a dialog's `done` is tried with each of them. */

import { schemeReport } from '../../../src/mentoring/benefits/report.ts';
import type { TaskResults } from '../../../src/mentoring/tasks.ts';
import { idOf } from './longest-people.ts';
import type { Script } from './longest-words.ts';
import { checksIn, importsIn } from './upload-scenes.ts';

const results: { readonly [Name in keyof TaskResults]: (script: Script) => readonly TaskResults[Name][] } = {
  // What a coordinator reads of a plan is in the round's own scenes; here, that it may be gone, or hold nobody.
  'plan-round': () => [undefined, { pairs: [], unmatched: [], total: 0 }],
  'make-benefits-report': () => [
    { made: 'not-over' },
    { made: 'known', id: idOf('report') },
    { made: 'new', figures: schemeReport({ months: [{}], followed: [] }) },
  ],
  'check-upload': checksIn,
  'import-upload': importsIn,
};

export function resultsOf(task: string, script: Script): readonly unknown[] {
  if (!Object.hasOwn(results, task)) throw new Error(`No results to try for the task "${task}"`);
  return results[task as keyof TaskResults](script); // it is one of the keys: asked just above
}
