/** Binds the engine's dialog to the practice's facts and changes, so that a dialog file is all rules. */

import type {
  Action,
  Context,
  Dialog,
  FormAction,
  May,
  Outcome as EngineOutcome,
  PersonContext,
  PressAction,
  TimerAction,
} from '../engine/dialog.ts';
import type { FactsOf } from '../mentoring/facts.ts';
import type { Change, Records } from '../mentoring/records.ts';
import type { Fields, Form, FormValues } from '../ui/form.ts';
import type { Target } from '../ui/reference.ts';
import type { Card } from '../ui/view.ts';

export type Outcome = EngineOutcome<Change>;

export function dialog<S extends keyof FactsOf>(definition: {
  name: string;
  subject: S;
  actions: Readonly<Record<string, Action<FactsOf[S], Change>>>;
}): Dialog<FactsOf[S], Change> {
  return definition;
}

export function press<Facts>(
  may: May<Facts>,
  act: (facts: Facts, context: PersonContext) => Outcome,
): PressAction<Facts, Change> {
  return { type: 'press', may, press: act };
}

export function formAction<Facts, F extends Fields>(definition: {
  may: May<Facts>;
  form: (facts: Facts, context: PersonContext) => Form<F> | Card;
  submit: (facts: Facts, values: FormValues<F>, context: PersonContext) => Outcome;
}): FormAction<Facts, Change> {
  // The engine hands `submit` only values that were checked against the very form that `form` returned, so the
  // narrower parameter type is what it gets.
  return { type: 'form', ...definition } as unknown as FormAction<Facts, Change>;
}

export function timer<Facts>(fire: (facts: Facts, context: Context) => Outcome): TimerAction<Facts, Change> {
  return { type: 'timer', fire };
}

export function target(
  dialogName: string,
  action: string,
  subject: string,
  args?: Readonly<Record<string, string>>,
): Target {
  return args === undefined
    ? { dialog: dialogName, action, subject }
    : { dialog: dialogName, action, subject, args };
}

export function insert<N extends keyof Records>(noun: N, row: Records[N]): Change {
  return { change: 'insert', noun, row } as Change; // the union's members are exactly these pairs
}

export function remove(noun: Extract<Change, { change: 'remove' }>['noun'], id: string): Change {
  return { change: 'remove', noun, id };
}

export function update<N extends keyof Records>(
  noun: N,
  id: string,
  set: Partial<Omit<Records[N], 'id'>>,
): Change {
  return { change: 'update', noun, id, set };
}
