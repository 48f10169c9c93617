/** Why a meeting did not take place, in the few classes that anybody may be told. */

import type { NotMetReason } from './records/meeting.ts';
import type { Choice } from './records/scheme.ts';
import { withinSentence } from './wording.ts';

const REASONS: Readonly<Record<NotMetReason, string>> = {
  work: 'Clinical work came first',
  leave: 'Leave, or a change of rota',
  illness: 'Illness',
  forgotten: 'It slipped our minds',
  other: 'Something else',
};

export const notMetChoices: readonly Choice[] = Object.entries(REASONS).map(([value, label]) => ({
  value,
  label,
}));

/** "clinical work came first". */
export function sayWhyNot(reason: NotMetReason): string {
  return withinSentence(REASONS[reason]);
}

/** The form offers these and no others. */
export function asNotMetReason(value: string): NotMetReason {
  return value in REASONS ? (value as NotMetReason) : 'other'; // one of the keys, which are the reasons
}
