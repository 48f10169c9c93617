/** Talks to the playground's server. A refusal carries words for the person; a lost connection is told apart from one. */

import type { Act, ActAnswer, ClockAnswer, ClockMove, PersonSummary, Screen } from '../api-types.ts';

/** The server understood and said no; `message` is for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Nobody answered. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

const root = '/playground/api';

export function getPeople(): Promise<readonly PersonSummary[]> {
  return ask<readonly PersonSummary[]>('/people');
}

export function getScreen(person: string): Promise<Screen> {
  return ask<Screen>(`/people/${encodeURIComponent(person)}/screen`);
}

export function doAct(person: string, act: Act): Promise<ActAnswer> {
  return ask<ActAnswer>(`/people/${encodeURIComponent(person)}/act`, act);
}

export function getClock(): Promise<ClockAnswer> {
  return ask<ClockAnswer>('/clock');
}

export function moveClock(move: ClockMove): Promise<ClockAnswer> {
  return ask<ClockAnswer>('/clock', move);
}

export function openEvents(): EventSource {
  return new EventSource(`${root}/events`);
}

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const response = await send(path, body);
  if (!response.ok) throw new Refused(await reasonOf(response));
  // The server compiles against the same api-types.ts.
  return (await response.json()) as T;
}

async function send(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(
      root + path,
      body === undefined
        ? { headers: { accept: 'application/json' } }
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
  } catch (cause) {
    throw new Unreachable('The playground does not answer.', { cause });
  }
}

async function reasonOf(response: Response): Promise<string> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'error' in answer &&
    typeof answer.error === 'string'
  ) {
    return answer.error;
  }
  return `The playground answered with ${response.status}. The server's log says more.`;
}
