/** The Slack adapter: Bolt receives and sorts, `read` understands, the engine decides, `answer` shows. */

import { App, HTTPModuleFunctions, verifySlackRequest } from '@slack/bolt';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../src/log.ts';
import type { ChatPort, Clock, Ingress } from '../../src/engine/ports.ts';
import type { WorkspaceKey } from '../../src/engine/terms.ts';
import { createChat, createUse } from './chat.ts';
import { createDoor } from './door.ts';
import { shortcutPrefix } from './read.ts';
import { linkPrefix, pressPrefix } from './render-card.ts';
import { formCallback } from './render-form.ts';
import { createTake } from './take.ts';
import type { Take } from './take.ts';
import { createWeb, silent, usualApiUrl } from './web.ts';

export type SlackOptions = {
  readonly signingSecret: string;
  /** Where the Web API is; only tests and the playground have another. */
  readonly apiUrl?: string;
  /** The slash command as the manifest registers it. */
  readonly command?: string;
  readonly ingress: Ingress;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch?: typeof globalThis.fetch;
  /** Called when a workspace has removed the app and Slack takes its token no more. */
  readonly onUninstalled?: (workspace: WorkspaceKey) => Promise<void>;
  /** How long Slack is kept waiting for a turn; its own patience is three seconds. */
  readonly patienceMs?: number;
  /** How long one call to the Web API may take. */
  readonly callTimeoutMs?: number;
} & (
  | { readonly botToken: string }
  /** The bot token of a workspace; `undefined` where the app is not installed. Asked before every call. */
  | { readonly authorise: (workspace: WorkspaceKey) => Promise<string | undefined> }
);

export type SlackAdapter = {
  readonly port: ChatPort;
  /** Answers `POST /slack/events`; needs the body unread, because the signature is over its bytes. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Resolves when everything that was let in has been dealt with. Close the HTTP server first. */
  readonly stop: () => Promise<void>;
};

/** The Events API events that we listen to, as the manifest names them. */
export const slackEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.im',
  'tokens_revoked',
] as const;

export const defaultCommand = '/mentor';

export function createSlackAdapter(options: SlackOptions): SlackAdapter {
  const { clock, log, signingSecret, command = defaultCommand } = options;
  const web = createWeb({
    authorise: 'authorise' in options ? options.authorise : () => Promise.resolve(options.botToken),
    apiUrl: options.apiUrl ?? usualApiUrl,
    fetch: options.fetch ?? globalThis.fetch,
    timeoutMs: options.callTimeoutMs ?? 10_000,
  });
  const use = createUse(log);
  const taken = new WeakSet<object>();
  const door = createDoor({
    verify: verifySlackRequest,
    readBody: HTTPModuleFunctions.bufferIncomingMessage,
    signingSecret,
    wasTaken: (body) => taken.has(body),
    clock,
    log,
  });
  const takeReading = createTake({
    ingress: options.ingress,
    command,
    parts: { web, use, log },
    patienceMs: options.patienceMs ?? 2_500,
    onUninstalled: options.onUninstalled ?? (() => Promise.resolve()),
  });

  const take: Take = (body, respond) => {
    if (typeof body === 'object' && body !== null) taken.add(body);
    return takeReading(body, respond);
  };

  const app = new App({
    receiver: door,
    // Our own calls look tokens up per workspace, when they need one: a workspace without a token still gets an answer.
    authorize: () => Promise.resolve({}),
    convoStore: false,
    tokenVerificationEnabled: false,
    ignoreSelf: true,
    logger: silent,
  });

  app.command(command, ({ body, ack }) => take(body, ack));
  app.action(new RegExp(`^(${pressPrefix}|${linkPrefix})`), ({ body, ack }) => take(body, ack));
  app.view({ callback_id: formCallback, type: 'view_submission' }, ({ body, ack }) => take(body, ack));
  app.view({ callback_id: formCallback, type: 'view_closed' }, ({ body, ack }) => take(body, ack));
  app.options(/./, ({ body, ack }) => take(body, ack));
  app.shortcut({ type: 'shortcut', callback_id: new RegExp(`^${shortcutPrefix}`) }, ({ body, ack }) =>
    take(body, ack),
  );
  for (const name of slackEvents) {
    // Bolt knows every kind of message as `message`; `read` takes those of the direct message only.
    app.event(name === 'message.im' ? 'message' : name, ({ body }) => take(body, () => Promise.resolve()));
  }

  return { port: createChat(web, use), handler: door.handler, stop: door.settled };
}
