/**
 * Files. An app uploads one in three steps, as `filesUploadV2` does: ask for an address, post the bytes, complete. What a
 * person sends, an app fetches with its token. Bytes are kept until the playground stops.
 */

import { isObject, objectsOf, parseJson, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { slackError } from './slack-error.ts';
import { addMessage, channelToWriteTo, newId } from './slack-workspace.ts';
import type { SlackFile, SlackMessage, SlackWorkspace } from './slack-workspace.ts';

export type Uploads = {
  readonly getUrl: (args: JsonObject) => JsonObject;
  /** The bytes posted to the address; `false` for an address that was never given, or was used. */
  readonly receive: (id: string, bytes: Buffer) => boolean;
  readonly complete: (args: JsonObject) => JsonObject;
  /** A person puts a file into a conversation from their device. */
  readonly share: (name: string, bytes: Buffer) => SlackFile;
  /** What was uploaded or shared; `undefined` before the bytes came. */
  readonly bytesOf: (id: string) => Buffer | undefined;
};

type Upload = { readonly name: string; readonly size: number; bytes: Buffer | undefined; completed: boolean };

export function createUploads(workspace: SlackWorkspace, origin: () => string): Uploads {
  const uploads = new Map<string, Upload>();
  const completeOne = (given: JsonObject): SlackFile => {
    const id = textOf(given['id']);
    const upload = uploads.get(id);
    if (upload === undefined || upload.bytes === undefined || upload.completed)
      throw slackError('file_not_found');
    if (upload.bytes.length !== upload.size) throw slackError('file_size_mismatch');
    upload.completed = true;
    const title = textOf(given['title']);
    return {
      id,
      name: upload.name,
      title: title === '' ? upload.name : title,
      size: upload.size,
      mime: mimeOf(upload.name),
    };
  };
  return {
    getUrl: (args) => {
      const name = textOf(args['filename']);
      const size = Number(args['length']);
      if (name === '' || !Number.isInteger(size) || size <= 0) throw slackError('invalid_arguments');
      const id = newId(workspace, 'F');
      uploads.set(id, { name, size, bytes: undefined, completed: false });
      return { upload_url: `${origin()}/upload/v1/${workspace.teamId}/${id}`, file_id: id };
    },
    receive: (id, bytes) => {
      const upload = uploads.get(id);
      if (upload === undefined || upload.bytes !== undefined) return false;
      upload.bytes = bytes;
      return true;
    },
    complete: (args) => {
      const given = objectsOf(typeof args['files'] === 'string' ? parseJson(args['files']) : args['files']);
      if (given.length === 0) throw slackError('invalid_arguments');
      const channelId = textOf(args['channel_id']);
      // A channel's id, never a user's: chat.postMessage takes either, this does not.
      if (/^[UW]/.test(channelId)) throw slackError('invalid_channel');
      const channel = channelId === '' ? undefined : channelToWriteTo(workspace, channelId);
      const files = given.filter(isObject).map(completeOne);
      if (channel !== undefined) {
        addMessage(workspace, channel.id, workspace.botUserId, {
          text: textOf(args['initial_comment']),
          blocks: [],
          files,
          payload: { channel_id: channelId, initial_comment: args['initial_comment'] ?? null, files },
        });
      }
      return { files };
    },
    share: (name, bytes) => {
      const id = newId(workspace, 'F');
      uploads.set(id, { name, size: bytes.length, bytes, completed: true });
      const url = `${origin()}/files-pri/${workspace.teamId}-${id}/download/${encodeURIComponent(name)}`;
      return { id, name, title: name, size: bytes.length, mime: mimeOf(name), url };
    },
    bytesOf: (id) => uploads.get(id)?.bytes,
  };
}

/**
 * A file as events and messages show it, complete as the real ones are:
 * https://docs.slack.dev/reference/objects/file-object (2026-11-22).
 */
export function fileJson(workspace: SlackWorkspace, file: SlackFile, message: SlackMessage): JsonObject {
  const created = Math.floor(Date.parse(message.at) / 1000);
  const type = file.name.includes('.')
    ? file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase()
    : 'text';
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype: file.mime,
    filetype: type,
    pretty_type: type.toUpperCase(),
    user: message.author,
    user_team: workspace.teamId,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...(file.url === undefined
      ? {}
      : { url_private: file.url.replace('/download/', '/'), url_private_download: file.url }),
    permalink: `https://${workspace.teamDomain}.slack.com/files/${message.author}/${file.id}`,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

function mimeOf(name: string): string {
  const known: Record<string, string> = {
    pdf: 'application/pdf',
    ics: 'text/calendar',
    png: 'image/png',
    csv: 'text/csv',
    json: 'application/json',
  };
  return known[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
}
