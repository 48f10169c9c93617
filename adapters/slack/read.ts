/** Slack's payloads as what happened, and how its answer can go back. Pure, and total: what is not for us is `nothing`. */

import { createHash } from 'node:crypto';
import type { ChatEvent, Deed, Origin, SentFile } from '../../src/engine/event.ts';
import type { WorkspaceKey } from '../../src/engine/terms.ts';
import type { RawValues } from '../../src/ui/form.ts';
import { accountAddress, channelKey, messageAddress, workspaceKey } from './address.ts';
import type { SlackMessage } from './address.ts';
import { limits } from './limits.ts';
import { readMetadata } from './metadata.ts';
import type { FormOrigin } from './metadata.ts';
import { at, listAt, textAt } from './payload.ts';
import { readLabels, readValues } from './read-form.ts';
import { linkPrefix, pressPrefix } from './render-card.ts';
import { kindOf } from './render-field.ts';
import { formCallback } from './render-form.ts';
import { dropMention, readTyped } from './words.ts';

export type Reading =
  | { readonly read: 'event'; readonly event: ChatEvent; readonly way: Way }
  | {
      readonly read: 'suggest';
      readonly what: 'people' | 'zones';
      readonly asker: { readonly workspace: WorkspaceKey; readonly externalId: string };
      readonly typed: string;
    }
  /** The app was removed from a workspace, or its token taken away. */
  | { readonly read: 'uninstalled'; readonly workspace: WorkspaceKey }
  | { readonly read: 'nothing' };

/** Where the person is looking, and what Slack gave us to answer there. */
export type Way =
  | { readonly from: 'command'; readonly triggerId: string; readonly responseUrl: string | undefined }
  /** A control in a message; `ephemeral` when only this person sees it. */
  | {
      readonly from: 'message-press';
      readonly triggerId: string;
      readonly responseUrl: string | undefined;
      readonly origin: FormOrigin | undefined;
      readonly ephemeral: boolean;
    }
  | { readonly from: 'window-press'; readonly triggerId: string; readonly viewId: string }
  /** A control on the Home tab, or a shortcut: there is no message to answer beside. */
  | { readonly from: 'elsewhere'; readonly triggerId: string }
  | {
      readonly from: 'submit';
      readonly viewId: string;
      readonly origin: FormOrigin | undefined;
      /** The blocks on the screen. */
      readonly blocks: readonly unknown[];
      /** What the chosen options are called. */
      readonly labels: ReadonlyMap<string, string>;
    }
  | { readonly from: 'dismiss' }
  | { readonly from: 'direct-message'; readonly channel: string }
  | { readonly from: 'mention'; readonly channel: string }
  | { readonly from: 'home' };

/** Global shortcuts are words that somebody picked instead of typing them: `words:record`. */
export const shortcutPrefix = 'words:';

const nothing: Reading = { read: 'nothing' };

/** `body`: the payload of a request whose signature was checked. `command`: ours, with its slash. */
export function readPayload(body: unknown, command: string): Reading {
  if (at(body, 'event') !== undefined) return readEvent(body);
  if (at(body, 'command') !== undefined) return readCommand(body, command);
  switch (textAt(body, 'type')) {
    case 'block_actions':
      return readPress(body);
    case 'view_submission':
      return readSubmit(body);
    case 'view_closed':
      return readDismiss(body);
    case 'block_suggestion':
      return readSuggestion(body);
    case 'shortcut':
      return readShortcut(body);
    default:
      return nothing;
  }
}

function readCommand(body: unknown, command: string): Reading {
  const who = sender(textAt(body, 'team_id') ?? textAt(body, 'enterprise_id'), textAt(body, 'user_id'));
  const triggerId = textAt(body, 'trigger_id');
  if (who === undefined || triggerId === undefined || textAt(body, 'command') !== command) return nothing;
  const channel = readChannel(who.workspace, textAt(body, 'channel_id'), textAt(body, 'channel_name'));
  return {
    read: 'event',
    way: { from: 'command', triggerId, responseUrl: textAt(body, 'response_url') },
    event: {
      id: stableId('command', triggerId),
      ...who,
      ...channel,
      deed: { type: 'words', text: readTyped(textAt(body, 'text') ?? '') },
    },
  };
}

function readShortcut(body: unknown): Reading {
  const who = interactor(body);
  const triggerId = textAt(body, 'trigger_id');
  const callback = textAt(body, 'callback_id');
  if (who === undefined || triggerId === undefined || callback?.startsWith(shortcutPrefix) !== true)
    return nothing;
  return {
    read: 'event',
    way: { from: 'elsewhere', triggerId },
    event: {
      id: stableId('shortcut', triggerId),
      ...who,
      deed: { type: 'words', text: callback.slice(shortcutPrefix.length) },
    },
  };
}

