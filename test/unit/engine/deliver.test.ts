import { beforeEach, describe, expect, test } from 'vitest';
import { createDeliveries } from '../../../src/engine/deliver.ts';
import type {
  ChatPort,
  Documents,
  DrainKey,
  LeasedEntry,
  OutboxStore,
  Store,
} from '../../../src/engine/ports.ts';
import { asMessageAddress } from '../../../src/engine/terms.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { LogEvent } from '../../../src/log.ts';
import { asReference } from '../../../src/ui/reference.ts';
import { button, buttons, card, text } from '../../../src/ui/view.ts';

const key: DrainKey = { organisationId: 'org', platform: 'p' };
const now = new Date('2026-12-01T09:00:00Z');
const inMs = (ms: number): Date => new Date(now.getTime() + ms);

function entryWith(content: LeasedEntry['content'], attempts = 0): LeasedEntry {
  return {
    id: 'row',
    organisationId: 'org',
    attempts,
    wantedAt: inMs(-90_000),
    workspace: { platform: 'p', externalId: 'W' },
    recipient: { accountId: 'a', personId: 'someone' },
    address: { dm: 'D1' },
    content,
  };
}

const toSend = (attempts = 0): LeasedEntry =>
  entryWith(
    { send: card('Reminder', buttons(button('Reschedule', asReference('r1')))), files: [] },
    attempts,
  );

/** How many rows a drain is given at once. */
let atOnce: number;
/** What the drain told the outbox, in order. */
let told: unknown[];
let logged: LogEvent[];

function drainOf(
  entries: LeasedEntry[],
  port: Partial<ChatPort>,
  owned = true,
  make: Documents['make'] = (spec, reader) =>
    Promise.resolve({
      name: `${spec.kind} for ${reader?.personId ?? 'all'}`,
      mime: 'text/plain',
      bytes: new Uint8Array([1]),
    }),
): Promise<{ again: Date | undefined }> {
  const waiting = [...entries];
  const outbox: OutboxStore = {
    lease: () => Promise.resolve(owned ? waiting.splice(0, atOnce) : undefined),
    disown: () => Promise.resolve(waiting.length > 0 ? now : undefined),
    putBack: (entries) => {
      told.push({ putBack: entries.map(({ id }) => id) });
      return Promise.resolve();
    },
    holdLonger: (_, wait) => {
      told.push({ holdLonger: wait });
      return Promise.resolve(wait.firstMs);
    },
    sent: (entry, result) => {
      told.push({ sent: entry.id, ...result });
      return Promise.resolve();
    },
    retryAt: (_, at, why) => {
      told.push({ retryAt: at, why });
      return Promise.resolve();
    },
    giveUp: (_, why, unreachable) => {
      told.push({ giveUp: why, unreachable });
      return Promise.resolve();
    },
    holdUntil: (_, at) => {
      told.push({ holdUntil: at });
      return Promise.resolve();
    },
    nextDue: () => Promise.resolve(undefined),
    waiting: () => Promise.resolve([]),
  };
  const full: ChatPort = {
    platform: 'p',
    capabilities: { files: 'upload', home: false },
    send: () => Promise.resolve({ message: asMessageAddress('m1') }),
    update: () => Promise.resolve(),
    showHome: () => Promise.resolve(),
    fetchFile: () => {
      throw new Error('not used');
    },
    addressOf: () => ({}),
    profile: () => Promise.reject(new Error('not used')),
    people: () => {
      throw new Error('not used');
    },
    ...port,
  };
  const { drain } = createDeliveries({
    // Only the outbox is used by what these tests send.
    store: { outbox } as unknown as Store,
    registry: {
      dialogs: [],
      entry: {
        commands: {},
        otherwise: { dialog: 'd', action: 'a' },
        hello: { dialog: 'd', action: 'a' },
        home: { dialog: 'd', action: 'a' },
        files: { dialog: 'd', action: 'a' },
      },
    },
    ports: new Map([['p', full]]),
    documents: {
      make,
      nameOf: (spec) => `${spec.kind}.ics`,
      linkTo: (spec, expiresAt, reader) =>
        `https://example.org/${spec.kind}?until=${expiresAt.toISOString()}&for=${reader?.personId ?? 'all'}`,
    },
    clock: { now: () => now },
    log: (_, event) => logged.push(event),
  });
  return drain(key);
}

