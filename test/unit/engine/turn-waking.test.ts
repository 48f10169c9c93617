import { expect, test, vi } from 'vitest';
import type { Registry } from '../../../src/engine/dialog.ts';
import type { Alarm, Store, TurnTransaction } from '../../../src/engine/ports.ts';
import { createTurns } from '../../../src/engine/turn.ts';
import type { LogEvent } from '../../../src/log.ts';
import { asReference } from '../../../src/ui/reference.ts';
import { card } from '../../../src/ui/view.ts';

const press = { dialog: 'greeting', action: 'greet' };
const registry: Registry = {
  dialogs: [
    {
      name: 'greeting',
      subject: 'person',
      actions: {
        greet: {
          type: 'press',
          may: () => true,
          press: () => ({ effects: [{ effect: 'send', to: { person: 'p1' }, card: card('Hello') }] }),
        },
      },
    },
  ],
  entry: { commands: {}, otherwise: press, hello: press, home: press, files: press },
};

/** One turn with something to send, on a store that knows everybody and keeps nothing. */
function oneTurn(nudge: Alarm['nudge']) {
  const tx: TurnTransaction = {
    findPerson: async () => ({ id: 'p1', name: 'Dr Asha Testwell', zone: 'Europe/London' }),
    takeEvent: async () => ({ taken: true }),
    keepReply: async () => {},
    touchAccount: async () => {},
    markUnreachable: async () => {},
    findReference: async () => undefined,
    mintReferences: async (targets) => targets.map(() => asReference('r1')),
    loadFacts: async () => ({}),
    people: async () => [],
    apply: async () => {},
    appendOutbox: async () => ['chat'],
    changeTimers: async () => {},
    claimTimer: async () => [],
    changeBundle: async () => undefined,
    putBackTimer: async () => {},
    claimHeldTimer: async () => undefined,
    audit: async () => {},
  };
  const store = {
    findOrganisation: async () => 'o1',
    transact: async (_: string, work: (one: TurnTransaction) => Promise<unknown>) => work(tx),
  } as unknown as Store; // all that a turn of somebody known asks of it
  const log: LogEvent[] = [];
  const turns = createTurns({
    registry,
    store,
    ports: new Map(),
    alarm: { nudge },
    clock: { now: () => new Date('2026-11-29T10:00:00Z') },
    log: (_, event) => void log.push(event),
  });
  const reply = turns.handle({
    id: 'e1',
    workspace: { platform: 'chat', externalId: 'w1' },
    account: { externalId: 'a1' },
    deed: { type: 'words', text: 'hello' },
  });
  return { turns, reply, log };
}

test('whoever waits for a reply does not wait for the queue; stopping does', async () => {
  let wake: (() => void) | undefined;
  const nudge = vi.fn<Alarm['nudge']>(
    () =>
      new Promise((done) => {
        wake = done;
      }),
  );
  const { turns, reply } = oneTurn(nudge);
  expect(await reply).toEqual({ reply: 'ack' });
  expect(nudge).toHaveBeenCalledExactlyOnceWith('o1', { outbox: ['chat'], timers: false });
  let stopped = false;
  const stopping = turns.settled().then(() => {
    stopped = true;
  });
  await new Promise((done) => {
    setImmediate(done);
  });
  expect(stopped).toBe(false);
  wake?.();
  await stopping;
});

test('a queue that is broken costs a line in the log, not the reply', async () => {
  const { turns, reply, log } = oneTurn(() => Promise.reject(new Error('no queue')));
  expect(await reply).toEqual({ reply: 'ack' });
  await turns.settled();
  expect(log.map(({ type }) => type)).toContain('alarm_failed');
});
