/** What is delivered more than once happens once, and is answered alike every time; what is forged does not happen. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chance } from '../support/crash-chance.ts';
import { askForHelp } from '../support/crash-deeds.ts';
import { messageWith } from '../support/crash-person.ts';
import type { CrashPerson } from '../support/crash-person.ts';
import type { Answer, Carried } from '../support/crash-wire.ts';
import { aWorld, changes } from '../support/crash-world.ts';
import type { World } from '../support/crash-world.ts';

describe.each([2, 5, 20])('everything is delivered %i times at once', (copies) => {
  const random = chance(`Delivered ${copies} times at once, then again in another order`);
  let world: World;

  beforeAll(async () => {
    world = await aWorld();
    world.site.wire.copy(copies);
    await everybodyActs(world);
    world.site.wire.copy(1);
    await world.settled();
  }, 120_000);

  afterAll(async () => {
    await world.site.stop();
  });

  test('each deed has happened, once', async () => {
    expect(await world.ledger.verify()).toEqual({ lost: [], doubled: [] });
    expect(world.ledger.told).toHaveLength(12);
  });

  test('every message has been sent, once', async () => {
    const { lost, doubled, unsent, appended } = await world.messages.verify();
    expect({ lost, doubled, unsent }).toEqual({ lost: [], doubled: [], unsent: [] });
    expect(appended).toBeGreaterThan(15);
  });

  test('every copy got the same answer, a refusal the same refusal', () => {
    const carried = world.site.wire.carried.filter(isForTheEngine);
    expect(carried.length).toBeGreaterThan(40);
    expect(answeredOtherwise(carried.map((one) => ({ one, answers: one.answers })))).toEqual([]);
    const refusals = carried.filter(({ answers }) =>
      /same as your first choice/.test(answers[0]?.body ?? ''),
    );
    expect(refusals).toHaveLength(2);
  });

  test('late, and in another order, they are answered as the first time, and change nothing', async () => {
    const before = await world.state();
    expect(answeredOtherwise(await againInAnotherOrder(world, random))).toEqual([]);
    await world.settled();
    expect(changes(before, await world.state())).toEqual([]);
  }, 60_000);

  test('so they are by a process that has only just started', async () => {
    world.site.kill();
    await world.site.buried();
    await world.site.begin();
    const before = await world.state();
    expect(answeredOtherwise(await againInAnotherOrder(world, random))).toEqual([]);
    await world.settled();
    expect(changes(before, await world.state())).toEqual([]);
  }, 60_000);
});

describe('what is forged', () => {
  let world: World;

  beforeAll(async () => {
    world = await aWorld();
    for (const id of ['amara', 'lukasz'])
      await world.deeds.ask(world.person(id), `This is about ${id}, please.`, world.day, '12:00');
    await world.settled();
  }, 60_000);

  afterAll(async () => {
    await world.site.stop();
  });

  async function expectRefused(...forged: readonly { path: string; headers: Headers; body: string }[]) {
    const before = await world.state();
    for (const request of forged) {
      const { status, body } = await world.site.wire.carry(request);
      expect([401, 403]).toContain(status);
      expect(body).toBe('');
    }
    await world.settled();
    expect(changes(before, await world.state())).toEqual([]);
  }

  test('a request of Slack’s whose body was changed is refused, and so is the very same one again', async () => {
    const form = formSent(world, '/slack/events');
    const changed = { ...form, body: form.body.replace('amara', 'rohan') };
    expect(changed.body).not.toBe(form.body);
    await expectRefused(changed, form);
  });

  test('an activity of Teams’ from elsewhere, for another tenant, or with claims that were changed is refused', async () => {
    const form = formSent(world, '/api/messages');
    const { serviceUrl, tenant } = world.site.playground.teams;
    const elsewhere = form.body.replaceAll(serviceUrl, 'https://elsewhere.example.org/');
    const abroad = form.body.replaceAll(tenant.tenantId, '00000000-0000-4000-8000-00000000000f');
    for (const changed of [elsewhere, abroad]) expect(changed).not.toBe(form.body);
    const headers = { ...form.headers, authorization: withLaterEnd(form.headers['authorization'] ?? '') };
    await expectRefused({ ...form, body: elsewhere }, { ...form, body: abroad }, { ...form, headers });
  });
});

type Headers = Readonly<Record<string, string>>;
type Delivery = { readonly one: Carried; readonly answers: readonly Answer[] };

/** On both platforms: commands, typed words, presses, forms, pages, and a form that is refused and put right. */
async function everybodyActs({ deeds, person, day }: World): Promise<void> {
  const pairs = [
    { mentee: 'amara', mentor: 'seyma', coordinator: 'helen', words: 'This is about exams, please.' },
    { mentee: 'lukasz', mentor: 'priya', coordinator: 'grace', words: 'This is about research, please.' },
  ];
  for (const { mentee, mentor, coordinator, words } of pairs) {
    await askWithMistake(person(mentee), day);
    await deeds.ask(person(mentee), words, day, '12:00');
    await deeds.propose(person(coordinator), words, person(mentor));
    await deeds.accept(person(mentor), words);
    await person(mentee).awaits('the booking', (screen) => messageWith(screen, /Meeting booked for/));
    await deeds.offer(person(mentor), `${words} So is my offer.`);
    await person(mentee).act({ command: '/mentor help' });
    await askForHelp(person(coordinator));
  }
  for (const id of ['rohan', 'sian']) {
    await deeds.ask(person(id), `This is about ${id}, please.`, day, '17:30');
    await deeds.withdraw(person(id), `This is about ${id}, please.`);
  }
  await person('amara').act({ openHome: true });
}