function many(count: number): LeasedEntry[] {
  return Array.from({ length: count }, (_, n) => ({ ...toSend(), id: `row${n}` }));
}

function refusing(error: unknown): Partial<ChatPort> {
  return { send: () => Promise.reject(error) };
}

beforeEach(() => {
  atOnce = 1;
  told = [];
  logged = [];
});

test('what was sent is recorded with where it is and where the person was found', async () => {
  await drainOf([toSend()], {
    send: () => Promise.resolve({ message: asMessageAddress('m7'), address: { dm: 'D7' } }),
  });
  expect(told).toEqual([{ sent: 'row', message: 'm7', address: { dm: 'D7' }, at: now }]);
});

test('a drain that another one owns does nothing', async () => {
  expect(await drainOf([toSend()], {}, false)).toEqual({ again: undefined });
  expect(told).toEqual([]);
});

describe('when the platform says no', () => {
  test('too many requests: this row waits as long as it was told, and so does the organisation', async () => {
    const error = new DeliveryError('retry-at', { code: 'ratelimited', retryAfterMs: 30_000 });
    await drainOf([toSend()], refusing(error));
    expect(told).toEqual([{ retryAt: inMs(30_000), why: 'ratelimited' }, { holdUntil: inMs(30_000) }]);
  });

  test.each([
    [0, 5_000],
    [1, 10_000],
    [4, 80_000],
    [10, 3_600_000],
  ])(
    'no answer after %i attempts: tried again in %i ms, and reported as uncertain',
    async (attempts, wait) => {
      await drainOf([toSend(attempts)], refusing(new DeliveryError('unreachable', { code: 'timeout' })));
      expect(told).toEqual([{ retryAt: inMs(wait), why: 'timeout' }]);
      expect(logged.map((event) => event.type)).toEqual(['delivery_uncertain', 'delivery_retry']);
    },
  );

  test('no answer for about three days: given up, and an operator can see it', async () => {
    await drainOf([toSend(79)], refusing(new DeliveryError('unreachable', { code: 'timeout' })));
    expect(told).toEqual([{ giveUp: 'timeout', unreachable: false }]);
    expect(logged.at(-1)).toMatchObject({ type: 'delivery_given_up', code: 'timeout' });
  });

  test('a secret that has run out: tried again every quarter of an hour, for about three days', async () => {
    const refused = refusing(new DeliveryError('forbidden', { code: 'token_expired' }));
    await drainOf([toSend(286)], refused);
    expect(told).toEqual([{ retryAt: inMs(900_000), why: 'token_expired' }]);
    told = [];
    await drainOf([toSend(287)], refused);
    expect(told).toEqual([{ giveUp: 'token_expired', unreachable: false }]);
  });

  test('too many requests: what was leased besides is put back untried', async () => {
    atOnce = 20;
    let asked = 0;
    await drainOf(many(20), {
      send: () => {
        asked += 1;
        return Promise.reject(new DeliveryError('retry-at', { code: 'ratelimited', retryAfterMs: 30_000 }));
      },
    });
    expect(asked).toBe(5);
    expect(told.at(-1)).toEqual({
      putBack: many(20)
        .slice(5)
        .map(({ id }) => id),
    });
  });

  test.each([
    ['unreachable', 'timeout', { firstMs: 5_000, longestMs: 300_000 }],
    ['forbidden', 'token_revoked', { firstMs: 900_000, longestMs: 900_000 }],
  ] as const)(
    'five in a row %s: the rest of this organisation is not tried, and waits',
    async (failure, code, wait) => {
      atOnce = 20;
      let asked = 0;
      await drainOf(many(30), {
        send: () => {
          asked += 1;
          return Promise.reject(new DeliveryError(failure, { code }));
        },
      });
      expect(asked).toBeLessThan(10);
      expect(told.filter((one) => 'holdLonger' in (one as object))).toEqual([{ holdLonger: wait }]);
      expect(logged).toContainEqual(
        expect.objectContaining({ type: 'delivery_held', organisationId: 'org', code, waitMs: wait.firstMs }),
      );
    },
  );

  test('one that gets through between those that fail says that the platform is there', async () => {
    let asked = 0;
    await drainOf(many(20), {
      send: () => {
        asked += 1;
        return asked % 4 === 0
          ? Promise.resolve({ message: asMessageAddress('m1') })
          : Promise.reject(new DeliveryError('unreachable', { code: 'timeout' }));
      },
    });
    expect(asked).toBe(20);
    expect(told).not.toContainEqual(expect.objectContaining({ holdLonger: expect.anything() as unknown }));
  });

  test('the person is gone: nothing more is tried until they are seen again', async () => {
    await drainOf([toSend()], refusing(new DeliveryError('gone', { code: 'account_inactive' })));
    expect(told).toEqual([{ giveUp: 'account_inactive', unreachable: true }]);
  });

  test('a deleted message that should be revised says nothing about its reader', async () => {
    const update = entryWith({ update: card('Answered'), message: asMessageAddress('m1') });
    await drainOf([update], {
      update: () => Promise.reject(new DeliveryError('gone', { code: 'message_not_found' })),
    });
    expect(told).toEqual([{ giveUp: 'message_not_found', unreachable: false }]);
  });

  test('something we made is refused: given up at once', async () => {
    await drainOf([toSend()], refusing(new DeliveryError('our-fault', { code: 'invalid_blocks' })));
    expect(told).toEqual([{ giveUp: 'invalid_blocks', unreachable: false }]);
  });

  test('a fault of our own does not stop the rows of others', async () => {
    await drainOf([toSend(), { ...toSend(), id: 'row2' }], {
      send: (() => {
        let first = true;
        return () => {
          if (!first) return Promise.resolve({ message: asMessageAddress('m2') });
          first = false;
          return Promise.reject(new TypeError('a bug'));
        };
      })(),
    });
    expect(told).toEqual([
      { giveUp: 'TypeError', unreachable: false },
      { sent: 'row2', message: 'm2', at: now },
    ]);
  });
});

