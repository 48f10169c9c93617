/**
 * An activity as a `ChatEvent`, or as what else it is. Pure and total: whatever JSON comes in, nothing here throws, and
 * nothing in it is believed beyond what it may be. Who somebody is comes from `from.aadObjectId` alone.
 */

import { createHash } from 'node:crypto';
import type { ChatEvent, Deed, SentFile } from '../../src/engine/event.ts';
import {
  channelKey,
  channelOf,
  messageAddress,
  PLATFORM,
  writeAddress,
  type TeamsAddress,
} from './address.ts';
import { readInputs, type Names } from './inputs.ts';
import { FILES, INPUTS, SEARCH_RESULTS } from './limits.ts';
import { isObject, listAt, textAt, valueAt } from './own.ts';

/** How the platform waits: for an answer in the response, for nothing, or for nothing and nobody typed anything. */
export type Way = 'invoke' | 'message' | 'install';

export type ReadEvent = {
  readonly read: 'event';
  readonly event: ChatEvent;
  readonly way: Way;
  /** Where it happened; for a thread of a channel, that thread. */
  readonly place: TeamsAddress & { readonly conversationId: string };
  /** The person, as far as this activity tells where they are. */
  readonly person: TeamsAddress;
  /** Names of the people chosen in a form, by id. */
  readonly names: Names;
  /** The card that was used is a message of its own that held a form. */
  readonly alone: boolean;
};

export type ReadSearch = {
  readonly read: 'search';
  readonly dataset: string;
  readonly typed: string;
  readonly limit: number;
  readonly asker: { readonly tenantId: string; readonly aadObjectId: string };
};

export type Reading = ReadEvent | ReadSearch | { readonly read: 'nothing'; readonly why: string };

export function readActivity(activity: unknown): Reading {
  const who = readWho(activity);
  if (typeof who === 'string') return nothing(who);
  switch (textAt(activity, 'type')) {
    case 'message':
      return readMessage(activity, who);
    case 'invoke':
      return readInvoke(activity, who);
    case 'installationUpdate':
      return readInstallation(activity, who);
    default:
      // `conversationUpdate` comes with every installation too: the installation alone says hello, once.
      return nothing('a kind of activity that asks nothing of us');
  }
}

/** The tenant of an activity; `undefined` where it names none, or two. */
export function tenantOf(activity: unknown): string | undefined {
  const named = [
    textAt(activity, 'conversation', 'tenantId'),
    textAt(activity, 'channelData', 'tenant', 'id'),
  ].filter((tenant) => tenant !== undefined);
  return named.every((tenant) => tenant === named[0]) ? named[0] : undefined;
}

type Who = {
  readonly activityId: string;
  readonly place: TeamsAddress & { readonly conversationId: string };
  readonly person: TeamsAddress;
  readonly aadObjectId: string;
  readonly isPersonal: boolean;
  readonly channelName: string;
};

function readWho(activity: unknown): Who | string {
  const tenantId = tenantOf(activity);
  const serviceUrl = textAt(activity, 'serviceUrl');
  const conversationId = textAt(activity, 'conversation', 'id');
  const activityId = textAt(activity, 'id');
  const aadObjectId = textAt(activity, 'from', 'aadObjectId');
  const userId = textAt(activity, 'from', 'id');
  if (tenantId === undefined || serviceUrl === undefined) return 'no tenant or no service';
  if (conversationId === undefined || activityId === undefined) return 'no conversation or no id';
  if (aadObjectId === undefined || !/^[\w-]{1,64}$/.test(aadObjectId)) return 'nobody of a tenant';
  if (userId === undefined || userId.startsWith('28:')) return 'a bot';

  const botId = textAt(activity, 'recipient', 'id');
  const teamId = textAt(activity, 'channelData', 'team', 'id');
  const service = { serviceUrl, tenantId, ...(botId === undefined ? {} : { botId }) };
  const isPersonal = textAt(activity, 'conversation', 'conversationType') === 'personal';
  return {
    activityId,
    place: { ...service, conversationId, ...(isPersonal || teamId === undefined ? {} : { teamId }) },
    person: { ...service, userId, aadObjectId, ...(isPersonal ? { conversationId } : {}) },
    aadObjectId,
    isPersonal,
    channelName:
      textAt(activity, 'channelData', 'channel', 'name') ??
      textAt(activity, 'channelData', 'team', 'name') ??
      textAt(activity, 'conversation', 'name') ??
      'Channel',
  };
}

