/**
 * Distinct words in every field that somebody could think private, a whole story on both platforms and both carriers,
 * and then a search of everything: who was shown each word, and where it stands.
 */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Redis } from 'ioredis';
import { roster } from '../../adapters/playground/roster.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import { describeError } from '../../src/log.ts';
import { handsOn } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import { watchReaders } from '../support/readers.ts';
import type { Readers } from '../support/readers.ts';
import { findRedis } from '../support/redis.ts';
import type { TestRedis } from '../support/redis.ts';
import * as steps from '../support/steps.ts';

const redisSource = findRedis();

/** Who plays which part. */
type Cast = {
  readonly mentee: string;
  readonly mentor: string;
  /** Declines, and writes to the coordinators alone. */
  readonly quiet: string;
  /** Declines, and writes to the mentee. */
  readonly open: string;
};

const stories: readonly { name: string; cast: Cast; carrier: 'postgres' | 'redis' }[] = [
  {
    name: 'a mentee on Slack and a mentor on Teams, jobs in PostgreSQL',
    cast: { mentee: 'rohan', mentor: 'priya', quiet: 'christina', open: 'bola' },
    carrier: 'postgres',
  },
  {
    name: 'a mentee on Teams and a mentor on Slack, jobs in Redis',
    cast: { mentee: 'lukasz', mentor: 'seyma', quiet: 'bola', open: 'kwame' },
    carrier: 'redis',
  },
];

const coordinators = ['helen', 'grace'];

/**
 * What is written where, who is shown it in this story, and who else may be: whoever wrote it. `sealed`: nowhere in
 * the database as it is. `inChat`: may stand in messages, which the platforms keep.
 */
type Secret = {
  readonly what: string;
  readonly word: string;
  readonly by: keyof Cast;
  readonly shownTo: (cast: Cast) => readonly string[];
  readonly sealed: boolean;
  readonly inChat: boolean;
};

const pair = ({ mentee, mentor }: Cast): string[] => [mentee, mentor];
const asked = ({ mentor, quiet, open }: Cast): string[] => [mentor, quiet, open];

const secrets = {
  request: secret('Planted7391', 'the words of a request', 'mentee', (cast) => [
    ...asked(cast),
    cast.mentee,
    ...coordinators,
  ]),
  toCoordinators: secret(
    'Planted7392',
    'a declining mentor’s words to the coordinators',
    'quiet',
    () => coordinators,
  ),
  toMentee: secret('Planted7393', 'a declining mentor’s words to the mentee', 'open', ({ mentee }) => [
    mentee,
    ...coordinators,
  ]),
  objectives: secret('Planted7394', 'ground rules: objectives', 'mentee', pair, { inChat: false }),
  boundaries: secret('Planted7395', 'ground rules: boundaries', 'mentee', pair, { inChat: false }),
  contact: secret('Planted7396', 'ground rules: contact between meetings', 'mentee', pair, { inChat: false }),
  own: secret(
    'Planted7397',
    'a record that somebody keeps for themselves',
    'mentee',
    ({ mentee }) => [mentee],
    {
      inChat: false,
    },
  ),
  ownReflection: secret('Planted7398', 'a reflection', 'mentee', ({ mentee }) => [mentee], { inChat: false }),
  shared: secret('Planted7399', 'a record that the pair shares', 'mentor', pair, { inChat: false }),
  sharedReflection: secret(
    'Planted7400',
    'a reflection beside a shared record',
    'mentor',
    ({ mentor }) => [mentor],
    {
      inChat: false,
    },
  ),
  step: secret('Planted7401', 'an agreed next step', 'mentor', pair, { inChat: false }),
  goodbye: secret('Planted7402', 'words of goodbye', 'mentee', ({ mentor }) => [mentor]),
  likes: secret(
    'Planted7403',
    'an offer: whom the mentor likes to help',
    'mentor',
    ({ mentor }) => [mentor, ...coordinators],
    {
      sealed: false,
    },
  ),
  usual: secret(
    'Planted7404',
    'an offer: usual times',
    'mentor',
    ({ mentee, mentor }) => [mentee, mentor, ...coordinators],
    {
      sealed: false,
    },
  ),
  question: secret('Planted7405', 'a question before anything is asked', 'mentee', pair),
  answer: secret('Planted7406', 'a mentor’s answer to it', 'mentor', pair),
  declaration: secret('Planted7407', 'what somebody declares of themselves', 'mentee', () => coordinators, {
    inChat: false,
  }),
  outside: secret('Planted7408', 'whom to turn to outside', 'quiet', () => coordinators),
  topics: secret('Planted7409', 'topics for a meeting', 'mentee', pair, { inChat: false }),
  draft: secret('Planted7410', 'ground rules that are not proposed yet', 'mentor', ({ mentor }) => [mentor], {
    inChat: false,
  }),
  closing: secret('Planted7413', 'closing words', 'mentee', ({ mentee }) => [mentee], { inChat: false }),
  closingOfMentor: secret('Planted7414', 'closing words of the other', 'mentor', ({ mentor }) => [mentor], {
    inChat: false,
  }),
  where: secret('Planted7415', 'where somebody moves to', 'mentee', ({ mentee }) => [mentee], {
    inChat: false,
  }),
  contactMe: secret('Planted7411', 'words to a coordinator about the pair', 'mentee', () => coordinators),
  checkIn: secret('Planted7412', 'words at a check-in', 'mentee', ({ mentee }) => [mentee], {
    inChat: false,
  }),
};

