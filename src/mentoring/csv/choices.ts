/** Cells that choose from a list, by label: one choice, or several with semicolons between them. */

import type { Choice } from '../records/scheme.ts';
import { quote, wrong } from './problem.ts';
import type { Wrong } from './problem.ts';

/** A choice and what else people call it. */
export type NamedChoice = Choice & { readonly also?: readonly string[] };

/** Reads the value of the one choice that a cell names. */
export function oneOf(choices: readonly NamedChoice[]): (cell: string) => string | Wrong {
  const find = finder(choices);
  return (cell) =>
    find(cell) ?? wrong(`${quote(cell)} is not one of the choices. Write one of: ${listed(choices)}.`);
}

/**
 * Reads the values of the choices that a cell names, in the order of the list. Semicolons or new lines stand between
 * them; commas too, as long as no label is meant that has one itself. `called`: what they are, as in "an area".
 */
export function manyOf(
  choices: readonly NamedChoice[],
  called: string,
): (cell: string) => readonly string[] | Wrong {
  const find = finder(choices);
  const advice = `Write one or more of these, with semicolons between them: ${listed(choices)}.`;
  const named = (text: string, separators: readonly (string | RegExp)[]): readonly Named[] => {
    const value = find(text);
    const [separator, ...rest] = separators;
    if (value !== undefined || separator === undefined) return [{ text, value }];
    const parts = text.split(separator).filter((part) => part.trim() !== '');
    return parts.flatMap((part) => named(part, rest));
  };
  return (cell) => {
    const all = named(cell, [/[\r\n]+/, ';', ',']);
    if (all.length === 0) return wrong(`${quote(cell)} is not ${called}. ${advice}`);
    const unknown = all.flatMap(({ text, value }) => (value === undefined ? [quote(text)] : []));
    if (unknown.length > 0) return wrong(`${unknown.slice(0, 3).join(', ')} is not ${called}. ${advice}`);
    return choices.flatMap(({ value }) => (all.some((one) => one.value === value) ? [value] : []));
  };
}

type Named = { readonly text: string; readonly value: string | undefined };

/** As `manyOf` reads it. Where a label has a semicolon, new lines stand between them. */
export function writeChoices(values: readonly string[], choices: readonly Choice[]): string {
  const labels = choices.flatMap(({ value, label }) => (values.includes(value) ? [label] : []));
  return labels.join(choices.some(({ label }) => label.includes(';')) ? '\n' : '; ');
}

const longestList = 300;

/** Labels, as many as fit on a line. */
function listed(choices: readonly Choice[]): string {
  const labels = choices.map(({ label }) => label);
  const fitting = labels.filter((_, index) => labels.slice(0, index + 1).join('; ').length <= longestList);
  const more = labels.length - fitting.length;
  return [...fitting, ...(more === 0 ? [] : [`and ${more} more`])].join('; ');
}

/** Finds a choice by its exact label first, then whatever the case, the dashes and the quotation marks. */
function finder(choices: readonly NamedChoice[]): (text: string) => string | undefined {
  const exact = new Map<string, string>();
  const loose = new Map<string, string>();
  for (const { value, label } of choices) {
    put(exact, label.trim(), value);
    put(loose, looseKey(label), value);
  }
  for (const { value, also = [] } of choices)
    for (const name of [value, ...also]) put(loose, looseKey(name), value);
  return (text) => exact.get(text.trim()) ?? loose.get(looseKey(text));
}

function put(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}

function looseKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘`]/g, "'")
    .replaceAll(/[-_\p{Dash_Punctuation}\s]+/gu, ' ')
    .trim();
}
