/** Checks that Slack takes the bot token, and that the token may do everything the manifest asks for. */

import type { Config } from '../../../config.ts';
import { slackScopes } from '../manifest-slack.ts';
import { note, notChecked, ok, patienceMs, toDo, whyNoAnswer } from './finding.ts';
import type { Finding } from './finding.ts';

const about = 'Slack';
const usualApi = 'https://slack.com/api/';

export async function checkSlack({ slack, overrides }: Config): Promise<Finding> {
  if (slack === undefined) return notChecked(about, 'not configured');
  if (!('botToken' in slack.tokens))
    return toDo(
      about,
      'this version serves one workspace. Set SLACK_BOT_TOKEN in place of SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET.',
    );
  const { botToken } = slack.tokens;
  if (botToken.startsWith('xoxe.'))
    return toDo(
      about,
      'SLACK_BOT_TOKEN expires after twelve hours, because token rotation is on. Create the app anew from the manifest, where it is off.',
    );
  return askSlack(botToken, overrides.slackApiUrl ?? usualApi);
}

async function askSlack(token: string, apiUrl: string): Promise<Finding> {
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
  if (answer.ok !== true)
    return toDo(
      about,
      `refuses SLACK_BOT_TOKEN (${wordOf(answer.error)}). Copy the bot token again, from "OAuth & Permissions" in the app settings.`,
    );
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
        `the token lacks ${missing.join(', ')}. Add ${missing.length === 1 ? 'it' : 'them'} under "OAuth & Permissions", then install the app again.`,
      );
}

/** A name or a code; anything longer is not shown. */
function wordOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value.slice(0, 80) : 'unnamed';
}
