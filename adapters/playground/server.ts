/** The whole playground: both pretend platforms, the fictional people, the page and its API. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerApi, sendJson } from './api.ts';
import type { ApiParts, PlaygroundClock } from './api.ts';
import type { Json } from './api-types.ts';
import { refusalOf } from './guard.ts';
import { createHappenings } from './happenings.ts';
import { targetOf } from './http.ts';
import { asJson, isObject } from './json.ts';
import { findPageFile, PAGE_HEADERS, readPageFile } from './page-files.ts';
import { roster as everybody } from './roster.ts';
import type { Roster } from './roster.ts';
import { createScreens } from './screens.ts';
import type { Screens } from './screens.ts';
import { createSlack } from './slack.ts';
import type { PretendSlack, SlackOptions } from './slack.ts';
import type { SlackTiming } from './slack-delivery.ts';
import { createTeams } from './teams.ts';
import type { PretendTeams } from './teams.ts';
import type { TeamsTiming } from './teams-delivery.ts';

export type PlaygroundOptions = {
  /** Where the app listens; asked at every request, so that it may be known late. */
  readonly appUrl: () => string;
  readonly slack: Pick<
    SlackOptions,
    'signingSecret' | 'botToken' | 'teamId' | 'scopes' | 'app' | 'triggerMs'
  >;
  readonly teams: { readonly appId: string; readonly tenantId: string; readonly appPassword?: string };
  readonly clock: PlaygroundClock;
  /** Resolves when the app's outbox is empty and no turn runs. */
  readonly settled?: () => Promise<void>;
  /** An earlier `snapshot()`. */
  readonly state?: Json;
  /** Something was said or changed: time to keep a `snapshot()`. Called at most once in a turn of the event loop. */
  readonly onChange?: () => void;
  /** The same as before a restart: apps keep the platforms' addresses. Absent: any free ones. */
  readonly ports?: { readonly slack: number; readonly teams: number };
  /** Shorter deadlines and retries, for tests. */
  readonly timing?: { readonly slack?: Partial<SlackTiming>; readonly teams?: Partial<TeamsTiming> };
};

export type Playground = {
  /** For `slackApiUrl`. */
  readonly slackApiUrl: string;
  readonly teams: PretendTeams;
  readonly slack: PretendSlack;
  readonly ports: { readonly slack: number; readonly teams: number };
  readonly roster: Roster;
  /** For tests that wait for something to show. */
  readonly screens: Pick<Screens, 'version' | 'changedSince'>;
  /** Answers `/`, the page's files and `/playground/*`; `false` for everything else, untouched. */
  readonly handler: (req: IncomingMessage, res: ServerResponse) => boolean;
  /** The app listens: tells it that it was installed in the pretend tenant, once. */
  readonly install: () => Promise<void>;
  readonly snapshot: () => Json;
  readonly restore: (state: Json) => void;
  readonly stop: () => Promise<void>;
};

const VERSION = 1;
/** An act's answer waits no longer than this for what the app sends afterwards. */
const SETTLE_MS = 2000;
/** The app is taken to have finished when it has asked for nothing for this long. */
const QUIET_MS = 40;

export async function createPlayground(options: PlaygroundOptions): Promise<Playground> {
  const screens = createScreens();
  const happenings = createHappenings();
  const shared = {
    appUrl: options.appUrl,
    roster: everybody,
    now: options.clock.now,
    changed: screens.changed,
    version: screens.version,
  };
  const slack = await createSlack({
    ...shared,
    ...options.slack,
    ...(options.timing?.slack === undefined ? {} : { timing: options.timing.slack }),
    ...(options.ports === undefined ? {} : { port: options.ports.slack }),
  });
  const teams = await createTeams({
    ...shared,
    ...options.teams,
    ...(options.timing?.teams === undefined ? {} : { timing: options.timing.teams }),
    ...(options.ports === undefined ? {} : { port: options.ports.teams }),
  });

  let told = false;
  screens.listen((person) => {
    happenings.screen({ person });
    if (told || options.onChange === undefined) return;
    told = true;
    setImmediate(() => {
      told = false;
      options.onChange?.();
    });
  });

  const restore = (state: Json): void => {
    if (!isObject(state) || state['version'] !== VERSION) {
      throw new Error('This is not a snapshot of the playground. Delete the file to start afresh.');
    }
    slack.restore(state['slack']);
    teams.restore(state['teams']);
  };
  if (options.state !== undefined) restore(options.state);

  const settled = async (): Promise<void> => {
    const stop = new AbortController();
    const patience = wait(SETTLE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    const done = (async () => {
      await options.settled?.().catch(() => undefined);
      const since = performance.now();
      const quietFor = (): number => Math.min(slack.quietFor(), teams.quietFor(), performance.now() - since);
      while (!stop.signal.aborted && quietFor() < QUIET_MS) await wait(10);
    })();
    await Promise.race([patience, done]);
    stop.abort();
  };
  const parts: ApiParts = {
    people: everybody.people,
    clientOf: (person) => (person.platform === 'slack' ? slack.client : teams.client),
    screens,
    clock: options.clock,
    settled,
    clockMoved: () => happenings.clock({ now: options.clock.now().toISOString() }),
  };

  return {
    slackApiUrl: slack.apiUrl,
    slack,
    teams,
    ports: { slack: slack.port, teams: teams.port },
    roster: everybody,
    screens,
    install: teams.install,
    handler: (req, res) => {
      const { pathname: path } = targetOf(req.url);
      const file = pageFileFor(path);
      if (file === undefined && !path.startsWith('/playground/')) return false;
      const refusal = refusalOf(req);
      if (refusal !== undefined) sendJson(res, 403, { error: refusal });
      else if (path === '/playground/api/events') happenings.follow(res);
      else if (path.startsWith('/playground/api/')) {
        void answerApi(parts, path.slice('/playground/api/'.length), req, res);
      } else void sendPageFile(res, file ?? '', req.method);
      return true;
    },
    snapshot: () => asJson({ version: VERSION, slack: slack.workspace.state, teams: teams.tenant.state }),
    restore,
    stop: async () => {
      happenings.stop();
      await Promise.all([slack.stop(), teams.stop()]);
    },
  };
}

/**
 * The page's file that a path asks for. The page stands at `/` and names its files beside it, so these are answered there,
 * too: only those that exist, so that no route of the app's own is taken.
 */
function pageFileFor(path: string): string | undefined {
  if (path === '/' || path === '/playground/' || path === '/playground/page/') return 'index.html';
  if (path.startsWith('/playground/')) return path.replace(/^\/playground\/(page\/)?/, '');
  const beside = path.slice(1);
  return findPageFile(beside) === undefined ? undefined : beside;
}

async function sendPageFile(res: ServerResponse, name: string, method: string | undefined): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') {
    sendJson(res, 405, { error: 'Use GET here.' });
    return;
  }
  const file = await readPageFile(name).catch(() => undefined);
  if (file === undefined) {
    sendJson(res, 404, { error: 'There is nothing at this address.' });
    return;
  }
  res.writeHead(200, { ...PAGE_HEADERS, 'content-type': file.type, 'content-length': file.bytes.length });
  res.end(method === 'HEAD' ? undefined : file.bytes);
}