function secret(
  word: string,
  what: string,
  by: keyof Cast,
  shownTo: Secret['shownTo'],
  more: { sealed?: boolean; inChat?: boolean } = {},
): Secret {
  return { word, what, by, shownTo, sealed: true, inChat: true, ...more };
}

const all: readonly Secret[] = Object.values(secrets);

describe.each(stories)('$name', ({ cast, carrier }) => {
  const noRedis = carrier === 'redis' && 'skip' in redisSource;
  let app: InsideApp;
  let inside: Inside;
  let readers: Readers;
  let redis: TestRedis | undefined;
  const printed: string[] = [];

  beforeAll(async () => {
    if (noRedis) return;
    if (carrier === 'redis' && 'start' in redisSource) redis = await redisSource.start();
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    app = await startInside({ LOG_LEVEL: 'debug', ...(redis !== undefined && { REDIS_URL: redis.url }) });
    inside = await insideOf(app);
    readers = watchReaders(
      app,
      all.map(({ word }) => word),
    );
    await story({ app, inside }, cast, readers);
    vi.restoreAllMocks();
  }, 90_000);

  afterAll(async () => {
    vi.restoreAllMocks();
    if (noRedis) return;
    await inside.close();
    await app.stop();
    await redis?.stop();
  });

  describe.skipIf(noRedis)('is told', () => {
    test.each(all)('$what: to exactly those whom it is for', ({ word, by, shownTo }) => {
      const author = cast[by];
      const may = [...new Set([author, ...shownTo(cast)])].toSorted();
      const shown = readers.of(word);
      expect(shown.filter((id) => !may.includes(id))).toEqual([]);
      expect(shown.filter((id) => id !== author)).toEqual(
        shownTo(cast)
          .filter((id) => id !== author)
          .toSorted(),
      );
    });

    test.each(all.filter(({ inChat }) => !inChat))(
      '$what: as a passing answer, and in no message that a chat program keeps',
      ({ word }) => {
        expect(readers.keptFor(word)).toEqual([]);
      },
    );

    test('who declined, to nobody but the coordinators, unless they wrote to the mentee', async () => {
      const { messages, home } = await app.client.as(cast.mentee).screen();
      const screen = JSON.stringify([messages, home]);
      expect(screen).not.toContain(steps.nameOf(cast.quiet));
      expect(screen).toContain(steps.nameOf(cast.open));
      for (const id of asked(cast)) {
        const others = asked(cast).filter((other) => other !== id);
        const seen = JSON.stringify(await app.client.as(id).screen());
        for (const other of others) expect(seen, id).not.toContain(steps.nameOf(other));
      }
    });

    test('nothing of it to the channel of the coordinators', () => {
      const { slack, teams } = app.playground;
      const read = JSON.stringify([
        slack.workspace.state.messages.filter(({ channel }) => !channel.startsWith('D')),
        teams.tenant.state.messages.filter(({ conversation }) => conversation.startsWith('19:')),
      ]);
      expect(read).toContain('the week'); // the digest did come
      for (const { word } of all) expect(read).not.toContain(word);
      for (const id of [cast.mentee, cast.mentor]) expect(read).not.toContain(steps.nameOf(id));
    });
  });

  describe.skipIf(noRedis)('is kept', () => {
    test('sealed: no row of any table holds it, nor any job', async () => {
      const rows = await inside.rows();
      expect(rows.some(({ row }) => row.includes(secrets.likes.word))).toBe(true); // an open field would be found
      const found = all
        .filter(({ sealed }) => sealed)
        .flatMap(({ what, word }) =>
          rows
            .filter(({ row }) => shapesOf(word).some((shape) => row.toLowerCase().includes(shape)))
            .map(({ table }) => `${what} in ${table}`),
        );
      expect(found).toEqual([]);
    });

    test('under ids alone: no job and no line of the audit names anybody', async () => {
      const named = roster.people.map(({ name, email }) => [name, email]).flat();
      const rows = (await inside.rows()).filter(
        ({ table }) => table.startsWith('bullmq.') || table === 'audit' || table === 'timer',
      );
      expect(rows.some(({ table }) => table === 'audit')).toBe(true);
      for (const { table, row } of rows) for (const name of named) expect(row, table).not.toContain(name);
    });

    test.skipIf(carrier !== 'redis')('out of Redis: only ids are there', async () => {
      const dump = await dumpOf(redis?.url ?? '');
      expect(dump.length).toBeGreaterThan(100);
      const named = roster.people.map(({ name }) => name);
      for (const word of [...all.map(({ word: one }) => one), ...named]) expect(dump).not.toContain(word);
    });

    test('out of the log at its most talkative, out of what is printed, and out of the metrics', async () => {
      const lines = app.log.map((event) =>
        JSON.stringify('error' in event ? { ...event, error: describeError(event.error) } : event),
      );
      expect(lines.length).toBeGreaterThan(100);
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      expect(metrics).toContain('rapport');
      const words = [...all.map(({ word }) => word), ...roster.people.map(({ name }) => name)];
      for (const word of words) {
        expect(lines.filter((line) => line.includes(word))).toEqual([]);
        expect(printed.filter((text) => text.includes(word))).toEqual([]);
        expect(metrics).not.toContain(word);
      }
    });
  });
});

