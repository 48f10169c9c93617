/** Installing an app in Slack: the consent page in the browser, and `oauth.v2.access` for the app's server. */

import { randomBytes } from 'node:crypto';
import type { Answer, Incoming } from './http.ts';
import { textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { slackError } from './slack-error.ts';
import type { Grants } from './slack-grants.ts';
import { EVERY_SCOPE } from './slack-scopes.ts';
import type { SlackWorkspace } from './slack-workspace.ts';

export type SlackApp = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** As they stand in the app's settings; only these are ever gone to. */
  readonly redirectUrls: readonly string[];
};

export type SlackOAuth = {
  /** `GET` and `POST /oauth/v2/authorize`. */
  readonly page: (incoming: Incoming) => Answer;
  /** `oauth.v2.access`. Throws Slack's errors. */
  readonly access: (args: JsonObject, authorization: string | undefined) => JsonObject;
};

type Asked = { readonly redirectUrl: string; readonly scopes: readonly string[]; readonly state: string };
type Code = Omit<Asked, 'state'> & { readonly teamId: string; readonly named: boolean; readonly at: number };

/** https://docs.slack.dev/authentication/installing-with-oauth (2026-11-22): "codes expire in 10 minutes". */
const CODE_MS = 10 * 60_000;

/** `app` is `undefined` for an app that was never made to be installed by others: then the page shows nothing. */
export function createSlackOAuth(options: {
  app: SlackApp | undefined;
  grants: Grants;
  workspaces: () => readonly SlackWorkspace[];
}): SlackOAuth {
  const { app, grants } = options;
  const asked = new Map<string, Asked & { named: boolean }>();
  const codes = new Map<string, Code>();

  function ask(query: URLSearchParams): Answer {
    if (app === undefined || query.get('client_id') !== app.clientId) return trouble('invalid_client_id');
    const given = query.get('redirect_uri');
    const redirectUrl = given ?? app.redirectUrls[0];
    if (redirectUrl === undefined || !app.redirectUrls.includes(redirectUrl))
      return trouble('bad_redirect_uri');
    const scopes = (query.get('scope') ?? '').split(',').filter(Boolean);
    if (scopes.length === 0) return trouble('no_scopes');
    if (!scopes.every((scope) => EVERY_SCOPE.includes(scope))) return trouble('invalid_scope');
    const id = randomBytes(12).toString('hex');
    asked.set(id, { redirectUrl, scopes, state: query.get('state') ?? '', named: given !== null });
    return html(200, consentPage(id, scopes, options.workspaces()));
  }

  function decide(form: URLSearchParams): Answer {
    const id = form.get('request') ?? '';
    const request = asked.get(id);
    if (request === undefined) return trouble('invalid_request');
    asked.delete(id);
    const { redirectUrl, scopes, state, named } = request;
    const back = new URL(redirectUrl);
    if (form.get('decision') === 'allow') {
      const teamId = form.get('team') ?? '';
      if (!options.workspaces().some((workspace) => workspace.teamId === teamId))
        return trouble('invalid_team');
      const code = `${Date.now()}.${randomBytes(20).toString('hex')}`;
      codes.set(code, { redirectUrl, scopes, teamId, named, at: performance.now() });
      back.searchParams.set('code', code);
    } else back.searchParams.set('error', 'access_denied');
    back.searchParams.set('state', state);
    return { status: 302, text: '', headers: { location: back.href } };
  }

  function access(args: JsonObject, authorization: string | undefined): JsonObject {
    const { id, secret } = clientOf(args, authorization);
    if (app === undefined || id !== app.clientId) throw slackError('invalid_client_id');
    if (secret !== app.clientSecret) throw slackError('bad_client_secret');
    const given = textOf(args['code']);
    const code = codes.get(given);
    codes.delete(given);
    if (code === undefined || performance.now() - code.at > CODE_MS) throw slackError('invalid_code');
    const uri = args['redirect_uri'];
    if (code.named || uri !== undefined ? uri !== code.redirectUrl : false)
      throw slackError('bad_redirect_uri');
    const workspace = options.workspaces().find(({ teamId }) => teamId === code.teamId);
    if (workspace === undefined) throw slackError('invalid_code');
    const [installer] = workspace.people;
    return {
      app_id: workspace.appId,
      authed_user: { id: installer?.userId },
      scope: code.scopes.join(','),
      token_type: 'bot',
      access_token: grants.give({ teamId: code.teamId, scopes: code.scopes }),
      bot_user_id: workspace.botUserId,
      team: { id: workspace.teamId, name: workspace.teamName },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  return {
    page: ({ method, query, body }) =>
      method === 'POST' ? decide(new URLSearchParams(body.toString('utf8'))) : ask(query),
    access,
  };
}

/** HTTP Basic, which Slack advises, or the two fields. */
function clientOf(args: JsonObject, authorization: string | undefined): { id: string; secret: string } {
  if (authorization?.startsWith('Basic ') === true) {
    const [id = '', ...secret] = Buffer.from(authorization.slice(6), 'base64').toString().split(':');
    return { id, secret: secret.join(':') };
  }
  return { id: textOf(args['client_id']), secret: textOf(args['client_secret']) };
}

function consentPage(
  request: string,
  scopes: readonly string[],
  workspaces: readonly SlackWorkspace[],
): string {
  const teams = workspaces.map(
    ({ teamId, teamName }) => `<option value="${escaped(teamId)}">${escaped(teamName)}</option>`,
  );
  return `<!doctype html>
<title>Rapport is requesting permission</title>
<h1>Rapport is requesting permission to access a pretend Slack workspace</h1>
<ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
<form method="post" action="/oauth/v2/authorize">
<input type="hidden" name="request" value="${request}">
<select name="team">${teams.join('')}</select>
<button name="decision" value="deny">Cancel</button>
<button name="decision" value="allow">Allow</button>
</form>
`;
}

/** Slack shows a page of its own here, and sends the browser nowhere. */
function trouble(code: string): Answer {
  return html(400, `<!doctype html>\n<title>Something went wrong</title>\n<p>${code}</p>\n`);
}

function html(status: number, text: string): Answer {
  return { status, text, headers: { 'content-type': 'text/html; charset=utf-8' } };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
