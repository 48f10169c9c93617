/**
 * Calls to the connector: each is made once, to an allowed host, and ends within its own time limit. Trying again is
 * the outbox's work.
 */

import type { Activity } from 'botbuilder';
import {
  ClaimsIdentity,
  type BotFrameworkAuthentication,
  type ConnectorClient,
} from 'botframework-connector';
import { DeliveryError } from '../../src/errors.ts';
import type { TeamsAddress } from './address.ts';
import type { AdaptiveCard } from './elements.ts';
import { deliveryError, timedOut } from './errors.ts';
import { listAt, textAt } from './own.ts';

export type Place = TeamsAddress & { readonly conversationId: string };

/** A message as we send it. */
export type Outgoing = { readonly summary: string; readonly card: AdaptiveCard } | { readonly text: string };

/** Every method throws `DeliveryError` and nothing else. */
export type Connection = {
  /** Resolves with the id of the message. */
  readonly post: (to: Place, message: Outgoing) => Promise<string>;
  readonly replace: (to: Place, activityId: string, message: Outgoing) => Promise<void>;
  /** The place where this person is reached; opens their chat where it is not known yet. Asking twice opens one. */
  readonly open: (to: TeamsAddress) => Promise<Place>;
  readonly member: (of: Place, memberId: string) => Promise<unknown>;
  readonly members: (of: Place) => AsyncIterable<readonly unknown[]>;
};

export function createConnection(options: {
  appId: string;
  framework: BotFrameworkAuthentication;
  isAllowed: (serviceUrl: string) => boolean;
  timeoutMs: number;
}): Connection {
  const { appId, isAllowed } = options;
  const us = new ClaimsIdentity([
    { type: 'aud', value: appId },
    { type: 'appid', value: appId },
  ]);
  const factory = options.framework.createConnectorFactory(us);

  async function call<T>(
    serviceUrl: string,
    work: (connector: ConnectorClient, limits: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    if (!isAllowed(serviceUrl)) throw new DeliveryError('our-fault', { code: 'service_url_not_allowed' });
    const abandon = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    // Signing in cannot be aborted, so the limit is also raced: whatever comes after it finds the signal raised.
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(timedOut());
        abandon.abort();
      }, options.timeoutMs);
    });
    const attempt = async (): Promise<T> => {
      const connector = callOnce(await factory.create(serviceUrl));
      return work(connector, { abortSignal: abandon.signal });
    };
    try {
      return await Promise.race([attempt(), limit]);
    } catch (error) {
      throw deliveryError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    post: async (to, message) => {
      const sent = await call(to.serviceUrl, (connector, limits) =>
        connector.conversations.sendToConversation(to.conversationId, activity(to, message, appId), limits),
      );
      const id = textAt(sent, 'id');
      // Without its id a message can never be replaced, and it may have been delivered.
      if (id === undefined) throw new DeliveryError('unreachable', { code: 'no_message_id' });
      return id;
    },
    replace: async (to, activityId, message) => {
      await call(to.serviceUrl, (connector, limits) =>
        connector.conversations.updateActivity(
          to.conversationId,
          activityId,
          { ...activity(to, message, appId), id: activityId },
          limits,
        ),
      );
    },
    open: async (to) => {
      const { conversationId } = to;
      if (conversationId !== undefined) return { ...to, conversationId };
      const memberId = to.userId ?? to.aadObjectId;
      if (memberId === undefined) throw new DeliveryError('our-fault', { code: 'nobody_to_write_to' });
      const opened = await call(to.serviceUrl, (connector, limits) =>
        connector.conversations.createConversation(
          {
            isGroup: false,
            bot: { id: to.botId ?? `28:${appId}`, name: '' },
            members: [{ id: memberId, name: '' }],
            tenantId: to.tenantId,
            channelData: { tenant: { id: to.tenantId } },
          },
          limits,
        ),
      );
      const id = textAt(opened, 'id');
      if (id === undefined) throw new DeliveryError('unreachable', { code: 'no_conversation_id' });
      return { ...to, conversationId: id };
    },
    member: (of, memberId) =>
      call<unknown>(of.serviceUrl, (connector, limits) =>
        connector.conversations.getConversationMember(of.conversationId, memberId, limits),
      ),
    members: async function* (of) {
      let continuationToken: string | undefined;
      do {
        // The first page has no token; the SDK's type demands one.
        const from = { pageSize: 200, continuationToken } as { pageSize: number; continuationToken: string };
        const page = await call(of.serviceUrl, (connector, limits) =>
          connector.conversations.getConversationPagedMembers(of.conversationId, { ...from, ...limits }),
        );
        yield listAt(page, 'members');
        const next = textAt(page, 'continuationToken');
        continuationToken = next === continuationToken ? undefined : next; // a page that leads to itself is the last
      } while (continuationToken !== undefined);
    },
  };
}

/**
 * The same client without its own retries: it repeats a POST three times after a 429, a 500 or a dropped connection, and
 * a message whose answer was lost would be delivered twice. Redirects go too, so that the token stays with its host.
 * The SDK has no option for either, so its pipeline is changed, and a pipeline that looks different is refused.
 */
export function callOnce(connector: ConnectorClient): ConnectorClient {
  const { pipeline } = (connector as unknown as Inside).client; // private in the SDK's types, checked just below
  const before = pipeline.getOrderedPolicies().map((policy) => policy.name);
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) {
    if (!before.includes(name))
      throw new Error(`The connector has no ${name} to remove: look at the new SDK.`);
    pipeline.removePolicy({ name });
  }
  return connector;
}

type Inside = {
  readonly client: {
    readonly pipeline: {
      readonly getOrderedPolicies: () => readonly { readonly name: string }[];
      readonly removePolicy: (which: { name: string }) => void;
    };
  };
};

/** The connector refuses messages of its own accord (403) that do not name tenant and person. */
function activity(to: Place, message: Outgoing, appId: string): Partial<Activity> {
  const content =
    'card' in message
      ? {
          summary: message.summary,
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
        }
      : { text: message.text, textFormat: 'plain' };
  return {
    type: 'message',
    from: { id: to.botId ?? `28:${appId}`, name: '' },
    conversation: {
      id: to.conversationId,
      tenantId: to.tenantId,
      isGroup: false,
      name: '',
      conversationType: to.userId === undefined && to.aadObjectId === undefined ? 'channel' : 'personal',
    },
    channelData: { tenant: { id: to.tenantId } },
    ...(to.userId === undefined
      ? {}
      : {
          recipient: {
            id: to.userId,
            name: '',
            ...(to.aadObjectId === undefined ? {} : { aadObjectId: to.aadObjectId }),
          },
        }),
    ...content,
  };
}