function readPress(body: unknown): Reading {
  const who = interactor(body);
  const action = at(body, 'actions', 0);
  const actionId = textAt(action, 'action_id');
  const reference = textAt(action, 'value');
  // A link button reports its press too, after the browser has opened the page: there is nothing to do.
  if (who === undefined || actionId === undefined || actionId.startsWith(linkPrefix)) return nothing;
  if (!actionId.startsWith(pressPrefix) || reference === undefined) return nothing;

  const deed: Deed = { type: 'press', reference };
  const triggerId = textAt(body, 'trigger_id');
  const viewId = textAt(body, 'view', 'id');
  const messageTs = textAt(body, 'container', 'message_ts') ?? textAt(body, 'message', 'ts');
  const once = [viewId ?? messageTs ?? '', textAt(action, 'action_ts') ?? '', who.account.externalId];
  const id = triggerId === undefined ? stableId('press', ...once) : stableId('press', triggerId);
  const way = { triggerId: triggerId ?? '' };
  if (viewId !== undefined) {
    const window = textAt(body, 'view', 'type') === 'modal';
    return {
      read: 'event',
      way: window ? { from: 'window-press', ...way, viewId } : { from: 'elsewhere', ...way },
      event: { id, ...who, deed },
    };
  }

  const channel = textAt(body, 'container', 'channel_id') ?? textAt(body, 'channel', 'id');
  const ephemeral = at(body, 'container', 'is_ephemeral') === true;
  const responseUrl = textAt(body, 'response_url');
  const message = channel === undefined || messageTs === undefined ? undefined : { channel, ts: messageTs };
  const origin = message && formOrigin(message, ephemeral, responseUrl);
  return {
    read: 'event',
    way: { from: 'message-press', ...way, responseUrl, origin, ephemeral },
    event: {
      id,
      // A message of the bot's that everybody in a direct message sees stands in the person's own talk with the bot.
      ...(ephemeral ? who : reachable(who, channel)),
      ...readChannel(who.workspace, channel, textAt(body, 'channel', 'name')),
      ...(message !== undefined && { origin: { message: messageAddress(message), ephemeral } }),
      deed,
    },
  };
}

function readSubmit(body: unknown): Reading {
  const who = interactor(body);
  const form = readForm(body);
  const viewId = textAt(body, 'view', 'id');
  if (who === undefined || form === undefined || viewId === undefined) return nothing;
  const { reference, instance } = form;
  const state = at(body, 'view', 'state');
  const values = readValues(state);
  return {
    read: 'event',
    way: {
      from: 'submit',
      viewId,
      origin: form.origin,
      blocks: listAt(body, 'view', 'blocks'),
      labels: readLabels(state),
    },
    event: {
      // The same answers in the same window are the same deed, also when the person had to press the button again
      // because our first answer never reached them. Answers that were corrected are a new one.
      id: stableId('submit', who.account.externalId, instance, digest(values)),
      ...who,
      ...originOf(form.origin),
      deed: { type: 'submit', reference, instance, values },
    },
  };
}

function readDismiss(body: unknown): Reading {
  const who = interactor(body);
  const form = readForm(body);
  if (who === undefined || form === undefined) return nothing;
  return {
    read: 'event',
    way: { from: 'dismiss' },
    event: {
      id: stableId('dismiss', who.account.externalId, form.instance),
      ...who,
      ...originOf(form.origin),
      deed: { type: 'dismiss', reference: form.reference },
    },
  };
}

function readSuggestion(body: unknown): Reading {
  const who = interactor(body);
  if (who === undefined) return nothing;
  const kind = kindOf(textAt(body, 'action_id') ?? '');
  const what = kind === 'zone' ? 'zones' : kind === 'person' || kind === 'people' ? 'people' : undefined;
  if (what === undefined) return nothing;
  const asker = { workspace: who.workspace, externalId: who.account.externalId };
  return { read: 'suggest', what, asker, typed: readTyped(textAt(body, 'value') ?? '') };
}

function readEvent(body: unknown): Reading {
  const event = at(body, 'event');
  const eventId = textAt(body, 'event_id');
  const team =
    textAt(body, 'authorizations', 0, 'team_id') ?? textAt(body, 'team_id') ?? textAt(body, 'enterprise_id');
  const type = textAt(event, 'type');
  if (type === 'app_uninstalled' || (type === 'tokens_revoked' && listAt(event, 'tokens', 'bot').length > 0))
    return team === undefined ? nothing : { read: 'uninstalled', workspace: workspaceKey(team) };

  const who = sender(team, textAt(event, 'user'));
  if (who === undefined || eventId === undefined) return nothing;
  const id = stableId('event', eventId);
  const channel = textAt(event, 'channel');
  if (type === 'app_home_opened') {
    if (textAt(event, 'tab') !== 'home') return nothing;
    const way: Way = { from: 'home' };
    return { read: 'event', way, event: { id, ...reachable(who, channel), deed: { type: 'home' } } };
  }
  if (channel === undefined || !isTyped(event)) return nothing;
  const deed = readSaid(event, textAt(body, 'authorizations', 0, 'user_id'));
  if (type === 'message' && textAt(event, 'channel_type') === 'im') {
    const way: Way = { from: 'direct-message', channel };
    return { read: 'event', way, event: { id, ...reachable(who, channel), deed } };
  }
  if (type === 'app_mention') {
    const way: Way = { from: 'mention', channel };
    return {
      read: 'event',
      way,
      event: { id, ...who, ...readChannel(who.workspace, channel, undefined), deed },
    };
  }
  return nothing;
}

