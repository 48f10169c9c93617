/** What a person waits for: a command and a form through the real adapters, against bare apps of the same SDKs. */

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import { signatureOf } from '../../adapters/playground/slack-delivery.ts';
import { connectPlainly } from '../../src/store/database.ts';
import { startPeer } from './child.ts';
import type { Child } from './child.ts';
import { cpuMs } from './cpu.ts';
import { startFarSide } from './far-side.ts';
import type { FarSide } from './far-side.ts';
import { figuresOf, median, ratios, sayRounds } from './figures.ts';
import { createGun } from './load.ts';
import type { Gun, Shot } from './load.ts';
import { aPair, openPopulation, populate } from './population.ts';
import { say, sayLine, table } from './print.ts';
import type { Cell } from './print.ts';
import { startRapport } from './rapport.ts';
import type { BenchServer } from './server.ts';

/** Each deed is sent so often in a round, so many at once, in so many rounds of each side. */
const loads = [
  { atOnce: 1, count: 32 },
  { atOnce: 16, count: 64 },
] as const;
const rounds = 4;
const warmUp = 64;
/** Of 3 seconds that both platforms wait. */
const budgetMs = 1_000;

const askers = 48;
const mark = 'BENCHMARKED-WORDS-0000000';

type Deed = {
  readonly name: string;
  /** The nth request. Those of one round are by different people, as far as there are people. */
  readonly shoot: (n: number) => Shot;
};

export async function benchTurns(server: BenchServer): Promise<void> {
  const farSide = await startFarSide(askers + 24);
  const population = await openPopulation(await server.migrated());
  const organisation = await populate(population, farSide);
  for (const people of [farSide.people.slack, farSide.people.teams]) {
    const paired = people.slice(4, 24);
    for (let at = 0; at + 1 < paired.length; at += 2)
      await organisation.apply(
        ...aPair(organisation, paired[at] as RosterPerson, paired[at + 1] as RosterPerson),
      );
  }
  const rapport = await startRapport({ ...population, role: 'web', farSide });
  const admin = await connectPlainly(population.databaseUrl);
  await admin.query('analyze');
  /** Everybody may ask again. */
  const forget = async (): Promise<void> => {
    await admin.query(`update request set state = 'withdrawn' where state in ('waiting', 'proposed')`);
    await admin.query(`update timer set state = 'cancelled' where state = 'pending'`);
  };

  say(
    'Turns',
    'One request over HTTP until its answer, with signature or token, kept connections. Rapport runs as role `web`, the bare app as it is;',
    'both in a process of their own, on the same PostgreSQL. The bare app writes one row and answers with the very bytes that Rapport does.',
  );
  const rows: Cell[][] = [];
  farSide.pointTo(rapport.url);
  const slack = { url: `${rapport.url}/slack/events`, deeds: await slackDeeds(farSide) };
  const teams = { url: `${rapport.url}/api/messages`, deeds: await teamsDeeds(farSide) };
  farSide.pointTo('http://127.0.0.1:1');
  for (const [platform, { url, deeds }] of Object.entries({ slack, teams })) {
    const ours = createGun(url);
    await forget();
    const answers = await answersOf(ours, deeds, platform, farSide);
    await forget();
    const peer = await startBare(platform, { databaseUrl: await server.empty(), answers, farSide });
    const { url: peerUrl } = peer.ready as { url: string }; // the peers of this folder say so
    const theirs = createGun(new URL(new URL(url).pathname, peerUrl).href);
    const sides = {
      ours: { gun: ours, pid: rapport.pid },
      theirs: { gun: theirs, pid: peer.process.pid ?? 0 },
    };
    for (const deed of deeds) rows.push(...(await compare(platform, deed, sides, forget)));
    ours.close();
    theirs.close();
    await peer.stop();
  }
  table(
    [
      'Turn',
      'at once',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'per second',
      'CPU ms',
      'bare p50 ms',
      'bare CPU ms',
      'p50 ratio (of rounds)',
      'p99 of budget',
    ],
    rows,
  );
  sayLine(
    `\nBudget: ${budgetMs} ms of the 3000 that both platforms wait. CPU: of the app's process alone, per request.`,
  );
  await rapport.stop();
  await admin.end();
  await population.close();
  await farSide.stop();
}

type Side = { readonly gun: Gun; readonly pid: number };

async function compare(
  platform: string,
  { name, shoot }: Deed,
  sides: { readonly ours: Side; readonly theirs: Side },
  forget: () => Promise<void>,
): Promise<Cell[][]> {
  let n = 0;
  const next = (): Shot => shoot(n++);
  const all = [sides.ours, sides.theirs];
  for (const { gun } of all) {
    await gun.fire(next, warmUp, 8);
    await forget();
  }
  const rows: Cell[][] = [];
  for (const { atOnce, count } of loads) {
    const took = { ours: [] as number[], theirs: [] as number[] };
    const p50 = { ours: [] as number[], theirs: [] as number[] };
    const perSecond = { ours: [] as number[], theirs: [] as number[] };
    const cpu = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      // Whoever goes first may find the machine in another state: they take turns at that, too.
      const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
      for (const side of order) {
        const { gun, pid } = sides[side];
        const before = cpuMs(pid);
        const load = await gun.fire(next, count, atOnce);
        cpu[side].push(((cpuMs(pid) ?? Number.NaN) - (before ?? Number.NaN)) / count);
        took[side].push(...load.took);
        p50[side].push(figuresOf(load.took).p50);
        perSecond[side].push(load.perSecond);
        if (side === 'ours') await forget();
      }
    }
    const ours = figuresOf(took.ours);
    const theirs = figuresOf(took.theirs);
    rows.push([
      `${platform}: ${name}`,
      String(atOnce),
      ours.p50,
      ours.p95,
      ours.p99,
      Math.round(median(perSecond.ours)).toString(),
      median(cpu.ours),
      theirs.p50,
      median(cpu.theirs),
      sayRounds(ratios(p50.ours, p50.theirs), 1),
      `${((100 * ours.p99) / budgetMs).toFixed(0)} %`,
    ]);
  }
  return rows;
}

