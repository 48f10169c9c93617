import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCard, aPair, aWorld, anOrganisation, noon, update } from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

/** Every row of every table as text, as whoever stole a backup would read it. */
async function dump(): Promise<string> {
  const { rows: tables } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const parts = [];
  for (const { name } of tables) {
    const { rows } = await world.admin.query<{ text: string }>(`select one::text as text from ${name} one`);
    parts.push(...rows.map((row) => row.text));
  }
  return parts.join('\n').toLowerCase();
}

/** The ways in which text could stand in a dump: as it is, or as bytes. */
function shapesOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [text, bytes.toString('hex'), bytes.toString('base64').replaceAll('=', '').slice(0, -2)].map((one) =>
    one.toLowerCase(),
  );
}

test('no confidential text stands in any table: not in records, messages, answers, or what replaced them', async () => {
  const planted = {
    request: 'planted-request-words',
    message: 'planted-proposal-message',
    shared: 'planted-shared-record',
    reflection: 'planted-own-reflection',
    kept: 'planted-kept-record',
    mentorReflection: 'planted-mentor-reflection',
    terms: 'planted-objectives',
    action: 'planted-next-step',
    changed: 'planted-later-words',
    card: 'planted-card-title',
    channel: 'planted-channel-card',
    reply: 'planted-reply-title',
    file: 'planted-file-title',
    given: 'planted-given-up-card',
  };
  const { organisation, request, proposal, mentee } = await aPair(world, planted);
  await organisation.apply(
    update('request', request.id, { words: planted.changed }),
    update('proposal', proposal.id, { message: planted.message }),
  );
  await world.store.transact(organisation.id, async (tx) => {
    await tx.takeEvent('e-1');
    await tx.touchAccount({ ...organisation.slack, account: 'slack-Mina Hart' }, { at: noon });
    await tx.appendOutbox(
      [
        {
          dedupeKey: '1',
          to: { person: mentee },
          content: {
            send: aCard(planted.card),
            slot: 's',
            files: [{ kind: 'calendar', data: { title: planted.file } }],
          },
        },
        {
          dedupeKey: '2',
          to: { channel: { platform: 'teams', workspace: 'x', address: { id: '19:x' }, name: 'Mentoring' } },
          content: { send: aCard(planted.channel), files: [] },
        },
      ],
      noon,
    );
    await tx.keepReply('e-1', { reply: 'answer', inPlace: true, card: aCard(planted.reply) });
  });
  // And one for somebody who cannot be reached.
  const lonely = await anOrganisation(world);
  const unreached = await lonely.person('Una Reach');
  await world.store.transact(lonely.id, async (tx) => {
    await tx.markUnreachable({ ...lonely.slack, account: 'slack-Una Reach' });
    await tx.appendOutbox(
      [{ dedupeKey: '1', to: { person: unreached }, content: { send: aCard(planted.given), files: [] } }],
      noon,
    );
  });

  const everything = await dump();
  expect(everything).toContain('mina hart'); // the dump does show what is not sealed
  const found = Object.values(planted).filter((text) =>
    shapesOf(text).some((shape) => everything.includes(shape)),
  );
  expect(found).toEqual([]);
});