/** From the offer to the goodbye, with everybody looking at everything that they can open on the way. */
async function story(
  { app, inside }: { readonly app: InsideApp; readonly inside: Inside },
  cast: Cast,
  readers: Readers,
): Promise<void> {
  const { client } = app;
  const { as } = client;
  const [mentee, mentor] = [as(cast.mentee), as(cast.mentor)];
  const look = readers.look;

  await steps.offer(mentor, {
    'Whom do you most like to help?': secrets.likes.word,
    'When are you usually free?': secrets.usual.word,
    [steps.PORTRAIT]: 'Many years of theatre lists.',
  });
  await look();
  await steps.letChoose(inside);
  const question = await steps.askFirst(client, mentee, cast.mentor, secrets.question.word);
  await look();
  await mentor.press('Answer the question', question.id);
  await mentor.submit({ 'Your answer': secrets.answer.word });
  await mentee.sees(new RegExp(secrets.answer.word));
  await look();
  await steps.letChoose(inside, false);

  // What the scheme asks for is no secret; that this person said it of themselves is one. From here it asks for something else.
  await inside.query(`update scheme set kind = 'targeted', eligibility = $1`, [secrets.declaration.word]);
  await steps.ask(client, mentee, {
    'In your own words': secrets.request.word,
    'Can you say this of yourself?': true,
  });
  await look([cast.mentee]);
  await inside.query(`update scheme set eligibility = 'I trained abroad.'`);
  for (const id of coordinators) {
    const triage = await as(id).sees(new RegExp(`${steps.nameOf(cast.mentee)} asks for a mentor`));
    await as(id).press('Read what they offer', triage.id);
    await look();
  }
  await steps.putTo(client, as('helen'), cast.mentee, asked(cast));
  await look();
  await steps.decline(
    as(cast.quiet),
    cast.mentee,
    { text: secrets.toCoordinators.word, share: false },
    { 'Or somebody outside?': secrets.outside.word },
  );
  await look();
  await steps.decline(as(cast.open), cast.mentee, { text: secrets.toMentee.word, share: true });
  await look();
  for (const id of coordinators) {
    const triage = await as(id).sees(new RegExp(`${steps.nameOf(cast.mentee)} asks for a mentor`));
    await as(id).press('Show it with all answers', triage.id);
    await look();
    await as(id).type('/mentor admin');
    await look();
  }
  await steps.accept(mentor, cast.mentee);
  await look();

  await steps.moveUntil(client, 'meeting.did-you-meet');
  await steps.writeRecord(mentee, {
    'What did you discuss': secrets.own.word,
    'Your own reflection': secrets.ownReflection.word,
  });
  await look();
  await steps.settleRules(mentee, mentor, 'Shared by both', {
    'What you hope to achieve': secrets.objectives.word,
    'Boundaries, and roles that could conflict': secrets.boundaries.word,
    'Contact between meetings': secrets.contact.word,
    'Topics are named so many days ahead': 2,
  });
  await look();
  await mentor.press('Read the ground rules');
  await look();
  await mentor.press('Suggest changes to the rules');
  await mentor.submit({ 'What you hope to achieve': secrets.draft.word });
  await look();
  await mentor.act({ dismiss: true });
  await look();

  await steps.openMentoring(mentor, cast.mentee);
  await mentor.press(steps.labelOf(await newest(mentor), /^Book a meeting with/));
  await mentor.submit({
    Date: await steps.dayIn(client, 7),
    Time: '12:30',
    'Where you meet': 'Video call',
  });
  await steps.moveUntil(client, 'preparation.ask');
  const prepare = await mentee.sees(/Before you meet on/);
  await mentee.press(steps.labelOf(prepare, /^Write my topics/), prepare.id);
  await mentee.submit({ 'What you would like to talk about': secrets.topics.word });
  await look();
  await client.move({ by: '12h' });
  const named = await mentor.sees(/names topics/);
  await mentor.press(steps.labelOf(named, /^Topics for/), named.id);
  await look();
  await steps.moveUntil(client, 'meeting.did-you-meet');
  await steps.writeRecord(mentor, {
    'What did you discuss': secrets.shared.word,
    'Your own reflection': secrets.sharedReflection.word,
    'Action 1': secrets.step.word,
    'Action 1 is due on': await steps.dayIn(client, 2),
  });
  await look();
  await mentee.press(steps.labelOf(await mentee.sees(/wrote a record/), /^Read the record/));
  await look();
  for (const [someone, other] of [
    [mentee, cast.mentor],
    [mentor, cast.mentee],
  ] as const) {
    await steps.openMentoring(someone, other);
    await look();
    for (const label of steps.labels(await newest(someone)).filter((one) => one.startsWith('Read the'))) {
      await someone.press(label);
      await look();
      await steps.openMentoring(someone, other);
    }
  }
  await client.move({ by: '3d' });
  await look();

  await Promise.all(
    roster.people.map(async ({ id }) => {
      for (const word of ['privacy', 'meetings', 'record', 'offer', 'ask', 'admin']) {
        await as(id).type(`/mentor ${word}`);
        await look([id]);
        const { form } = await as(id).screen();
        if (form !== null) await as(id).act({ dismiss: true });
      }
    }),
  );
  await mentee.type('/mentor privacy');
  await mentee.press('Send me a copy of my data');
  await look();

  const { id: relationship } = await inside.one<{ id: string }>('select id from relationship');
  // As if the mentee had been asked how it goes, and had answered with one press.
  await inside.query(
    `insert into check_in (organisation_id, id, relationship_id, person_id, asked_at, answer, answered_at, created_at, updated_at)
       select organisation_id, gen_random_uuid(), id, mentee_id, started_at, 'so-so', started_at, now(), now() from relationship`,
  );
  const atCheckIn = { dialog: 'check-in', action: 'words', subject: relationship };
  const written = { words: secrets.checkIn.word };
  await handsOn(app.playground).submit(someone(cast.mentee), await inside.mint(atCheckIn), written);
  await look();
  for (const [reader, other] of [
    [mentee, cast.mentor],
    [mentor, cast.mentee],
  ] as const) {
    const page = await steps.openMentoring(reader, other);
    for (const label of steps.labels(page).filter((one) => one === 'Read my check-ins'))
      await reader.press(label, page.id);
    await look();
  }

  const contact = { dialog: 'watch', action: 'contact-me', subject: relationship };
  const words = { share: 'name', words: secrets.contactMe.word };
  await handsOn(app.playground).submit(someone(cast.mentee), await inside.mint(contact), words);
  await look();

  await mentee.type('/mentor moving');
  await mentee.submit({
    'First day in the new post': await steps.dayIn(client, 30),
    'Where to': secrets.where.word,
    'What becomes of this mentoring': 'Carry on as we are',
  });
  await look();

  await mentee.type('/mentor end');
  await mentee.submit({
    'What you take with you': secrets.closing.word,
    'How it ends': 'It has come to its natural end',
    'A few words to say goodbye': secrets.goodbye.word,
  });
  const told = await mentor.sees(/Your mentoring has ended/);
  await mentor.press('Write my closing words', told.id);
  await mentor.submit({ 'What was achieved': secrets.closingOfMentor.word });
  await look();
  for (const [someone, other] of [
    [mentee, cast.mentor],
    [mentor, cast.mentee],
  ] as const) {
    await steps.openMentoring(someone, other);
    await someone.press('Read my closing words');
    await look();
  }
  await client.move({ by: '8d' });
  await look();
}

