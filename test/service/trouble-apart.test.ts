/** What is wrong at one organisation's platform, or with its token, is that organisation's alone: all others get theirs. */

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startFarSide } from '../bench/far-side.ts';
import { writeAddress } from '../../adapters/teams/address.ts';
import { createTeamsAdapter } from '../../adapters/teams/adapter.ts';
import { systemClock } from '../../src/clock.ts';
import { registry } from '../../src/dialogs/registry.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { createDeliveries } from '../../src/engine/deliver.ts';
import type { DrainKey } from '../../src/engine/ports.ts';
import { createTurns } from '../../src/engine/turn.ts';
import type { LogEvent } from '../../src/log.ts';
import { card, text } from '../../src/ui/view.ts';
import { startBurstApp } from '../support/burst/burst-app.ts';
import type { BurstApp } from '../support/burst/burst-app.ts';
import type { Refusal } from '../support/burst/slack.ts';
import { aWorld } from './store/world.ts';

const slow = { timeout: 60_000, interval: 50 };

describe('on Slack, with the whole worker', () => {
  let app: BurstApp;
  beforeEach(async () => {
    // 40 reminders of the first, 20 of each of the two others.
    app = await startBurstApp({ organisations: 3, reminders: 80 });
  }, 60_000);
  afterEach(() => app.stop());

  const cameTo = (organisation: number): number =>
    app.slack.arrived.filter((one) => one.organisation === organisation).length;
  const holds = async (): Promise<readonly string[]> => {
    const { rows } = await app.admin.query<{ id: string }>(
      'select organisation_id as id from drain where hold_until > now()',
    );
    return rows.map(({ id }) => id);
  };

  test.each<[string, Refusal, number]>([
    ['is told to come back in an hour', { kind: 'too-many', retryAfterSeconds: 3_600 }, 5],
    ['has its token revoked', { kind: 'revoked' }, 10],
    ['gets no answer at all', { kind: 'silent' }, 10],
  ])(
    'one organisation %s: it is left alone, and the others get theirs at once',
    { timeout: 120_000 },
    async (_, refusal, most) => {
      app.slack.answerTo(0, refusal);
      await app.begin();
      await vi.waitFor(() => expect(cameTo(1) + cameTo(2)).toBe(40), slow);
      await vi.waitFor(async () => expect(await holds()).toEqual([app.organisations[0]?.id]), slow);
      expect(cameTo(0)).toBe(0);
      // It is not asked again and again either, whatever waits.
      expect(app.slack.refused(0)).toBeLessThanOrEqual(most);

      app.slack.answerTo(0, undefined);
      const key = { organisationId: app.organisations[0]?.id ?? '', platform: 'slack' };
      await app.store.tryAgain(key, new Date());
      await app.admin.query(
        `update outbox set due_at = now() where state = 'pending' and lease_until is null`,
      );
      await vi.waitFor(() => expect(new Set(app.slack.arrived.map(({ channel }) => channel)).size).toBe(80), {
        timeout: 90_000,
        interval: 100,
      });
    },
  );
});

describe('on Teams, with the real adapter', () => {
  test.each([
    ['is told to come back in an hour', { kind: 'rate-limited', retryAfterSeconds: 3_600 }, 1],
    ['is refused', { kind: 'status', status: 401 }, 50],
    ['gets broken answers', { kind: 'status', status: 500 }, 50],
  ] as const)(
    'one organisation %s: it is left alone, and another gets its messages',
    { timeout: 60_000 },
    async (_, fault, times) => {
      const far = await startFarSide(24);
      const world = await aWorld();
      const log: LogEvent[] = [];
      const parts = {
        registry,
        store: world.store,
        ports: new Map(),
        clock: systemClock,
        log: (_level: string, event: LogEvent) => void log.push(event),
      };
      const ingress = createTurns({ ...parts, alarm: { nudge: async () => {} } });
      const adapter = createTeamsAdapter({
        ingress,
        clock: systemClock,
        log: parts.log,
        channels: world.store.digestChannels,
        appId: far.appId,
        appPassword: 'bench-password',
        appType: 'SingleTenant',
        tenantIds: [far.tenantId],
        openIdMetadataUrl: far.teams.openIdMetadataUrl,
        tokenIssuer: far.teams.tokenIssuer,
        loginUrl: far.teams.loginUrl,
      });
      const { drain } = createDeliveries({
        ...parts,
        ports: new Map([[adapter.port.platform, adapter.port]]),
        documents: createDocuments({ clock: systemClock, linkTo: () => 'http://127.0.0.1/' }),
      });
      try {
        const theirs = await anOrganisation(world.store, far, 0);
        const ours = await anOrganisation(world.store, far, 12);
        far.teams.faults.next('send', fault, times);
        far.teams.faults.next('createConversation', fault, times);
        const { again } = await drain(theirs);
        far.teams.faults.clear();
        await drain(ours);
        expect(await sentOf(world, ours)).toBe(12);
        expect(await sentOf(world, theirs)).toBeLessThan(12);
        // And it waits, instead of being asked again at once.
        expect(again?.getTime()).toBeGreaterThan(Date.now() + 2_000);
        const before = far.teams.calls.length;
        await drain(theirs);
        expect(far.teams.calls).toHaveLength(before);
      } finally {
        await adapter.stop();
        await world.close();
        await far.stop();
      }
    },
  );
});

type Store = Awaited<ReturnType<typeof aWorld>>['store'];

/** Twelve people of the pretend tenant, with a message for each. Their chats are one tenant's, their organisation is not. */
async function anOrganisation(
  store: Store,
  far: Awaited<ReturnType<typeof startFarSide>>,
  from: number,
): Promise<DrainKey> {
  const workspace = { platform: 'teams', externalId: randomUUID() };
  const organisationId = await store.ensureOrganisation({
    name: `From ${from}`,
    zone: 'Europe/London',
    workspaces: [workspace],
  });
  const people: string[] = [];
  for (const { userId, name, aadObjectId = '' } of far.people.teams.slice(from, from + 12)) {
    const address = writeAddress({
      serviceUrl: far.teams.serviceUrl,
      tenantId: far.tenantId,
      aadObjectId,
      userId,
    });
    const kept = await store.keepProfile(
      organisationId,
      { ...workspace, account: aadObjectId },
      { externalId: aadObjectId, name },
      address,
    );
    people.push(kept.id);
  }
  await store.transact(organisationId, (tx) =>
    tx.appendOutbox(
      people.map((person) => ({
        dedupeKey: randomUUID(),
        to: { person },
        content: { send: card('Hello', text('A message.')), files: [] },
      })),
      new Date(),
    ),
  );
  return { organisationId, platform: 'teams' };
}

async function sentOf(
  { admin }: Awaited<ReturnType<typeof aWorld>>,
  { organisationId }: DrainKey,
): Promise<number> {
  const { rowCount } = await admin.query(`select from outbox where organisation_id = $1 and state = 'sent'`, [
    organisationId,
  ]);
  return rowCount ?? 0;
}
