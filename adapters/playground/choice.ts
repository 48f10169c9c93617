/** Choosing from what is offered, by label as people do; and telling what kind of question the options make. */

import type { FieldKind, FieldValue } from './api-types.ts';
import { findByLabel, Refused, sayLabels } from './client.ts';
import { findPerson } from './roster.ts';

export type Option = { readonly label: string; readonly value: string };

/** The option that a person means. Numbers and true/false also find the options of scales and yes/no questions. */
export function chooseOption(options: readonly Option[], wanted: FieldValue, field: string): Option {
  const found = typeof wanted === 'string' ? byWords(options, wanted) : byMeaning(options, wanted);
  if (found !== undefined) return found;
  const offered = sayLabels(options.map((option) => option.label));
  throw new Refused(`"${field}" does not offer "${String(wanted)}"; it offers ${offered}.`);
}

/** Several options; a single value counts as a list of one. */
export function chooseOptions(
  options: readonly Option[],
  wanted: FieldValue,
  field: string,
  max: number | undefined,
): readonly Option[] {
  const chosen = [...new Set(asList(wanted).map((one) => chooseOption(options, one, field)))];
  checkCount(chosen.length, max, field);
  return chosen;
}

/** Searches as a person types a name: the whole name first, then the family name alone; takes the one that matches. */
export async function searchOption(
  search: (typed: string) => Promise<readonly Option[]>,
  wanted: FieldValue,
  field: string,
): Promise<Option> {
  if (typeof wanted !== 'string')
    throw new Refused(`"${field}" is searched by typing; give an id or a name.`);
  const person = findPerson(wanted);
  const tries = person === undefined ? [wanted] : [person.name, person.familyName];
  const name = person?.name ?? wanted;
  for (const typed of tries) {
    const found = matching(await search(typed), name);
    if (found !== undefined) return found;
  }
  throw new Refused(`Searching "${field}" for "${name}" found nobody and nothing of that name.`);
}

/** What the options ask, as far as their values and labels tell. */
export function kindOfOptions(options: readonly Option[], many: boolean): FieldKind {
  if (many) return 'manyOf';
  const values = options.map((option) => option.value);
  // A question that may stay open has one option more, where the platform cannot take a choice back.
  if (values.length <= 6 && values.slice(0, 5).join(' ') === '1 2 3 4 5') return 'scale';
  const [first = '', second = ''] = values;
  if (values.length <= 3 && /^(yes no|no yes|true false|false true)$/i.test(`${first} ${second}`))
    return 'yesNo';
  if (values.length > 0 && values.every(isZone)) return 'zone';
  return 'oneOf';
}

export function asList(value: FieldValue): readonly FieldValue[] {
  if (value === null || value === '') return [];
  return Array.isArray(value) ? (value as readonly string[]) : [value]; // the only list among field values
}

export function checkCount(count: number, max: number | undefined, field: string): void {
  if (max !== undefined && count > max) throw new Refused(`"${field}" takes at most ${max}.`);
}

/** A date that a picker could give. */
export function checkDate(value: FieldValue, field: string): string {
  const text = typeof value === 'string' ? value : '';
  const at = new Date(`${text}T00:00:00Z`);
  const real = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !real) {
    throw new Refused(`"${field}" takes a date as YYYY-MM-DD, not "${String(value)}".`);
  }
  return text;
}

export function checkTime(value: FieldValue, field: string): string {
  if (typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value;
  throw new Refused(`"${field}" takes a time as HH:MM, not "${String(value)}".`);
}

export function isZone(name: string): boolean {
  if (!name.includes('/') && name !== 'UTC') return false;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}

/** By the whole label, or its part before ": " where the platform has no other place for an option's hint. */
function byWords(options: readonly Option[], wanted: string): Option | undefined {
  const exact = findByLabel(options, (option) => option.label, wanted);
  if (exact !== undefined) return exact;
  const beginning = options.filter((option) => option.label.startsWith(`${wanted}: `));
  return beginning.length === 1 ? beginning[0] : undefined;
}

function byMeaning(options: readonly Option[], wanted: FieldValue): Option | undefined {
  if (typeof wanted === 'boolean') {
    const words = wanted ? ['yes', 'true'] : ['no', 'false'];
    return (
      options.find((option) => words.includes(option.value.toLowerCase())) ??
      options.find((option) => words.includes(option.label.toLowerCase()))
    );
  }
  const text = String(wanted);
  return (
    options.find((option) => option.label === text || option.value === text) ??
    options.find((option) => new RegExp(`^${text}\\b`).test(option.label))
  );
}

function matching(found: readonly Option[], name: string): Option | undefined {
  const wanted = name.normalize('NFC').toLowerCase();
  const label = (option: Option): string => option.label.normalize('NFC').toLowerCase();
  return (
    found.find((option) => label(option) === wanted || option.value.toLowerCase() === wanted) ??
    found.find((option) => label(option).startsWith(wanted)) ??
    found.find((option) => label(option).includes(wanted))
  );
}
