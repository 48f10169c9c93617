/** Filling in a form as somebody would who has not seen it before: what is required, in its own options. */

import type { FieldValue, FormField, ScreenForm } from '../../../adapters/playground/api-types.ts';
import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import type { Pair } from './people.ts';
import { addDays } from './wall.ts';

export type Answers = Readonly<Record<string, FieldValue>>;

/** Words that only a pair may read, or only their author where one is named: elsewhere, something has been told that must not be. */
export function confidential(what: string, pair: Pair, author?: RosterPerson): string {
  const by = author === undefined ? '' : `-${author.role}`;
  return `CONFIDENTIAL-${what}-${pair.number}${by}`;
}

/** What they want to say, and for every other field that must be filled the first thing that fits. */
export function fillIn(form: ScreenForm, wanted: Answers, today: string): Answers {
  const labels = form.fields.map(({ label }) => label);
  const said = Object.entries(wanted).flatMap(([label, value]) => {
    const found = labels.find((one) => one === label || one === `${label} (optional)`);
    return found === undefined ? [] : [[found, value] as const];
  });
  const answers = new Map<string, FieldValue>(said);
  for (const field of form.fields)
    if (field.required && isEmpty(field.value) && !answers.has(field.label))
      answers.set(field.label, somethingFor(field, today));
  // A form in which nothing has to be said still wants something said.
  if (answers.size === 0 && form.fields.every(({ required, value }) => !required && isEmpty(value)))
    for (const field of form.fields.filter(({ options }) => options.length > 0))
      answers.set(field.label, field.options[Math.min(2, field.options.length - 1)] ?? null);
  return Object.fromEntries(answers);
}

function isEmpty(value: FieldValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function somethingFor({ kind, options }: FormField, today: string): FieldValue {
  switch (kind) {
    case 'date':
      return addDays(today, 10);
    case 'time':
      return '12:30';
    case 'number':
      return 60;
    case 'manyOf':
      return options.slice(0, 1);
    case 'yesNo':
    case 'oneOf':
    case 'scale':
      return options[0] ?? true;
    default:
      return options[0] ?? 'We talked about this and that.';
  }
}
