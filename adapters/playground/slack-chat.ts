/** `chat.*`, and what comes in through a `response_url`. */

import { randomBytes } from 'node:crypto';
import { isObject, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { slackError } from './slack-error.ts';
import { fileJson } from './slack-files.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';
import { checkBlocks, textLengthOf } from './slack-rules.ts';
import { addMessage, channelToWriteTo, replaceMessage, withIds } from './slack-workspace.ts';
import type { SlackMessage, SlackWorkspace } from './slack-workspace.ts';

export function postMessage(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const channel = channelToWriteTo(workspace, textOf(args['channel']));
  const message = addMessage(workspace, channel.id, workspace.botUserId, contentOf(workspace, args));
  return { channel: channel.id, ts: message.ts, message: messageJson(workspace, message) };
}

export function postEphemeral(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const channel = channelToWriteTo(workspace, textOf(args['channel']));
  const user = textOf(args['user']);
  if (!channel.members.includes(user)) throw slackError('user_not_in_channel');
  const content = { ...contentOf(workspace, args), onlyFor: user };
  const message = addMessage(workspace, channel.id, workspace.botUserId, content);
  return { message_ts: message.ts };
}

/** An ephemeral message is not found here: only its `response_url` can change it. */
export function updateMessage(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const old = ownMessage(workspace, args, 'cant_update_message');
  const content = contentOf(workspace, { blocks: old.blocks, ...args });
  replaceMessage(workspace, old, { ...old, ...content });
  return {
    channel: old.channel,
    ts: old.ts,
    text: content.text,
    message: messageJson(workspace, { ...old, ...content }),
  };
}

export function deleteMessage(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const old = ownMessage(workspace, args, 'cant_delete_message');
  replaceMessage(workspace, old, undefined);
  return { channel: old.channel, ts: old.ts };
}

/** A message as payloads and answers show it. */
export function messageJson(workspace: SlackWorkspace, message: SlackMessage): JsonObject {
  const fromBot = message.author === workspace.botUserId;
  return {
    type: 'message',
    user: message.author,
    ts: message.ts,
    text: message.text,
    team: workspace.teamId,
    blocks: message.blocks,
    ...(fromBot ? { bot_id: workspace.botId, app_id: workspace.appId } : {}),
    ...(message.files.length > 0
      ? { files: message.files.map((file) => fileJson(workspace, file, message)), upload: false }
      : {}),
  };
}

/** What a `response_url` may still do. */
export type ResponseUrls = {
  /** For the answer to a deed in a channel; `message` is the one whose control was used. */
  readonly issue: (to: { userId: string; channel: string; message?: SlackMessage }) => string;
  /** Takes one post to `/response/<token>`. Answers as Slack does, errors thrown. */
  readonly use: (token: string, body: unknown) => void;
  readonly usesOf: (url: string) => number;
};

export function createResponseUrls(workspace: SlackWorkspace, origin: () => string): ResponseUrls {
  type Issued = { userId: string; channel: string; messageTs: string | undefined; at: number; uses: number };
  const issued = new Map<string, Issued>();
  return {
    issue: ({ userId, channel, message }) => {
      const token = `${workspace.teamId}/${randomBytes(6).toString('hex')}/${randomBytes(12).toString('base64url')}`;
      issued.set(token, { userId, channel, messageTs: message?.ts, at: performance.now(), uses: 0 });
      return `${origin()}/response/${token}`;
    },
    use: (token, body) => {
      const permit = issued.get(token);
      if (permit === undefined || performance.now() - permit.at > LIMITS.responseUrlMs) {
        throw slackError('expired_url');
      }
      if (permit.uses >= LIMITS.responseUrlUses) throw slackError('used_url');
      if (!isObject(body)) throw slackError('invalid_payload');
      permit.uses += 1;
      const shown = answerWith(workspace, body, permit);
      if (shown !== undefined) permit.messageTs ??= shown.ts;
    },
    usesOf: (url) => issued.get(url.slice(url.indexOf('/response/') + '/response/'.length))?.uses ?? 0,
  };
}

/** Shows an answer to one deed: ephemeral unless it says `in_channel`, or in place of the message that was used. */
export function answerWith(
  workspace: SlackWorkspace,
  body: JsonObject,
  to: { userId: string; channel: string; messageTs?: string | undefined },
): SlackMessage | undefined {
  const old = workspace.state.messages.find(
    (message) => message.ts === to.messageTs && message.channel === to.channel,
  );
  if (body['delete_original'] === true) {
    if (old === undefined) throw slackError('message_not_found');
    replaceMessage(workspace, old, undefined);
    return undefined;
  }
  const content = contentOf(workspace, body);
  if (body['replace_original'] === true) {
    if (old === undefined) throw slackError('message_not_found');
    const next = { ...old, ...content };
    replaceMessage(workspace, old, next);
    return next;
  }
  const forAll = body['response_type'] === 'in_channel';
  return addMessage(workspace, to.channel, workspace.botUserId, {
    ...content,
    ...(forAll ? {} : { onlyFor: to.userId }),
  });
}

/** Text and blocks that Slack would take, with the ids it gives. */
function contentOf(
  workspace: SlackWorkspace,
  args: JsonObject,
): Pick<SlackMessage, 'text' | 'blocks' | 'payload'> {
  const { token: _, ...payload } = args;
  const text = textOf(args['text']);
  const blocks = args['blocks'];
  if (blocks !== undefined && !Array.isArray(blocks)) throw slackError('invalid_blocks_format');
  if (text === '' && objectsOf(blocks).length === 0) throw slackError('no_text');
  const problems = blocks === undefined ? [] : checkBlocks(blocks, 'message');
  if (problems.length > 0) throw slackError('invalid_blocks', problems);
  if (textLengthOf(blocks) > LIMITS.textOfAllBlocks) throw slackError('msg_blocks_too_long');
  return {
    text: Array.from(text).slice(0, LIMITS.messageText).join(''),
    blocks: withIds(workspace, objectsOf(blocks)),
    payload,
  };
}

function ownMessage(workspace: SlackWorkspace, args: JsonObject, refusal: string): SlackMessage {
  const channel = workspace.channels.find((one) => one.id === args['channel']);
  if (channel === undefined) throw slackError('channel_not_found');
  const message = workspace.state.messages.find(
    (one) => one.channel === channel.id && one.ts === args['ts'] && one.onlyFor === undefined,
  );
  if (message === undefined) throw slackError('message_not_found');
  if (message.author !== workspace.botUserId) throw slackError(refusal);
  return message;
}