/** Two times that are the same: the form comes back, and nothing has happened. */
async function askWithMistake(by: CrashPerson, day: string): Promise<void> {
  await by.act({ command: '/mentor ask' });
  await by.awaits('the form', ({ form }) => form ?? undefined);
  await by.act({
    submit: {
      'What would you most like help with?': ['Exams and ARCP'],
      'In your own words': 'This is refused.',
      'First choice: date': day,
      'First choice: time': '12:00',
      'Second choice: date': day,
      'Second choice: time': '12:00',
      'Does your line manager know that you are asking?': 'I would rather not say',
    },
  });
  const { form } = by.screen();
  expect(form?.fields.map(({ error }) => error ?? '').join('')).toMatch(/same as your first choice/);
  await by.act({ dismiss: true });
}

async function againInAnotherOrder(
  { site: { wire } }: World,
  random: () => number,
): Promise<readonly Delivery[]> {
  const shuffled = wire.carried
    .filter(isForTheEngine)
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at);
  const deliveries: Delivery[] = [];
  for (const { one } of shuffled) deliveries.push({ one, answers: [await wire.carryAgain(one)] });
  return deliveries;
}

/** Deliveries that were answered otherwise than the first time. */
function answeredOtherwise(deliveries: readonly Delivery[]): readonly unknown[] {
  return deliveries.flatMap(({ one, answers }) => {
    const [first] = one.answers;
    const other = answers.find(({ status, body }) => status !== first?.status || body !== first.body);
    return other === undefined ? [] : [{ request: decodeURIComponent(one.body).slice(0, 200), first, other }];
  });
}

/** The platforms' notices of the bot's own messages never reach the engine, nor do searches. */
function isForTheEngine({ body }: Carried): boolean {
  return !/"bot_id"|block_suggestion|application\/search/.test(body);
}

/** The form with which somebody asked. */
function formSent({ site: { wire } }: World, path: string): Carried {
  const form = wire.carried.find(
    (one) => one.path === path && /This(\+|%20| )is(\+|%20| )about/.test(one.body),
  );
  if (form === undefined) throw new Error(`No form was sent to ${path}`);
  return form;
}

function withLaterEnd(authorization: string): string {
  const [head, claims = '', signature] = authorization.split('.');
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number }; // made by the token issuer
  const changed = Buffer.from(JSON.stringify({ ...read, exp: read.exp + 3600 })).toString('base64url');
  return [head, changed, signature].join('.');
}
