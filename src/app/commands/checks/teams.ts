/** Checks that Microsoft lets the bot sign in with its credentials. */

import type { Config, TeamsConfig } from '../../../config.ts';
import { note, notChecked, ok, patienceMs, toDo, whyNoAnswer } from './finding.ts';
import type { Finding } from './finding.ts';

const about = 'Teams';

/** Where all bots of several tenants sign in. */
const manyTenants = 'botframework.com';

export async function checkTeams({ teams, overrides }: Config): Promise<Finding> {
  if (teams === undefined) return notChecked(about, 'not configured');
  if (teams.appType === 'UserAssignedMSI' || teams.appPassword === undefined)
    return note(
      about,
      `the bot ${teams.appId} signs in with a managed identity, which only its own machine can try`,
    );
  const [home] = teams.tenantIds;
  const tenant = teams.appType === 'MultiTenant' ? manyTenants : home;
  const login = overrides.teamsLoginUrl ?? `https://login.microsoftonline.com/${tenant}`;
  return signIn(teams, teams.appPassword, login.replace(/\/+$/, ''));
}

/** The client credentials grant, as the SDK does it: learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function signIn({ appId, tenantIds }: TeamsConfig, secret: string, login: string): Promise<Finding> {
  let answer: { access_token?: unknown; error?: unknown; error_description?: unknown };
  try {
    const response = await fetch(`${login}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: secret,
        scope: 'https://api.botframework.com/.default',
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    answer = (await response.json()) as typeof answer; // every field is looked at before it is used
  } catch (error) {
    return toDo(
      about,
      `cannot sign in: ${whyNoAnswer(error)}. This machine must be able to open https to ${new URL(login).host}.`,
    );
  }
  if (typeof answer.access_token === 'string')
    return ok(about, `the bot ${appId} can sign in; people of ${tenantIds.join(', ')} may use it`);
  const [code] = /AADSTS\d+/.exec(textOf(answer.error_description)) ?? [];
  return toDo(
    about,
    `cannot sign in (${code ?? (textOf(answer.error) || 'no reason given')}). ${whatToDo(code)}`,
  );
}

/** learn.microsoft.com/entra/identity-platform/reference-error-codes (2026-11) */
function whatToDo(code: string | undefined): string {
  switch (code) {
    case 'AADSTS7000215':
      return 'TEAMS_APP_PASSWORD is wrong: it is the value of the client secret, not its id.';
    case 'AADSTS7000222':
      return 'The client secret has expired: make a new one and set TEAMS_APP_PASSWORD.';
    case 'AADSTS700016':
      return 'This tenant has no such app: check TEAMS_APP_ID, TEAMS_APP_TENANT_ID and TEAMS_APP_TYPE.';
    case 'AADSTS90002':
    case 'AADSTS900023':
      return 'There is no such tenant: check TEAMS_APP_TENANT_ID.';
    default:
      return 'Check TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_APP_TENANT_ID and TEAMS_APP_TYPE.';
  }
}

/** A code or a sentence; anything longer is not needed. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 80) : '';
}
