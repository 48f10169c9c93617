/** The playground's HTTP API, as api-types.ts describes it. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  Act,
  ActAnswer,
  ClockAnswer,
  ClockMove,
  FiredTimer,
  PersonSummary,
  Screen,
} from './api-types.ts';
import { Refused } from './client.ts';
import type { Client } from './client.ts';
import { readBody } from './http.ts';
import { BadRequest, readAct, readClockMove, targetOf } from './requests.ts';
import type { RosterPerson } from './roster.ts';
import type { Screens } from './screens.ts';

/** The host's clock. Nothing here moves it back. */
export type PlaygroundClock = {
  readonly now: () => Date;
  /** Moves on and fires everything due on the way, in order; resolves when it is done. */
  readonly advanceTo: (to: Date) => Promise<readonly { kind: string; dueAt: Date | string }[]>;
  /** When the next thing is due; `undefined` when nothing waits. */
  readonly next: () => Promise<Date | undefined>;
};

export type ApiParts = {
  readonly people: readonly RosterPerson[];
  readonly clientOf: (person: RosterPerson) => Client;
  readonly screens: Screens;
  readonly clock: PlaygroundClock;
  /** Resolves when the app has nothing more to send, or after a while. */
  readonly settled: () => Promise<void>;
  readonly clockMoved: () => void;
};

/** How long an act that was taken without a word waits for something to show. */
const FIRST_SIGN_MS = 400;
/** A page is published after the event was taken, with nothing in between. */
const HOME_SIGN_MS = 1000;
/** Room for a file somewhat larger than any app would take, as base64. */
const LARGEST_BODY = 40 * 1024 * 1024;

/** Answers one request below `/playground/api/`; `path` is the rest of it. */
export async function answerApi(
  parts: ApiParts,
  path: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    sendJson(res, 200, await route(parts, path, req));
  } catch (error) {
    sendJson(res, statusOf(error), { error: error instanceof Error ? error.message : String(error) });
  }
}

export function sendJson(res: ServerResponse, status: number, json: unknown): void {
  if (res.headersSent) return;
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  res.end(JSON.stringify(json));
}

class NotFound extends Error {
  override readonly name = 'NotFound';
}

class WrongMethod extends Error {
  override readonly name = 'WrongMethod';
}

async function route(parts: ApiParts, path: string, req: IncomingMessage): Promise<unknown> {
  if (path === 'people') {
    demand(req, 'GET');
    return parts.people.map(({ id, name, platform, role }): PersonSummary => ({ id, name, platform, role }));
  }
  if (path === 'clock') {
    if (req.method === 'GET')
      return { now: parts.clock.now().toISOString(), fired: [] } satisfies ClockAnswer;
    demand(req, 'POST');
    return moveClock(parts, readClockMove(await bodyOf(req)));
  }
  const [, personId, what] = /^people\/([^/]+)\/(screen|act)$/.exec(path) ?? [];
  if (personId === undefined) throw new NotFound('There is nothing at this address.');
  const person = parts.people.find((one) => one.id === personId);
  if (person === undefined) throw new NotFound(`There is nobody called "${personId}".`);
  if (what === 'screen') {
    demand(req, 'GET');
    return parts.clientOf(person).screen(person.id);
  }
  demand(req, 'POST');
  return act(parts, person, readAct(await bodyOf(req)));
}

async function act(parts: ApiParts, person: RosterPerson, deed: Act): Promise<ActAnswer> {
  const client = parts.clientOf(person);
  const { tookMs, notice, version } = await client.act(person.id, deed);
  if (notice === undefined) {
    const limit = 'openHome' in deed ? HOME_SIGN_MS : FIRST_SIGN_MS;
    await parts.screens.changedSince(person.id, version, limit);
  }
  await parts.settled();
  const screen: Screen = client.screen(person.id);
  return { ...screen, tookMs, ...(notice === undefined ? {} : { notice }) };
}

async function moveClock(parts: ApiParts, move: ClockMove): Promise<ClockAnswer> {
  const { clock } = parts;
  const to = 'next' in move ? await clock.next() : targetOf(move, clock.now());
  if (to === undefined) return { now: clock.now().toISOString(), fired: [] };
  // What is due already fires by standing still; only a wish to go back is refused.
  if (to < clock.now() && !('next' in move)) throw new Refused('The clock does not go back.');
  const fired = await clock.advanceTo(to < clock.now() ? clock.now() : to);
  parts.clockMoved();
  await parts.settled();
  return {
    now: clock.now().toISOString(),
    fired: fired.map(({ kind, dueAt }): FiredTimer => ({ kind, dueAt: new Date(dueAt).toISOString() })),
  };
}

function statusOf(error: unknown): number {
  if (error instanceof Refused) return 409;
  if (error instanceof BadRequest) return 400;
  if (error instanceof NotFound) return 404;
  return error instanceof WrongMethod ? 405 : 500;
}

function demand(req: IncomingMessage, method: 'GET' | 'POST'): void {
  if (req.method !== method) throw new WrongMethod(`Use ${method} here.`);
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  try {
    return (await readBody(req, LARGEST_BODY)).toString('utf8');
  } catch {
    throw new BadRequest('The body is larger than anything that is needed here.');
  }
}