/** Files come with the words that were typed beside them, which then are their label. */
function readSaid(event: unknown, botUser: string | undefined): Deed {
  const files = listAt(event, 'files').slice(0, limits.filesPerMessage.value).map(readFile);
  if (files.length > 0) return { type: 'files', files };
  return { type: 'words', text: readTyped(dropMention(textAt(event, 'text') ?? '', botUser)) };
}

/**
 * See https://docs.slack.dev/reference/objects/file-object (2026-11-22). Content that Slack does not hold itself (`mode:
 * external`), has deleted (`tombstone`) or keeps back, has no address that could be fetched.
 */
function readFile(file: unknown): SentFile {
  const size = at(file, 'size');
  const url = textAt(file, 'url_private_download');
  const held = textAt(file, 'mode') !== 'external' && at(file, 'is_external') !== true;
  return {
    name: (textAt(file, 'name') ?? textAt(file, 'title') ?? 'file').slice(0, 200),
    ...(typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 && { size }),
    ...(url !== undefined && held && url.length <= 4_000 && { key: url }),
  };
}

/** Typed by a person just now: not by a bot, and no edit, join, or other notice that Slack also calls a message. */
function isTyped(event: unknown): boolean {
  const subtype = at(event, 'subtype');
  return (
    (subtype === undefined || subtype === 'file_share') &&
    at(event, 'bot_id') === undefined &&
    at(event, 'edited') === undefined &&
    at(event, 'hidden') !== true
  );
}

type Who = Pick<ChatEvent, 'workspace' | 'account'>;

function sender(team: string | undefined, user: string | undefined): Who | undefined {
  if (team === undefined || user === undefined || user === 'USLACKBOT') return undefined;
  return { workspace: workspaceKey(team), account: { externalId: user } };
}

/** Where the app is installed, not where a guest of a shared channel comes from, is whose business it is. */
function interactor(body: unknown): Who | undefined {
  const team =
    textAt(body, 'view', 'app_installed_team_id') ??
    textAt(body, 'team', 'id') ??
    textAt(body, 'enterprise', 'id');
  return sender(team, textAt(body, 'user', 'id'));
}

function reachable(who: Who, channel: string | undefined): Who {
  if (channel?.startsWith('D') !== true) return who;
  const address = accountAddress(who.workspace.externalId, who.account.externalId, channel);
  return { ...who, account: { ...who.account, address } };
}

/** A channel in which others read along; direct messages have ids that begin with D. */
function readChannel(
  workspace: WorkspaceKey,
  id: string | undefined,
  name: string | undefined,
): Pick<ChatEvent, 'channel'> {
  if (id === undefined || id.startsWith('D')) return {};
  const known = name !== undefined && name !== 'privategroup' && !name.startsWith('mpdm-');
  return { channel: channelKey(workspace.externalId, id, known ? `#${name}` : 'this channel') };
}

function readForm(body: unknown): ReturnType<typeof readMetadata> {
  if (textAt(body, 'view', 'callback_id') !== formCallback) return undefined;
  return readMetadata(at(body, 'view', 'private_metadata'));
}

function originOf(form: FormOrigin | undefined): { origin?: Origin } {
  if (form === undefined) return {};
  return { origin: { message: messageAddress(form), ephemeral: form.responseUrl !== undefined } };
}

/** An ephemeral message that nothing can replace is no origin for a form: its answer is shown in the window. */
function formOrigin(
  message: SlackMessage,
  ephemeral: boolean,
  responseUrl: string | undefined,
): FormOrigin | undefined {
  if (!ephemeral) return message;
  return responseUrl === undefined ? undefined : { ...message, responseUrl };
}

/** Slack's own ids, so that a deed that is delivered again has the same one. */
function stableId(kind: string, ...parts: readonly string[]): string {
  const id = ['slack', kind, ...parts].join(':');
  return id.length <= 200 ? id : `slack:${kind}:${createHash('sha256').update(id).digest('hex')}`;
}

function digest(values: RawValues): string {
  const sorted = Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32);
}
