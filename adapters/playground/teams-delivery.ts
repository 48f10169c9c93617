/** Sending activities to the bot as Teams does: a fresh token each, deadlines, and invokes again when nobody answers. */

import { post } from './http.ts';
import type { Sent } from './http.ts';
import { objectOf, parseJson, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { TEAMS_LIMITS } from './teams-limits.ts';
import type { TokenIssuer } from './token.ts';

export type TeamsTiming = {
  readonly messageMs: number;
  readonly invokeMs: number;
  readonly invokeRepeats: number;
};

export const TEAMS_TIMING: TeamsTiming = {
  messageMs: TEAMS_LIMITS.messageMs,
  invokeMs: TEAMS_LIMITS.invokeMs,
  invokeRepeats: TEAMS_LIMITS.invokeRepeats,
};

export type TeamsSent = {
  readonly activity: JsonObject;
  /** 0 for the first time. */
  readonly repeat: number;
  readonly result: Sent;
  readonly tookMs: number;
};

export type TeamsDelivery = {
  /** Also what no Teams would send, and need not be an object; for tests. */
  readonly message: (activity: unknown) => Promise<TeamsSent>;
  /** Resolves with the answer, or with the last attempt when none came. */
  readonly invoke: (activity: JsonObject) => Promise<TeamsSent & { readonly answer: JsonObject | undefined }>;
  /** Everything that was sent, oldest first; for tests. */
  readonly sent: readonly TeamsSent[];
  readonly stop: () => void;
};

/** `newId` gives the last repeat of an invoke an activity id of its own: a bot must not count on the old one. */
export function createTeamsDelivery(options: {
  url: () => string;
  issuer: TokenIssuer;
  appId: string;
  newId: () => string;
  timing: TeamsTiming;
}): TeamsDelivery {
  const { timing } = options;
  const sent: TeamsSent[] = [];
  const stopping = new AbortController();

  const send = async (whole: unknown, limitMs: number, repeat: number): Promise<TeamsSent> => {
    const started = performance.now();
    const activity = objectOf(whole);
    const token = options.issuer.sign({ aud: options.appId, serviceurl: activity['serviceUrl'] });
    const result = await post(options.url(), {
      body: JSON.stringify(whole),
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
      limitMs,
      signal: stopping.signal,
    });
    const one = { activity, repeat, result, tookMs: Math.round(performance.now() - started) };
    sent.push(one);
    return one;
  };

  return {
    sent,
    message: (activity) => send(activity, timing.messageMs, 0),
    invoke: async (activity) => {
      let tookMs = 0;
      for (let repeat = 0; ; repeat += 1) {
        const last = repeat > 0 && repeat === timing.invokeRepeats;
        const again = last ? { ...activity, id: options.newId() } : activity;
        const one = await send(again, timing.invokeMs, repeat);
        tookMs += one.tookMs;
        if (isAnswer(one.result)) return { ...one, tookMs, answer: objectOf(parseJson(bodyOf(one.result))) };
        if (repeat >= timing.invokeRepeats || stopping.signal.aborted)
          return { ...one, tookMs, answer: undefined };
      }
    },
    stop: () => stopping.abort(),
  };
}

export function wasTaken(sent: TeamsSent): boolean {
  return sent.result.outcome === 'answered' && sent.result.status >= 200 && sent.result.status < 300;
}

/** A refusal is an answer, too; a server's fault or silence is not, and the client tries again. */
function isAnswer(result: Sent): boolean {
  return result.outcome === 'answered' && result.status < 500;
}

function bodyOf(result: Sent): string {
  return result.outcome === 'answered' ? textOf(result.body) : '';
}
