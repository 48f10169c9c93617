/** Checks that Slack takes the bot's token, or each workspace's, and that it may do everything the manifest asks for. */

import type { Config } from '../../../config.ts';
import { openDatabase } from '../../../store/database.ts';
import { parseKeys } from '../../../store/keys.ts';
import { createStore } from '../../../store/store.ts';
import { installPath } from '../../slack-paths.ts';
import { keysOf, withDatabase } from '../deployment.ts';
import { slackScopes } from '../manifest-slack.ts';
import { note, notChecked, ok, patienceMs, toDo, whyNoAnswer } from './finding.ts';
import type { Finding } from './finding.ts';

const about = 'Slack';
const usualApi = 'https://slack.com/api/';

/** More would say nothing that these do not. */
const mostWorkspaces = 20;

export async function* checkSlack(config: Config): AsyncGenerator<Finding> {
  const { slack, overrides } = config;
  const apiUrl = overrides.slackApiUrl ?? usualApi;
  if (slack === undefined) yield notChecked(about, 'not configured');
  else if ('botToken' in slack.tokens) yield await checkToken(slack.tokens.botToken, apiUrl);
  else yield* checkInstallations(config, apiUrl);
}

function checkToken(botToken: string, apiUrl: string): Finding | Promise<Finding> {
  if (botToken.startsWith('xoxe.'))
    return toDo(
      about,
      'SLACK_BOT_TOKEN expires after twelve hours, because token rotation is on. Create the app anew from the manifest, where it is off.',
    );
  return askSlack(
    botToken,
    apiUrl,
    (why) =>
      `refuses SLACK_BOT_TOKEN (${why}). Copy the bot token again, from "OAuth & Permissions" in the app settings.`,
  );
}

async function* checkInstallations(config: Config, apiUrl: string): AsyncGenerator<Finding> {
  const address = `${config.publicUrl ?? ''}${installPath}`;
  const installed = await tokensOf(config).catch(() => undefined);
  if (installed === undefined) {
    yield notChecked(about, 'the database and the keys have to work first');
    return;
  }
  if (installed.length === 0) yield note(about, `no workspace has installed it. It is done at ${address}`);
  for (const { externalId, token } of installed.slice(0, mostWorkspaces))
    yield await askSlack(
      token,
      apiUrl,
      (why) => `refuses the token of workspace ${externalId} (${why}). Install it there again, at ${address}`,
    );
  if (installed.length > mostWorkspaces)
    yield note(about, `${installed.length - mostWorkspaces} more workspaces were not asked about`);
}

type InstalledToken = { readonly externalId: string; readonly token: string };

/** Rejects while the database or its keys do not work. */
async function tokensOf(config: Config): Promise<readonly InstalledToken[]> {
  const keys = keysOf(config);
  if (keys === undefined) return [];
  return withDatabase(config, async (url) => {
    const database = await openDatabase({ url });
    try {
      const store = createStore({ database, keys: parseKeys(keys) });
      const found: InstalledToken[] = [];
      for (const { platform, externalId } of await store.listWorkspaces()) {
        const token = platform === 'slack' ? await store.findToken({ platform, externalId }) : undefined;
        if (token !== undefined) found.push({ externalId, token });
      }
      return found;
    } finally {
      await database.close();
    }
  });
}

async function askSlack(
  token: string,
  apiUrl: string,
  sayRefused: (why: string) => string,
): Promise<Finding> {
  let response: Response;
  let answer: { ok?: unknown; error?: unknown; team?: unknown };
  try {
    response = await fetch(`${apiUrl.replace(/\/*$/, '/')}auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    answer = (await response.json()) as typeof answer; // every field is looked at before it is used
  } catch (error) {
    return toDo(
      about,
      `cannot be asked: ${whyNoAnswer(error)}. This machine must be able to open https to slack.com.`,
    );
  }
  if (answer.ok !== true) return toDo(about, sayRefused(wordOf(answer.error)));
  return judgeScopes(wordOf(answer.team), response.headers.get('x-oauth-scopes'));
}

function judgeScopes(team: string, header: string | null): Finding {
  if (header === null) return note(about, `the token is that of ${team}; Slack did not say what it may do`);
  const has = new Set(header.split(/[\s,]+/));
  const wanted = slackScopes();
  const missing = wanted.filter((scope) => !has.has(scope));
  return missing.length === 0
    ? ok(about, `the token is that of ${team}, with all ${wanted.length} scopes`)
    : toDo(
        about,
        `the token of ${team} lacks ${missing.join(', ')}. Add ${missing.length === 1 ? 'it' : 'them'} under "OAuth & Permissions", then install the app again.`,
      );
}

/** A name or a code; anything longer is not shown. */
function wordOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value.slice(0, 80) : 'unnamed';
}
