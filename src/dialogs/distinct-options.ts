/** Options of a form that would read alike, because two people share a name and what stands beside it. */

import type { Choice } from '../ui/form.ts';
import { OPTION_LENGTH } from './asking-words.ts';
import { withMark } from './tell-apart.ts';

/** The second of equal labels is marked (2), the third (3): two people of one name are still two options. */
export function distinctOptions(options: readonly Choice[]): readonly Choice[] {
  const seen = new Map<string, number>();
  return options.map((option) => {
    const before = seen.get(option.label) ?? 0;
    seen.set(option.label, before + 1);
    if (before === 0) return option;
    return { ...option, label: withMark(option.label, ` (${before + 1})`, OPTION_LENGTH) };
  });
}
