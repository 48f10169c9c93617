/** The engine with the real store, queues and Slack adapter, in this process: to be called directly, without HTTP. */

import { createSlackAdapter } from '../../adapters/slack/adapter.ts';
import { createAlarm } from '../../jobs/alarm.ts';
import { openConnection } from '../../jobs/connection.ts';
import type { CarrierConnection } from '../../jobs/connection.ts';
import { createDrains } from '../../jobs/drains.ts';
import type { Drains } from '../../jobs/drains.ts';
import { createLoader } from '../../jobs/loader.ts';
import type { Loader } from '../../jobs/loader.ts';
import { systemClock } from '../../src/clock.ts';
import { registry } from '../../src/dialogs/registry.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { createDeliveries } from '../../src/engine/deliver.ts';
import type { ChatEvent, Deed } from '../../src/engine/event.ts';
import type { ChatPort, DrainKey } from '../../src/engine/ports.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { createTurns } from '../../src/engine/turn.ts';
import type { Turns } from '../../src/engine/turn.ts';
import type { Log } from '../../src/log.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import type { FarSide } from './far-side.ts';
import type { Population } from './population.ts';

export type Engine = {
  readonly turns: Turns;
  readonly connection: CarrierConnection;
  readonly loader: Loader;
  readonly drains: Drains;
  readonly drain: (key: DrainKey) => Promise<unknown>;
  /** What a person on Slack does. */
  readonly does: (person: RosterPerson, deed: Deed) => Promise<Reply>;
  readonly close: () => Promise<void>;
};

export async function openEngine(
  { store, databaseUrl }: Population,
  farSide: FarSide,
  redisUrl?: string,
): Promise<Engine> {
  const parts = { clock: systemClock, log };
  const connection = await openConnection({ redisUrl, databaseUrl, log });
  const drains = createDrains({ queue: connection.queue('deliveries'), ...parts });
  const loader = createLoader({ queue: connection.queue('timers'), timers: store.timers, ...parts });
  const alarm = createAlarm({ loader, drains, log });
  const ports = new Map<string, ChatPort>();
  const turns = createTurns({ registry, store, ports, alarm, ...parts });
  const { signingSecret, botToken, slack } = farSide;
  const adapter = createSlackAdapter({
    signingSecret,
    botToken,
    apiUrl: slack.apiUrl,
    ingress: turns,
    ...parts,
  });
  ports.set('slack', adapter.port);
  const documents = createDocuments({ clock: systemClock, linkTo: () => 'http://127.0.0.1/' });
  const { drain } = createDeliveries({ registry, store, ports, documents, ...parts });
  let events = 0;
  return {
    turns,
    connection,
    loader,
    drains,
    drain,
    does: (person, deed) => {
      const event: ChatEvent = {
        id: `bench-${(events += 1)}`,
        workspace: { platform: 'slack', externalId: farSide.teamId },
        account: { externalId: person.userId },
        deed,
      };
      return turns.handle(event);
    },
    close: async () => {
      await turns.settled();
      await connection.close();
    },
  };
}

/** What goes wrong here would make the figures those of something else. */
const log: Log = (level, event) => {
  if ('error' in event && level !== 'info')
    throw new Error(`The benchmark met ${event.type}`, { cause: event.error });
};
