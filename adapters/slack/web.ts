/** The only way out to Slack: one client for each workspace, one try for each call, a second where a picture was refused, every failure a `DeliveryError`. */

import { LogLevel, WebClient } from '@slack/web-api';
import type {
  AuthTestArguments,
  ChatDeleteArguments,
  ChatPostEphemeralArguments,
  ChatPostMessageArguments,
  ChatPostMessageResponse,
  ChatUpdateArguments,
  ConversationsOpenArguments,
  ConversationsOpenResponse,
  FilesCompleteUploadExternalArguments,
  FilesGetUploadURLExternalArguments,
  FilesGetUploadURLExternalResponse,
  Logger,
  UsersInfoArguments,
  UsersInfoResponse,
  UsersListArguments,
  UsersListResponse,
  ViewsOpenArguments,
  ViewsPublishArguments,
  ViewsPushArguments,
  ViewsUpdateArguments,
  WebAPICallResult,
} from '@slack/web-api';
import { DeliveryError } from '../../src/errors.ts';
import type { WorkspaceKey } from '../../src/engine/terms.ts';
import { workspaceKey } from './address.ts';
import { asDeliveryError } from './errors.ts';
import { fetchFile } from './fetch-file.ts';
import { inWords } from './pictures.ts';
import type { SlackMessagePayload } from './render-card.ts';

export type Fetch = typeof globalThis.fetch;

/** Where the Web API is, unless a test says otherwise. */
export const usualApiUrl = 'https://slack.com/api/';

export type WebOptions = {
  /** The bot token of a workspace; `undefined` when the app is not installed there. */
  readonly authorise: (workspace: WorkspaceKey) => Promise<string | undefined>;
  readonly apiUrl: string;
  readonly fetch: Fetch;
  /** How long one call may take. */
  readonly timeoutMs: number;
};

export type Web = {
  readonly call: <M extends Method>(
    workspace: string,
    method: M,
    args: Methods[M]['args'],
  ) => Promise<Methods[M]['result']>;
  /** Sends a file's bytes to where Slack asked for them. */
  readonly upload: (url: string, bytes: Uint8Array) => Promise<void>;
  /** The content of a file that somebody sent, from the address in its event. */
  readonly fetchFile: (workspace: string, url: string, most: number) => AsyncIterable<Uint8Array>;
  /** Answers where a command or a press happened; Slack takes five answers within thirty minutes. */
  readonly respond: (url: string, message: ResponseMessage) => Promise<void>;
  /** Lets go of a workspace's token. */
  readonly forget: (workspace: string) => void;
};

export type ResponseMessage = SlackMessagePayload & {
  readonly response_type: 'ephemeral';
  readonly replace_original: boolean;
};

/** Every method that we call, so that the manifest can ask for exactly the scopes they need. */
export type Methods = {
  'auth.test': { args: AuthTestArguments; result: WebAPICallResult };
  'chat.postMessage': { args: ChatPostMessageArguments; result: ChatPostMessageResponse };
  'chat.postEphemeral': { args: ChatPostEphemeralArguments; result: WebAPICallResult };
  'chat.update': { args: ChatUpdateArguments; result: WebAPICallResult };
  'chat.delete': { args: ChatDeleteArguments; result: WebAPICallResult };
  'conversations.open': { args: ConversationsOpenArguments; result: ConversationsOpenResponse };
  'files.getUploadURLExternal': {
    args: FilesGetUploadURLExternalArguments;
    result: FilesGetUploadURLExternalResponse;
  };
  'files.completeUploadExternal': { args: FilesCompleteUploadExternalArguments; result: WebAPICallResult };
  'users.info': { args: UsersInfoArguments; result: UsersInfoResponse };
  'users.list': { args: UsersListArguments; result: UsersListResponse };
  'views.open': { args: ViewsOpenArguments; result: WebAPICallResult };
  'views.push': { args: ViewsPushArguments; result: WebAPICallResult };
  'views.update': { args: ViewsUpdateArguments; result: WebAPICallResult };
  'views.publish': { args: ViewsPublishArguments; result: WebAPICallResult };
};

export type Method = keyof Methods;

/** From each method's page under https://docs.slack.dev/reference/methods, checked 2026-11-22. */
export const scopesOf: { readonly [M in Method]: readonly string[] } = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'conversations.open': ['im:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  // Without the second scope Slack leaves the e-mail address out, by which one person's accounts are joined.
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
};

/** What fetching a file that somebody sent needs: https://docs.slack.dev/reference/scopes/files.read (2026-11-22). */
export const scopesOfFiles: readonly string[] = ['files:read'];

/** What Slack says of blocks that it does not take, in messages and in views. Nothing has been shown then. */
const isRefused: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_arguments']);