function someone(id: string): RosterPerson {
  const person = roster.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`Nobody in the roster is called ${id}`);
  return person;
}

async function newest(someone: ReturnType<InsideApp['client']['as']>) {
  return someone.sees(/./);
}

/** The ways in which text could stand in a row: as it is, or as bytes. */
function shapesOf(word: string): readonly string[] {
  const bytes = Buffer.from(word);
  return [word, bytes.toString('hex'), bytes.toString('base64').replaceAll('=', '').slice(0, -2)].map((one) =>
    one.toLowerCase(),
  );
}

/** Every key of a Redis with all that it holds. */
async function dumpOf(url: string): Promise<string> {
  const client = new Redis(url);
  try {
    const parts: unknown[] = [];
    for (const key of await client.keys('*')) {
      parts.push(key);
      switch (await client.type(key)) {
        case 'hash':
          parts.push(await client.hgetall(key));
          break;
        case 'list':
          parts.push(await client.lrange(key, 0, -1));
          break;
        case 'set':
          parts.push(await client.smembers(key));
          break;
        case 'zset':
          parts.push(await client.zrange(key, '0', '-1'));
          break;
        case 'stream':
          parts.push(await client.xrange(key, '-', '+'));
          break;
        default:
          parts.push(await client.get(key));
      }
    }
    return JSON.stringify(parts);
  } finally {
    client.disconnect();
  }
}
