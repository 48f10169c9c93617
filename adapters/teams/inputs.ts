/**
 * How the answers of a form travel: the ids of inputs and the text of their values, both ways. Nobody else makes or
 * splits these. Teams merges all inputs into one object with our own data, so every input's id begins with its kind.
 */

import type { Field, PersonChoice, RawValues } from '../../src/ui/form.ts';

/** Names of people by id, as the card that comes back gives them: ids alone would draw again as nothing. */
export type Names = Readonly<Record<string, string>>;

type Wire = 'one' | 'many' | 'person' | 'people';

export function inputId(field: Field, id: string): string {
  return `${wireOf(field)}_${id}`;
}

function wireOf(field: Field): Wire {
  switch (field.kind) {
    case 'manyOf':
      return 'many';
    case 'person':
      return 'person';
    case 'people':
      return 'people';
    case 'text':
    case 'longText':
    case 'oneOf':
    case 'date':
    case 'time':
    case 'zone':
    case 'number':
    case 'scale':
    case 'yesNo':
      return 'one';
    default:
      return field satisfies never;
  }
}

/** A choice of several, where the client joins the chosen with commas. */
export function wireChoice(value: string): string {
  return escapeSigns(value);
}

/** A person as a choice. The name goes along because only the client knows it when the form must be drawn again. */
export function wirePerson(person: PersonChoice): string {
  return `${escapeSigns(person.id)}|${escapeSigns(person.name)}`;
}

/**
 * Only the signs that separate, and the one that escapes: a whole name in percent signs is nine times as long in some
 * scripts, and ten of them would fill a form.
 */
function escapeSigns(value: string): string {
  return value.replaceAll(/[%,|]/g, encodeURIComponent);
}

/** The answers among a card's own properties; everything that is no input of ours is passed over. */
export function readInputs(data: object, limit: number): { values: RawValues; names: Names } {
  const values: [string, string | readonly string[]][] = [];
  const names: [string, string][] = [];
  for (const [key, given] of Object.entries(data)) {
    const found = /^(one|many|person|people)_(.+)$/s.exec(key);
    const text = typeof given === 'number' ? String(given) : given;
    if (found === null || typeof text !== 'string' || values.length >= limit) continue;
    const [, wire, id] = found;
    if (id === undefined) continue;
    if (wire === 'one') {
      values.push([id, text]);
      continue;
    }
    const parts = text === '' ? [] : text.split(',').map(readPart);
    for (const part of parts) if (part.name !== undefined) names.push([part.id, part.name]);
    values.push([id, wire === 'person' ? (parts[0]?.id ?? '') : parts.map((part) => part.id)]);
  }
  // `fromEntries` makes own properties, so that an input named like a prototype's property is one more answer.
  return { values: Object.fromEntries(values), names: Object.fromEntries(names) };
}

function readPart(part: string): { id: string; name?: string } {
  const bar = part.indexOf('|');
  if (bar < 0) return { id: decode(part) };
  return { id: decode(part.slice(0, bar)), name: decode(part.slice(bar + 1)) };
}

/** A client may send anything; a broken escape stays as it is and fails the form's own check. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