/** What Rapport answers to each, for the bare app to answer with. */
async function answersOf(
  gun: Gun,
  deeds: readonly Deed[],
  platform: string,
  farSide: FarSide,
): Promise<Readonly<Record<string, string>>> {
  const answers: Record<string, string> = {};
  for (const { name, shoot } of deeds) {
    const { answer } = await gun.fire(() => shoot(900_000 + Math.floor(Math.random() * 90_000)), 1, 1);
    const card = farSide.teams.tenant.state.messages.at(-1)?.activity['attachments'];
    const shown =
      platform === 'teams' && name !== 'submit'
        ? JSON.stringify((card as { content: unknown }[])[0]?.content)
        : answer;
    answers[name] = shown;
  }
  return answers;
}

function startBare(
  platform: string,
  {
    databaseUrl,
    answers,
    farSide,
  }: { databaseUrl: string; answers: Readonly<Record<string, string>>; farSide: FarSide },
): Promise<Child> {
  if (platform === 'slack')
    return startPeer('bolt', { databaseUrl, answers, signingSecret: farSide.signingSecret });
  return startPeer('botbuilder', {
    databaseUrl,
    answers,
    appId: farSide.appId,
    appPassword: farSide.env['TEAMS_APP_PASSWORD'],
    tenantId: farSide.tenantId,
    openIdMetadataUrl: farSide.teams.openIdMetadataUrl,
    tokenIssuer: farSide.teams.tokenIssuer,
    loginUrl: farSide.teams.loginUrl,
  });
}

async function slackDeeds(farSide: FarSide): Promise<readonly Deed[]> {
  const people = farSide.people.slack;
  const signed = (body: string): Shot => ({
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...signatureOf(farSide.signingSecret, body),
    },
  });
  const command = async (words: string): Promise<Deed> => {
    const paired = people.slice(4, 24);
    const recorded = await farSide.record(paired[0] as RosterPerson, { command: `/mentor ${words}` });
    return {
      name: words,
      shoot: (n) => {
        const fields = new URLSearchParams(recorded);
        fields.set('trigger_id', `bench.${randomUUID()}`);
        fields.set('user_id', paired[n % paired.length]?.userId ?? '');
        return signed(fields.toString());
      },
    };
  };
  const forms = await recordForms(farSide, people.slice(24), '/mentor ask');
  return [
    await command('help'),
    await command('meetings'),
    {
      name: 'submit',
      shoot: (n) => {
        const recorded = forms[n % forms.length] ?? '';
        const payload = new URLSearchParams(recorded).get('payload') ?? '';
        return signed(new URLSearchParams({ payload: marked(payload, n) }).toString());
      },
    },
  ];
}

async function teamsDeeds(farSide: FarSide): Promise<readonly Deed[]> {
  const { issuer, serviceUrl } = farSide.teams;
  const people = farSide.people.teams;
  // As Teams does, one token serves for many activities.
  const token = issuer.sign({ aud: farSide.appId, serviceurl: serviceUrl });
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` };
  const command = async (words: string): Promise<Deed> => {
    const paired = people.slice(4, 24);
    const recorded: string[] = [];
    for (const person of paired) recorded.push(await farSide.record(person, { command: words }));
    return { name: words, shoot: (n) => ({ headers, body: withId(recorded[n % recorded.length] ?? '') }) };
  };
  const forms = await recordForms(farSide, people.slice(24), 'ask');
  return [
    await command('help'),
    await command('meetings'),
    {
      name: 'submit',
      shoot: (n) => ({ headers, body: marked(withId(forms[n % forms.length] ?? ''), n) }),
    },
  ];
}

/** Opens everybody's form through the real app, fills it in, and keeps what their client would send. */
async function recordForms(
  farSide: FarSide,
  people: readonly RosterPerson[],
  command: string,
): Promise<readonly string[]> {
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const forms: string[] = [];
  for (const person of people) {
    const { client } = person.platform === 'slack' ? farSide.slack : farSide.teams;
    await client.act(person.id, { command });
    // The request is answered before the form is opened.
    for (const deadline = Date.now() + 5_000; client.screen(person.id).form === null; await pause(5))
      if (Date.now() > deadline) throw new Error(`No form was opened for ${person.id}`);
    forms.push(
      await farSide.record(person, {
        submit: {
          'What would you most like help with?': ['Exams and ARCP', 'Workload and balance'],
          'In your own words': mark,
          'First choice: date': day,
          'First choice: time': '17:30',
          'Second choice: date': day,
          'Second choice: time': '12:30',
          'Does your line manager know that you are asking?': 'I would rather not say',
        },
      }),
    );
  }
  return forms;
}

/** Other words make it another deed: the same form sent twice is answered once. */
function marked(recorded: string, n: number): string {
  return recorded.replaceAll(mark, `${mark.slice(0, -7)}${String(n % 1e7).padStart(7, '0')}`);
}

/** Another activity id makes it another activity. */
function withId(recorded: string): string {
  return recorded.replace(/"id":"\d+"/, `"id":"${Math.floor(Math.random() * 1e15)}"`);
}
