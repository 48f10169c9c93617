/** How the engine drives Slack: sending, replacing, the Home tab, and who people are. */

import type { ModalView } from '@slack/types';
import { DeliveryError } from '../../src/errors.ts';
import type { Log } from '../../src/log.ts';
import type { ChatPort, OutgoingFile } from '../../src/engine/ports.ts';
import type { Address, MessageAddress, Profile } from '../../src/engine/terms.ts';
import type { Rendered } from '../../src/ui/fit.ts';
import { accountAddress, messageAddress, readAddress, readMessageAddress, slack } from './address.ts';
import type { SlackAddress } from './address.ts';
import { readProfile } from './profile.ts';
import { renderCard, renderHome } from './render-card.ts';
import type { SlackMessagePayload } from './render-card.ts';
import type { Web } from './web.ts';

/** Slack advises at most 200 a page. */
const peoplePerPage = 200;

/** Hands out a rendering's payload, and its warnings to the log. */
export type Use = <Payload extends SlackMessagePayload | ModalView | { type: 'home' }>(
  rendered: Rendered<Payload>,
) => Payload;

export function createUse(log: Log): Use {
  return (rendered) => {
    for (const { code, where, detail } of rendered.warnings)
      log('warn', { type: 'render_warning', platform: slack, code, where, detail });
    return rendered.payload;
  };
}

/** Text is shown as it is: no previews of pages that somebody mentioned, no links from names. */
export const asWritten = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

export function createChat(web: Web, use: Use): ChatPort {
  const send: ChatPort['send'] = async (to, { card, files }) => {
    const known = demandAddress(to);
    const { workspace } = known;
    const channel = known.channel ?? (await openConversation(workspace, known));
    const address = { ...to, channel };
    const uploads = await Promise.all(files.map((file) => upload(workspace, file)));
    const payload = use(renderCard(card));
    const posted = await web.call(workspace, 'chat.postMessage', { channel, ...payload, ...asWritten });
    if (posted.ts === undefined) throw new DeliveryError('unreachable', { code: 'no_ts' });
    const message = { channel: posted.channel ?? channel, ts: posted.ts };
    await shareFiles(workspace, message, uploads);
    return { message: messageAddress(message), ...(known.channel === undefined && { address }) };
  };

  async function openConversation(workspace: string, { user }: SlackAddress): Promise<string> {
    if (user === undefined) throw new DeliveryError('our-fault', { code: 'bad_address' });
    const opened = await web.call(workspace, 'conversations.open', { users: user });
    const channel = opened.channel?.id;
    if (channel === undefined) throw new DeliveryError('unreachable', { code: 'no_channel' });
    return channel;
  }

  /** The bytes go up before the message is posted: until they are shared, nobody sees them and all can be repeated. */
  async function upload(workspace: string, file: OutgoingFile): Promise<{ id: string; title: string }> {
    const { upload_url, file_id } = await web.call(workspace, 'files.getUploadURLExternal', {
      filename: file.name,
      length: file.bytes.byteLength,
    });
    if (upload_url === undefined || file_id === undefined)
      throw new DeliveryError('unreachable', { code: 'no_upload_address' });
    await web.upload(upload_url, file.bytes);
    return { id: file_id, title: file.name };
  }

  /** When Slack refuses the files, the message is taken back, so that trying again does not say it twice. */
  async function shareFiles(
    workspace: string,
    { channel, ts }: { channel: string; ts: string },
    uploads: readonly { id: string; title: string }[],
  ): Promise<void> {
    const [first, ...rest] = uploads;
    if (first === undefined) return;
    try {
      await web.call(workspace, 'files.completeUploadExternal', {
        files: [first, ...rest],
        channel_id: channel,
      });
    } catch (error) {
      const refused = error instanceof DeliveryError && error.failure !== 'unreachable';
      if (refused) await web.call(workspace, 'chat.delete', { channel, ts }).catch(() => {});
      throw error;
    }
  }

  const update: ChatPort['update'] = async (to, message, card) => {
    const { workspace } = demandAddress(to);
    const { channel, ts } = demandMessage(message);
    await web.call(workspace, 'chat.update', { channel, ts, ...use(renderCard(card)), link_names: false });
  };

  const showHome: ChatPort['showHome'] = async (to, card) => {
    const { workspace, user } = demandAddress(to);
    if (user === undefined) throw new DeliveryError('our-fault', { code: 'bad_address' });
    await web.call(workspace, 'views.publish', { user_id: user, view: use(renderHome(card)) });
  };

  const profile: ChatPort['profile'] = async (workspace, externalId) => {
    const { user } = await web.call(workspace.externalId, 'users.info', { user: externalId });
    const found = readProfile(user, workspace.externalId);
    if (found === undefined) throw new DeliveryError('unreachable', { code: 'no_user' });
    return found;
  };

  async function* people({ externalId }: { externalId: string }): AsyncGenerator<readonly Profile[]> {
    let cursor: string | undefined;
    do {
      const page = await web.call(externalId, 'users.list', {
        limit: peoplePerPage,
        ...(cursor !== undefined && { cursor }),
      });
      yield (page.members ?? []).flatMap((member) => readProfile(member, externalId) ?? []);
      const next = page.response_metadata?.next_cursor;
      cursor = next === undefined || next === '' || next === cursor ? undefined : next;
    } while (cursor !== undefined);
  }

  return {
    platform: slack,
    capabilities: { files: 'upload', home: true },
    send,
    update,
    showHome,
    addressOf: (workspace, externalId) => accountAddress(workspace.externalId, externalId),
    fetchFile: ({ externalId }, url, most) => web.fetchFile(externalId, url, most),
    profile,
    people,
  };
}

function demandAddress(to: Address): SlackAddress {
  const address = readAddress(to);
  if (address === undefined) throw new DeliveryError('our-fault', { code: 'bad_address' });
  return address;
}

function demandMessage(message: MessageAddress): { channel: string; ts: string } {
  const found = readMessageAddress(message);
  if (found === undefined) throw new DeliveryError('our-fault', { code: 'bad_message_address' });
  return found;
}
