/** Answers to a form, checked once and with the same words on every platform. */

import type { Field, FieldErrors, Fields, Form, FormValues, RawValues } from './form.ts';

export type Checked<F extends Fields> =
  | { readonly ok: true; readonly values: FormValues<F> }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Reads raw answers into typed ones, or says for each bad field what to do about it. */
export function checkForm<F extends Fields>(form: Form<F>, raw: RawValues): Checked<F> {
  const errors: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  for (const [id, field] of Object.entries(form.fields)) {
    const given = Object.hasOwn(raw, id) ? raw[id] : undefined;
    const result = checkField(field, given);
    if ('error' in result) errors[id] = result.error;
    else values[id] = result.value;
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, values: values as FormValues<F> }; // every field was just read by its own kind's rule
}

type Result = { readonly value: unknown } | { readonly error: string };

function checkField(field: Field, given: string | readonly string[] | undefined): Result {
  if (field.kind === 'manyOf' || field.kind === 'people') return checkMany(field, given);
  const one = (typeof given === 'string' ? given : (given?.[0] ?? '')).replaceAll('\r\n', '\n').trim();
  if (one === '') return field.required ? { error: sayMissing(field) } : { value: undefined };
  switch (field.kind) {
    case 'text':
    case 'longText':
      return one.length <= field.maxLength
        ? { value: one }
        : {
            error: `Please shorten this to ${field.maxLength} characters; it has ${one.length} now.`,
          };
    case 'oneOf':
      return field.options.some((option) => option.value === one)
        ? { value: one }
        : { error: field.gone ?? 'This choice is no longer offered. Please choose another.' };
    case 'person':
      return isId(one) ? { value: one } : { error: 'Please choose a person from the list.' };
    case 'date':
      return checkDate(field, one);
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(one)
        ? { value: one }
        : { error: 'Please give a time such as 17:30.' };
    case 'zone':
      return isZone(one) ? { value: one } : { error: 'Please choose a time zone such as Europe/London.' };
    case 'number':
      return checkNumber(one, field.min, field.max);
    case 'scale':
      return checkNumber(one, 1, 5);
    case 'yesNo':
      return one === 'yes' || one === 'no' ? { value: one === 'yes' } : { error: 'Please choose yes or no.' };
    default:
      return field satisfies never;
  }
}

function checkMany(
  field: Extract<Field, { kind: 'manyOf' | 'people' }>,
  given: string | readonly string[] | undefined,
): Result {
  const all = typeof given === 'string' ? given.split(',') : (given ?? []);
  const chosen = [...new Set(all.map((value) => value.trim()).filter((value) => value !== ''))];
  if (chosen.length === 0) return field.required ? { error: sayMissing(field) } : { value: [] };
  if (field.max !== undefined && chosen.length > field.max)
    return { error: `Please choose at most ${field.max}; you chose ${chosen.length}.` };
  if (field.kind === 'people')
    return chosen.every(isId) ? { value: chosen } : { error: 'Please choose people from the list.' };
  const offered = new Set(field.options.map((option) => option.value));
  return chosen.every((value) => offered.has(value))
    ? { value: chosen }
    : { error: 'One of these choices is no longer offered. Please choose again.' };
}

function checkDate(field: Extract<Field, { kind: 'date' }>, given: string): Result {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(given) ? new Date(`${given}T00:00:00Z`) : undefined;
  if (at === undefined || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== given)
    return { error: 'Please give a date such as 2026-12-03.' };
  if (field.min !== undefined && given < field.min)
    return { error: `Please choose ${field.min} or a later date.` };
  if (field.max !== undefined && given > field.max)
    return { error: `Please choose ${field.max} or an earlier date.` };
  return { value: given };
}

function checkNumber(given: string, min: number, max: number): Result {
  const value = /^-?\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
  return value >= min && value <= max
    ? { value }
    : { error: `Please give a whole number from ${min} to ${max}.` };
}

/** What is said of a required field that was left empty. */
export function sayMissing(field: Field): string {
  switch (field.kind) {
    case 'text':
    case 'longText':
    case 'number':
      return 'Please fill this in.';
    case 'date':
      return 'Please choose a date.';
    case 'time':
      return 'Please choose a time.';
    case 'manyOf':
      return 'Please choose at least one.';
    case 'oneOf':
    case 'person':
    case 'people':
    case 'zone':
    case 'scale':
    case 'yesNo':
      return 'Please choose one.';
    default:
      return field satisfies never;
  }
}

function isId(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

/** Whether the runtime's time zone data knows this IANA name or alias. */
function isZone(value: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-GB', { timeZone: value }).resolvedOptions();
    return timeZone !== '' && /^[A-Za-z]/.test(value); // an offset such as +01:00 is no zone: it knows no summer
  } catch {
    return false;
  }
}
