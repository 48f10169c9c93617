/** Activities as Teams sends them, shortened to what a bot can see; people and places are made up. */

export const TENANT = 'tenant-one';
export const BOT = '28:11111111-2222-3333-4444-555555555555';

export type Activity = Record<string, unknown>;

export type Where = { readonly serviceUrl: string; readonly channel?: boolean; readonly who?: string };

let count = 0;

/** What every activity has. Each has an id of its own unless a test says otherwise. */
function anActivity(where: Where, rest: Activity): Activity {
  const who = where.who ?? 'ada';
  const inChannel = where.channel === true;
  count += 1;
  return {
    id: `f:${count}`,
    channelId: 'msteams',
    serviceUrl: where.serviceUrl,
    timestamp: '2026-11-22T10:00:00.000Z',
    localTimezone: 'Europe/London',
    from: { id: `29:${who}`, name: `Dr ${who}`, aadObjectId: who },
    recipient: { id: BOT, name: 'Rapport' },
    conversation: inChannel
      ? {
          id: '19:general@thread.tacv2;messageid=1699999999999',
          conversationType: 'channel',
          isGroup: true,
          tenantId: TENANT,
        }
      : { id: `a:chat-of-${who}`, conversationType: 'personal', tenantId: TENANT },
    channelData: inChannel
      ? {
          tenant: { id: TENANT },
          team: { id: '19:general@thread.tacv2', name: 'Mentoring' },
          channel: { id: '19:general@thread.tacv2', name: 'Announcements' },
        }
      : { tenant: { id: TENANT } },
    ...rest,
  };
}

export function aMessage(where: Where, text: string, rest: Activity = {}): Activity {
  return anActivity(where, { type: 'message', text, textFormat: 'plain', ...rest });
}

/** A message in a channel, where the bot hears only what names it. */
export function aMention(where: Where, text: string): Activity {
  const mention = { type: 'mention', mentioned: { id: BOT, name: 'Rapport' }, text: '<at>Rapport</at>' };
  return aMessage({ ...where, channel: true }, `<at>Rapport</at>\u00a0${text}`, { entities: [mention] });
}

/** A button of a card, pressed in a client with universal actions. */
export function anExecute(where: Where, data: object, rest: Activity = {}): Activity {
  return anActivity(where, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: '1698888888888',
    value: { action: { type: 'Action.Execute', verb: 'rapport.press', data }, trigger: 'manual' },
    ...rest,
  });
}

/** The same button in a client without them: a message with a value and no words. */
export function aSubmit(where: Where, data: object): Activity {
  return anActivity(where, { type: 'message', replyToId: '1698888888888', value: data });
}

export function aSearch(where: Where, dataset: string, typed: string): Activity {
  return anActivity(where, {
    type: 'invoke',
    name: 'application/search',
    value: { kind: 'search', queryText: typed, queryOptions: { skip: 0, top: 15 }, dataset },
  });
}

export function anInstallation(where: Where, action: string): Activity {
  return anActivity(where, { type: 'installationUpdate', action });
}

export function aConversationUpdate(where: Where): Activity {
  return anActivity(where, { type: 'conversationUpdate', membersAdded: [{ id: BOT }] });
}