function readMessage(activity: unknown, who: Who): Reading {
  const value = valueAt(activity, 'value');
  // A button of a client without universal actions: a message with a value and without words.
  if (isObject(value)) return readCard(activity, who, value, 'message');
  const text = words(activity);
  const attachments = listAt(activity, 'attachments');
  const given = attachments.flatMap((one) => readFile(one, text)).slice(0, FILES);
  const files = given.length > 0 || who.isPersonal ? given : attachments.flatMap(namedFiles).slice(0, FILES);
  if (files.length > 0) return toEvent(activity, who, 'message', who.activityId, { type: 'files', files });
  // Whatever is typed comes a second time as an HTML attachment, the bot's own name alone too.
  const others = attachments.filter((one) => textAt(one, 'contentType') !== 'text/html');
  if (text === '' && others.length > 0 && who.isPersonal) return nothing('a card without words');
  return toEvent(activity, who, 'message', who.activityId, { type: 'words', text });
}

/** What a file comes as: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 (2026-11). */
const fileInfo = 'application/vnd.microsoft.teams.file.download.info';

/**
 * A file, or a picture that was pasted, of which nothing is fetched: only files have an address that works without our
 * token. A picture beside words is an illustration of them.
 */
function readFile(attachment: unknown, text: string): readonly SentFile[] {
  const type = textAt(attachment, 'contentType') ?? '';
  const name = (textAt(attachment, 'name') ?? 'file').slice(0, 200);
  if (type === fileInfo) {
    const key = textAt(attachment, 'content', 'downloadUrl');
    return [{ name, ...(key !== undefined && key.length <= 4_000 && { key }) }];
  }
  if (/^(image|video|audio)\//i.test(type)) return text === '' ? [{ name }] : [];
  return [];
}

/** In a channel a bot is given no file: what was attached there is named in the words' second form alone. */
function namedFiles(attachment: unknown): readonly SentFile[] {
  if (textAt(attachment, 'contentType') !== 'text/html') return [];
  const html = textAt(attachment, 'content') ?? '';
  return Array.from(html.matchAll(/<attachment\s+id=/gi), () => ({ name: 'file' }));
}

function readInvoke(activity: unknown, who: Who): Reading {
  const value = valueAt(activity, 'value');
  switch (textAt(activity, 'name')) {
    case 'adaptiveCard/action': {
      const data = valueAt(value, 'action', 'data');
      return isObject(data) ? readCard(activity, who, data, 'invoke') : nothing('an action without data');
    }
    case 'application/search': {
      const typed = valueAt(value, 'queryText');
      const top = valueAt(value, 'queryOptions', 'top');
      return {
        read: 'search',
        dataset: textAt(value, 'dataset') ?? '',
        typed: typeof typed === 'string' ? typed.slice(0, 100).trim() : '',
        limit:
          typeof top === 'number' && top >= 1 ? Math.min(Math.trunc(top), SEARCH_RESULTS) : SEARCH_RESULTS,
        asker: { tenantId: who.place.tenantId, aadObjectId: who.aadObjectId },
      };
    }
    default:
      return nothing('an invoke that we do not offer');
  }
}

function readCard(activity: unknown, who: Who, data: object, way: Way): Reading {
  const reference = textAt(data, 'rapport', 'ref');
  if (reference === undefined || reference.length > 64) return nothing('a card that is not ours');
  const alone = valueAt(data, 'rapport', 'alone') === true;
  if (valueAt(data, 'rapport', 'form') !== true)
    return { ...toEvent(activity, who, way, who.activityId, { type: 'press', reference }), alone };
  if (valueAt(data, 'rapport', 'cancel') === true)
    return { ...toEvent(activity, who, way, who.activityId, { type: 'dismiss', reference }), alone };

  const instance = textAt(data, 'rapport', 'instance');
  if (instance === undefined || instance.length > 64) return nothing('a form without its instance');
  const { values, names } = readInputs(data, INPUTS);
  // A client that hears nothing in time sends the same form again under another activity id.
  const same = `submit:${instance}:${hash([who.aadObjectId, reference, sorted(values)])}`;
  const submit = { type: 'submit', reference, instance, values } as const;
  return { ...toEvent(activity, who, way, same, submit), names, alone };
}

function readInstallation(activity: unknown, who: Who): Reading {
  if (!who.isPersonal) return nothing('an installation for a team');
  switch (textAt(activity, 'action')) {
    case 'add':
      return toEvent(activity, who, 'install', who.activityId, { type: 'hello' });
    case 'remove':
      return toEvent(activity, who, 'install', who.activityId, { type: 'goodbye' });
    default:
      return nothing('an upgrade');
  }
}

function toEvent(activity: unknown, who: Who, way: Way, id: string, deed: Deed): ReadEvent {
  const { place, person } = who;
  const zone = readZone(activity);
  const name = textAt(activity, 'from', 'name');
  const used = textAt(activity, 'replyToId');
  const fromCard = deed.type === 'press' || deed.type === 'submit' || deed.type === 'dismiss';
  return {
    read: 'event',
    way,
    place,
    person,
    names: {},
    alone: false,
    event: {
      id: deed.type === 'submit' ? id : `${deed.type}:${hash([place.conversationId, id])}`,
      workspace: { platform: PLATFORM, externalId: place.tenantId },
      account: {
        externalId: who.aadObjectId,
        ...(who.isPersonal ? { address: writeAddress(person) } : {}),
        ...(zone === undefined ? {} : { zone }),
        ...(name === undefined ? {} : { name: name.slice(0, 200) }),
      },
      ...(who.isPersonal
        ? {}
        : {
            channel: channelKey(
              { ...place, conversationId: channelOf(place.conversationId) },
              who.channelName.slice(0, 200),
            ),
          }),
      ...(fromCard && used !== undefined
        ? { origin: { message: messageAddress(place.conversationId, used), ephemeral: false } }
        : {}),
      deed,
    },
  };
}

/** What was typed, without the bot's own name before it: `@Rapport ask`, `/mentor ask` and `Mentor ask` are `ask`. */
function words(activity: unknown): string {
  const botId = textAt(activity, 'recipient', 'id');
  let text = textAt(activity, 'text') ?? '';
  for (const entity of listAt(activity, 'entities')) {
    const mention = textAt(entity, 'text');
    const isUs = textAt(entity, 'type') === 'mention' && textAt(entity, 'mentioned', 'id') === botId;
    if (isUs && mention !== undefined) text = text.replaceAll(mention, ' ');
  }
  return text
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/\s+/g, ' ') // no-break spaces too: clients put one after a mention
    .trim()
    .replace(/^\/?mentor(?=\s|$)/i, '')
    .trim()
    .slice(0, 4_000);
}

function readZone(activity: unknown): string | undefined {
  const info = listAt(activity, 'entities').find((entity) => textAt(entity, 'type') === 'clientInfo');
  return [textAt(activity, 'localTimezone'), textAt(info, 'timezone')].find(
    (zone) => zone !== undefined && isZone(zone),
  );
}

function isZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en-GB', { timeZone: zone }) instanceof Object;
  } catch {
    return false;
  }
}

function sorted(values: object): unknown {
  return Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function nothing(why: string): Reading {
  return { read: 'nothing', why };
}
