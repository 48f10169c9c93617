/** Emptying a full outbox: through the queue, the drains, the store and the real adapter, against a bare WebClient loop. */

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { accountAddress, workspaceKey } from '../../adapters/slack/address.ts';
import { renderCard } from '../../adapters/slack/render-card.ts';
import { connectPlainly } from '../../src/store/database.ts';
import { card, text } from '../../src/ui/view.ts';
import type { Card } from '../../src/ui/view.ts';
import { startPeer } from './child.ts';
import { openEngine } from './engine.ts';
import { startFarSide } from './far-side.ts';
import { median, ratios, sayRounds } from './figures.ts';
import { openPopulation } from './population.ts';
import { say, sayLine, table } from './print.ts';
import type { Cell } from './print.ts';
import { startRapport } from './rapport.ts';
import type { BenchServer } from './server.ts';

const messages = 2_000;
const people = 100;
const rounds = 2;
/** Of one organisation five are sent at once, and a worker has eight drains: see deliver.ts and worker.ts. */
const scales = [
  { organisations: 1, atOnce: 5 },
  { organisations: 20, atOnce: 40 },
] as const;

const message: Card<never> = card(
  'Meeting booked for Thursday 3 December, 17:30 (London time)',
  text('You meet Dr Sam Example by video. A calendar entry is on its way to both of you.'),
  text('If you have to cancel, please do so at least a day before.'),
);

export async function benchDelivery(server: BenchServer): Promise<void> {
  const farSide = await startFarSide(people);
  const population = await openPopulation(await server.migrated());
  const admin = await connectPlainly(population.databaseUrl);
  const engine = await openEngine(population, farSide);
  const rapport = await startRapport({ ...population, role: 'worker', farSide });
  const peer = await startPeer('web-client', { botToken: farSide.botToken, apiUrl: farSide.slack.apiUrl });
  const { payload } = renderCard(message);
  const channels = farSide.people.slack.map(({ userId }) => userId.replace(/^U/, 'D'));

  const rows: Cell[][] = [];
  for (const { organisations, atOnce } of scales) {
    const ids: string[] = [];
    for (let number = 0; number < organisations; number += 1)
      ids.push(await anOrganisation(population.store, `T${organisations}X${number}`, farSide));
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const id of ids) await fill(population.store, id, messages / organisations);
      await admin.query('analyze outbox');
      await admin.query(`update outbox set due_at = now() where state = 'pending'`);
      const began = performance.now();
      await Promise.all(
        ids.map((organisationId) => engine.drains.start({ organisationId, platform: 'slack' })),
      );
      for (;;) {
        const { rowCount } = await admin.query(`select from outbox where state = 'pending' limit 1`);
        if (rowCount === 0) break;
        if (performance.now() - began > 120_000)
          throw new Error('The outbox was not emptied within two minutes');
        await pause(20);
      }
      ours.push(performance.now() - began);
      const { tookMs } = (await peer.ask({ channels, payload, count: messages, atOnce })) as {
        tookMs: number;
      };
      theirs.push(tookMs);
      farSide.slack.workspace.state.messages.length = 0; // or the far side would grow slower with every round
    }
    const { rows: lost } = await admin.query(
      `select why, count(*) from outbox where state = 'given-up' group by 1`,
    );
    if (lost.length > 0) throw new Error(`Messages were given up: ${JSON.stringify(lost)}`);
    const perSecond = (ms: number): string => Math.round((messages * 1000) / ms).toString();
    rows.push([
      `${messages.toLocaleString('en-GB')} over ${organisations}`,
      String(atOnce),
      (median(ours) / 1000).toFixed(1),
      perSecond(median(ours)),
      perSecond(median(theirs)),
      sayRounds(ratios(ours, theirs), 1),
    ]);
  }
  say(
    'Delivery',
    'From waking the drains until the last message is recorded as sent, in one worker process, to the pretend Slack without rate limits.',
  );
  table(
    ['Messages over organisations', 'at once', 's', 'a second', 'bare a second', 'time ratio (of rounds)'],
    rows,
  );
  sayLine(
    '\nSlack itself takes about one message a second for each person, and Teams about as many: the platform is the limit.',
  );
  await rapport.stop();
  await peer.stop();
  await engine.close();
  await admin.end();
  await population.close();
  await farSide.stop();
}

type Store = Awaited<ReturnType<typeof openPopulation>>['store'];

const members = new Map<string, readonly string[]>();

async function anOrganisation(
  store: Store,
  workspace: string,
  farSide: Awaited<ReturnType<typeof startFarSide>>,
): Promise<string> {
  const key = workspaceKey(workspace);
  const id = await store.ensureOrganisation({ name: workspace, zone: 'Europe/London', workspaces: [key] });
  const ids: string[] = [];
  const wanted = farSide.people.slack.slice(0, workspace.startsWith('T1X') ? people : 20);
  for (const { userId, name } of wanted) {
    const address = accountAddress(workspace, userId, userId.replace(/^U/, 'D'));
    const kept = await store.keepProfile(
      id,
      { ...key, account: userId },
      { externalId: userId, name },
      address,
    );
    ids.push(kept.id);
  }
  members.set(id, ids);
  return id;
}

/** Due far away, so that nothing begins before everything is there. */
async function fill(store: Store, organisationId: string, count: number): Promise<void> {
  const ids = members.get(organisationId) ?? [];
  const entries = Array.from({ length: count }, (_, at) => ({
    dedupeKey: randomUUID(),
    to: { person: ids[at % ids.length] ?? '' },
    content: { send: message, files: [] },
  }));
  const later = new Date(Date.now() + 24 * 3_600_000);
  for (let at = 0; at < entries.length; at += 500)
    await store.transact(organisationId, (tx) => tx.appendOutbox(entries.slice(at, at + 500), later));
}
