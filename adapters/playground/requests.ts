/** What callers of the playground's API may ask, read from untrusted JSON; says in words what is wrong with it. */

import type { Act, AttachedFile, ClockMove, FieldValue } from './api-types.ts';
import { isObject, parseJson } from './json.ts';

/** The request itself makes no sense: 400. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

const ACTS = ['command', 'say', 'press', 'submit', 'dismiss', 'openHome', 'attach'] as const;

export function readAct(text: string): Act {
  const body = readObject(text);
  const named = ACTS.filter((act) => act in body);
  const [act] = named;
  if (act === undefined || named.length > 1) throw new BadRequest(`Name one of ${ACTS.join(', ')}.`);
  const channel = body['channel'];
  if (channel !== undefined && typeof channel !== 'string') throw new BadRequest('"channel" is a name.');
  const value = body[act];
  switch (act) {
    case 'command':
      return { command: readWords(value, act), ...(channel === undefined ? {} : { channel }) };
    case 'say':
      return { say: readWords(value, act), ...(channel === undefined ? {} : { channel }) };
    case 'press':
      return readPress(value);
    case 'submit':
      return { submit: readValues(value) };
    case 'dismiss':
      if (value !== true) throw new BadRequest('"dismiss" is true.');
      return { dismiss: true };
    case 'openHome':
      if (value !== true) throw new BadRequest('"openHome" is true.');
      return { openHome: true };
    case 'attach':
      return { attach: readFiles(value), ...(channel === undefined ? {} : { channel }) };
    default:
      return act satisfies never;
  }
}

export function readClockMove(text: string): ClockMove {
  const body = readObject(text);
  if (typeof body['by'] === 'string') return { by: body['by'] };
  if (typeof body['to'] === 'string') return { to: body['to'] };
  if (body['next'] === true) return { next: true };
  throw new BadRequest('Say {"by":"24h"}, {"to":"<instant>"} or {"next":true}.');
}

/** The instant that a move leads to; `next` is looked up elsewhere. */
export function targetOf(move: Exclude<ClockMove, { next: true }>, now: Date): Date {
  if ('to' in move) {
    const to = new Date(move.to);
    const complete = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(move.to);
    if (!complete || Number.isNaN(to.getTime()))
      throw new BadRequest('"to" is an ISO instant, such as 2026-03-02T09:00:00Z.');
    return withinReach(to, now);
  }
  const found = /^(\d+(?:\.\d+)?)\s*([smhdw])$/.exec(move.by.trim());
  const unit = UNITS[found?.[2] ?? ''];
  if (found === null || unit === undefined)
    throw new BadRequest('"by" is a number and s, m, h, d or w, such as 24h.');
  const to = new Date(now.getTime() + Number(found[1]) * unit);
  if (Number.isNaN(to.getTime())) throw new BadRequest('"by" leads beyond the end of time.');
  return withinReach(to, now);
}

/** Everything that is due on the way happens, one thing after the other: a jump of centuries would not come to an end. */
function withinReach(to: Date, now: Date): Date {
  if (to.getTime() - now.getTime() > FARTHEST_DAYS * 86_400_000)
    throw new BadRequest(`The clock goes on by ${FARTHEST_DAYS} days at most. Move it again from there.`);
  return to;
}

/** A year, and a leap day. */
const FARTHEST_DAYS = 366;

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

function readObject(text: string): Readonly<Record<string, unknown>> {
  const body = parseJson(text);
  if (!isObject(body)) throw new BadRequest('The body is a JSON object.');
  return body;
}

function readWords(value: unknown, name: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new BadRequest(`"${name}" is what is typed.`);
}

function readPress(value: unknown): Act {
  if (!isObject(value) || typeof value['label'] !== 'string')
    throw new BadRequest('"press" is {"label": "..."}.');
  const message = value['message'];
  if (message === undefined) return { press: { label: value['label'] } };
  if (typeof message !== 'string') throw new BadRequest('"message" is a message id, "form" or "home".');
  return { press: { label: value['label'], message } };
}

/** As many as clients let a person attach at once. */
const MOST_FILES = 10;

function readFiles(value: unknown): readonly AttachedFile[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_FILES)
    throw new BadRequest(`"attach" is a list of one to ${MOST_FILES} files.`);
  return value.map((file: unknown) => {
    const name = isObject(file) ? file['name'] : undefined;
    const base64 = isObject(file) ? file['base64'] : undefined;
    if (typeof name !== 'string' || name === '' || typeof base64 !== 'string')
      throw new BadRequest('A file is {"name": "...", "base64": "..."}.');
    return { name, base64 };
  });
}

function readValues(value: unknown): Readonly<Record<string, FieldValue>> {
  if (!isObject(value)) throw new BadRequest('"submit" is an object of field labels and values.');
  return Object.fromEntries(Object.entries(value).map(([label, one]) => [label, readValue(label, one)]));
}

function readValue(label: string, value: unknown): FieldValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as FieldValue; // just checked
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new BadRequest(`"${label}" takes a text, a number, true or false, or a list of texts.`);
}