test('a revision of a message that was never sent is simply done', async () => {
  let updated = 0;
  await drainOf([entryWith({ update: card('Answered'), message: undefined })], {
    update: () => {
      updated += 1;
      return Promise.resolve();
    },
  });
  expect(updated).toBe(0);
  expect(told).toEqual([{ sent: 'row', at: now }]);
});

describe('files', () => {
  const withFile = entryWith({ send: card('Booked'), files: [{ kind: 'calendar', data: {} }] });

  test('go along where the platform takes them, made for whoever gets the message', async () => {
    const sent: unknown[] = [];
    await drainOf([withFile], {
      send: (_, message) => {
        sent.push(message.files.map((file) => file.name));
        return Promise.resolve({ message: asMessageAddress('m1') });
      },
    });
    expect(sent).toEqual([['calendar for someone']]);
  });

  test('that the person may not have any more are not sent, and they are told', async () => {
    const sent: unknown[] = [];
    const gone = Object.assign(new Error('Ask for a new one.'), { name: 'GoneError' });
    const port: Partial<ChatPort> = {
      send: (_, message) => {
        sent.push(message);
        return Promise.resolve({ message: asMessageAddress('m1') });
      },
    };
    await drainOf([withFile], port, true, () => Promise.reject(gone));
    expect(sent).toEqual([{ files: [], card: card('Booked', text('Ask for a new one.')) }]);
  });

  test.each([
    [0, 'retryAt'],
    [11, 'giveUp'],
  ])('that cannot be made, as the database may be away, after %i attempts: %s', async (attempts, then) => {
    await drainOf([{ ...withFile, attempts }], {}, true, () => Promise.reject(new TypeError('away')));
    expect(told).toMatchObject([{ [then]: expect.anything() as unknown }]);
  });

  test('whose message meets a fault of our own on its way are given up at once: they may have arrived', async () => {
    await drainOf([withFile], refusing(new TypeError('a bug')));
    expect(told).toEqual([{ giveUp: 'TypeError', unreachable: false }]);
  });

  test('become an expiring link of the one who gets the message where it does not', async () => {
    const sent: unknown[] = [];
    await drainOf([withFile], {
      capabilities: { files: 'link', home: false },
      send: (_, message) => {
        sent.push(message);
        return Promise.resolve({ message: asMessageAddress('m1') });
      },
    });
    expect(sent).toEqual([
      {
        files: [],
        card: card(
          'Booked',
          buttons({
            type: 'link',
            label: 'Download calendar.ics',
            url: 'https://example.org/calendar?until=2026-12-15T09:00:00.000Z&for=someone',
          }),
        ),
      },
    ]);
  });
});