export function createWeb(options: WebOptions): Web {
  const clients = new Map<string, { token: string; client: WebClient }>();

  async function tokenOf(workspace: string): Promise<string> {
    const token = await options.authorise(workspaceKey(workspace)).catch((error: unknown) => {
      throw new DeliveryError(
        'retry-at',
        { code: 'token_unavailable', retryAfterMs: 10_000 },
        { cause: error },
      );
    });
    if (token === undefined) throw new DeliveryError('forbidden', { code: 'not_installed' });
    return token;
  }

  async function clientOf(workspace: string): Promise<WebClient> {
    const token = await tokenOf(workspace);
    const known = clients.get(workspace);
    if (known?.token === token) return known.client;
    const client = newClient(token, workspace, options);
    clients.set(workspace, { token, client });
    return client;
  }

  const call: Web['call'] = async (workspace, method, args) => {
    const client = await clientOf(workspace);
    try {
      return await client.apiCall(method, { ...args });
    } catch (error) {
      const failure = asDeliveryError(error);
      const spoken = isRefused.has(failure.code) ? inWords(args) : undefined;
      if (spoken === undefined) throw failure;
      return call(workspace, method, spoken);
    }
  };

  const upload: Web['upload'] = async (url, bytes) => {
    if (!isSlack(url)) throw new DeliveryError('our-fault', { code: 'upload_address_refused' });
    await post(url, Buffer.from(bytes), 'application/octet-stream', options);
  };

  const fetchOne: Web['fetchFile'] = async function* (workspace, url, most) {
    const token = await tokenOf(workspace);
    yield* fetchFile({ fetch: options.fetch, token, isSlack }, url, most);
  };

  const respond: Web['respond'] = async (url, message) => {
    if (!isAllowed(url, options.apiUrl, (host) => host === 'hooks.slack.com'))
      throw new DeliveryError('our-fault', { code: 'response_address_refused' });
    const say = (what: ResponseMessage): Promise<void> =>
      post(url, JSON.stringify(what), 'application/json', options);
    await say(message).catch((error: unknown) => {
      const spoken =
        error instanceof DeliveryError && error.failure === 'gone' ? inWords(message) : undefined;
      if (spoken === undefined) throw error;
      return say(spoken);
    });
  };

  function isSlack(url: string): boolean {
    return isAllowed(url, options.apiUrl, (host) => host === 'slack.com' || host.endsWith('.slack.com'));
  }

  return {
    call,
    upload,
    fetchFile: fetchOne,
    respond,
    forget: (workspace) => clients.delete(workspace),
  };
}

/**
 * The SDK's own retries are off: it repeats a post whose answer was lost, which nobody could tell from one that never
 * arrived, and while it waits out a 429 it holds back every other call of the workspace.
 */
function newClient(token: string, workspace: string, options: WebOptions): WebClient {
  return new WebClient(token, {
    slackApiUrl: options.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.timeoutMs,
    allowAbsoluteUrls: false,
    logger: silent,
    // Needed by tokens of a whole organisation, ignored for all others.
    ...(workspace.startsWith('T') && { teamId: workspace }),
    fetch: async (url, init) => {
      const response = await options.fetch(url, init);
      return response.status === 429 ? withRetryAfter(response) : response;
    },
  });
}

/** A 429 without a usable `Retry-After` reaches the caller as a bare `Error` otherwise. */
function withRetryAfter(response: Response): Response {
  if (/^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  const headers = new Headers(response.headers);
  headers.set('retry-after', '30');
  return new Response(response.body, { status: 429, headers });
}

async function post(
  url: string,
  body: Buffer | string,
  type: string,
  { fetch, timeoutMs }: WebOptions,
): Promise<void> {
  let status: number;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { 'content-type': type };
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal });
    await response.arrayBuffer();
    status = response.status;
  } catch (error) {
    throw asDeliveryError(error);
  }
  if (status === 200) return;
  const failure = status >= 500 ? 'unreachable' : status === 429 ? 'retry-at' : 'gone';
  throw new DeliveryError(failure, {
    code: `http_${status}`,
    ...(status === 429 && { retryAfterMs: 30_000 }),
  });
}

/** Addresses that came in a payload are used only where they can be Slack's own, or a pretend Slack's on loopback. */
function isAllowed(url: string, apiUrl: string, isSlack: (host: string) => boolean): boolean {
  if (!URL.canParse(url)) return false;
  const target = new URL(url);
  if (target.username !== '' || target.password !== '') return false;
  if (target.protocol === 'https:' && target.port === '' && isSlack(target.hostname)) return true;
  const api = new URL(apiUrl);
  return isLoopback(api.hostname) && target.protocol === api.protocol && target.host === api.host;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** The SDK's log lines hold request bodies and Slack's remarks about them, which quote what people wrote. */
export const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
