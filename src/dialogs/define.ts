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
  TaskAction,
  TimerAction,
} from '../engine/dialog.ts';
import type { FactsOf } from '../mentoring/facts.ts';
import type { Change, Records } from '../mentoring/records/change.ts';
import type { TaskResults } from '../mentoring/tasks.ts';
import type { Fields, Form, FormValues } from '../ui/form.ts';
import type { Target } from '../ui/reference.ts';
import type { Card } from '../ui/view.ts';
import { inTheMorning } from './in-the-morning.ts';

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
  return {
    type: 'press',
    may,
    press: (facts, context) => inTheMorning(facts, act(facts, context), context),
  };
}

export function formAction<Facts, F extends Fields>(definition: {
  may: May<Facts>;
  form: (facts: Facts, context: PersonContext) => Form<F> | Card;
  submit: (facts: Facts, values: FormValues<F>, context: PersonContext) => Outcome;
}): FormAction<Facts, Change> {
  const submit: typeof definition.submit = (facts, values, context) =>
    inTheMorning(facts, definition.submit(facts, values, context), context);
  // The engine hands `submit` only values that were checked against the very form that `form` returned, so the
  // narrower parameter type is what it gets.
  return { type: 'form', ...definition, submit } as unknown as FormAction<Facts, Change>;
}

export function timer<Facts>(fire: (facts: Facts, context: Context) => Outcome): TimerAction<Facts, Change> {
  return { type: 'timer', fire: (facts, context) => inTheMorning(facts, fire(facts, context), context) };
}

/** Work too long for a turn: which, and what follows from its result. */
export function task<Facts, Name extends keyof TaskResults>(
  name: Name,
  definition: Pick<TaskAction<Facts, Change>, 'underWay' | 'failed'> & {
    readonly done: (facts: Facts, result: TaskResults[Name], context: Context) => Outcome;
  },
): TaskAction<Facts, Change> {
  // The composition gives every name a task with its own kind of result, so the narrower parameter type is what it gets.
  return { type: 'task', task: name, ...definition } as TaskAction<Facts, Change>;
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
  return { change: 'update', noun, id, set } as Change; // as above
}
