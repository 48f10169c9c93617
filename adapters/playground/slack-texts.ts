/** The smallest rules of Block Kit: texts, lists, addresses, and properties that do not belong. */

import { isObject, lengthOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** Lines as Slack puts them into `response_metadata.messages`, without the `[ERROR] `. */
export type Problems = string[];

export function problem(problems: Problems, what: string, at: string): void {
  problems.push(`${what} [json-pointer:${at}]`);
}

/** A text object of 1 to `max` characters. `plain` where markup is not allowed. */
export function checkText(
  problems: Problems,
  text: unknown,
  at: string,
  max: number,
  kind: 'plain' | 'any' = 'any',
): void {
  if (!isObject(text)) {
    problem(problems, text === undefined ? 'missing required field' : 'must be an object', at);
    return;
  }
  const types = kind === 'plain' ? ['plain_text'] : ['plain_text', 'mrkdwn'];
  if (!types.includes(String(text['type'])))
    problem(problems, `must be of type ${types.join(' or ')}`, `${at}/type`);
  checkKeys(
    problems,
    text,
    at,
    text['type'] === 'mrkdwn' ? ['type', 'text', 'verbatim'] : ['type', 'text', 'emoji'],
  );
  checkShort(problems, text['text'], `${at}/text`, max);
}

/** A string of 1 to `max` characters; 0 is let through with `min` 0. */
export function checkShort(problems: Problems, value: unknown, at: string, max: number, min = 1): void {
  if (value === undefined) {
    problem(problems, 'missing required field', at);
    return;
  }
  if (typeof value !== 'string') {
    problem(problems, 'must be a string', at);
    return;
  }
  if (lengthOf(value) > max) problem(problems, `must be less than ${max + 1} characters`, at);
  if (lengthOf(value) < min) problem(problems, `must be more than ${min - 1} characters`, at);
}

export function checkUrl(problems: Problems, value: unknown, at: string, max: number): void {
  checkShort(problems, value, at, max);
  if (typeof value === 'string' && !/^(https?|mailto):/.test(value))
    problem(problems, 'must be a valid URL', at);
}

export function checkList(problems: Problems, value: unknown, at: string, min: number, max: number): void {
  if (!Array.isArray(value)) {
    problem(problems, 'must be an array', at);
    return;
  }
  if (value.length > max) problem(problems, `no more than ${max} items allowed`, at);
  if (value.length < min) problem(problems, `no fewer than ${min} items allowed`, at);
}

/** Slack refuses properties it does not know. */
export function checkKeys(problems: Problems, value: JsonObject, at: string, known: readonly string[]): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) problem(problems, `invalid additional property: ${key}`, at);
  }
}
