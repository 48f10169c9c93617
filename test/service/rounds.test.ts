/** A round for everybody who waits, end to end through both real SDKs: planned, looked through, changed, sent. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import type { Someone } from '../support/playground-client.ts';
import * as steps from '../support/steps.ts';

let app: TestApp;
let inside: Inside;
beforeAll(async () => {
  app = await startApp();
  inside = await insideOf(app);
}, 60_000);
afterAll(async () => {
  await inside.close();
  await app.stop();
});

const as = (id: string): Someone => app.client.as(id);

async function openDesk(coordinator: Someone): Promise<void> {
  await coordinator.type('/mentor admin');
  await coordinator.press('Plan a round', (await coordinator.sees(/: the desk/)).id);
}

const helen = (): Someone => as('helen');
const grace = (): Someone => as('grace');

describe('a coordinator on Slack', () => {
  test('reads what a round is, and for how many it would be', async () => {
    await openDesk(helen());
    await helen().sees(/Nobody is waiting who could be matched now/);
    await steps.ask(app.client, as('amara'));
    await steps.ask(app.client, as('lukasz'), {
      'What would you most like help with?': ['Leadership and management'],
    });
    // Helen manages Rohan, by his own word.
    await steps.ask(app.client, as('rohan'), { 'Who manages or assesses you?': ['helen'] });
    await openDesk(helen());
    const before = await helen().sees(/Everybody who waits is matched at once/);
    expect(before.text).toMatch(/Waiting\W+2/);
    expect(before.text).toContain('never hold people whom you manage or assess');
  });

  test('has it planned, and nobody is asked yet', async () => {
    await helen().press('Plan the round');
    const plan = await helen().sees(/a round to look through/);
    expect(plan.text).toMatch(/Would be asked\W+2/);
    expect(steps.labels(plan)).toEqual(
      expect.arrayContaining(['Look through the pairs', 'Send all 2', 'Discard the round']),
    );
    expect(await inside.query('select from proposal')).toEqual([]);
  });

  test('another coordinator reads that there is one, and cannot plan a second', async () => {
    await openDesk(grace());
    const told = await grace().sees(/A round is under way/);
    expect(told.text).toContain(steps.nameOf('helen'));
    expect(told.text).not.toContain(steps.nameOf('amara'));
    expect(steps.labels(told)).toEqual(['Discard the round']);
  });

  test('looks through the pairs, with reasons both ways, and reads nothing of whom they manage', async () => {
    await helen().press('Look through the pairs', (await helen().sees(/a round to look through/)).id);
    const page = await helen().sees(/Who would be asked for whom/);
    expect(page.text).toContain(`${steps.nameOf('amara')} with ${steps.nameOf('bola')}`);
    expect(page.text).toContain(`${steps.nameOf('lukasz')} with ${steps.nameOf('kwame')}`);
    expect(page.text).toMatch(/Why the mentor: Both name exams and ARCP/);
    expect(page.text).toMatch(/Why the mentee: Asks for help with exams and ARCP, which this mentor names/);
    expect(page.text).not.toContain(steps.nameOf('rohan'));
  });

  test('takes a pair out and puts it back; the round counts with them', async () => {
    const takeOut = `Take out ${steps.nameOf('amara')}`;
    await helen().press(takeOut);
    expect((await helen().sees(/Who would be asked for whom/)).text).toContain('taken out');
    expect((await helen().sees(/a round to look through/)).text).toMatch(/Taken out\W+1/);
    await helen().press(`Put back ${steps.nameOf('amara')}`);
    const round = await helen().sees(/a round to look through/);
    expect(round.text).not.toContain('Taken out');
    expect(steps.labels(round)).toContain('Send all 2');
  });

  test('chooses another mentor for one of them', async () => {
    await helen().press(`Another for ${steps.nameOf('amara')}`);
    const field = 'Mentor, best fit first';
    const other = await steps.optionOf(helen(), field, new RegExp(steps.nameOf('christina')));
    await helen().submit({ [field]: other });
    const page = await helen().sees(/Who would be asked for whom/);
    expect(page.text).toContain(`${steps.nameOf('amara')} with ${steps.nameOf('christina')}`);
    expect(page.text).toContain('They share none of the areas');
  });

  test('sends it in one go: who no longer fits is left out, and they read why', async () => {
    // Christina has gone on leave since.
    await as('christina').type('/mentor pause');
    await inside.query(`update offer set state = 'closed' where person_id = $1`, [
      await inside.personId('christina'),
    ]);
    await helen().press('Send all 2', (await helen().sees(/a round to look through/)).id);
    await as('kwame').sees(steps.lookingFor('lukasz'));
    await steps.moveUntil(app.client, 'round.report');
    const sent = await helen().sees(/the round is sent/);
    expect(sent.text).toContain('One request is with a mentor now');
    await helen().press('See who was left out', sent.id);
    const left = await helen().sees(/Left out when the round was sent/);
    expect(left.text).toContain('The mentor is not available at the moment.');
    // The coordinators' cards of what was sent have changed where they stand.
    const card = await grace().sees(new RegExp(`${steps.nameOf('lukasz')} asks for a mentor`));
    expect(card.text).toContain(`Put to ${steps.nameOf('kwame')} in a round`);
    const states = await inside.query<{ state: string }>('select state from request order by state');
    expect(states.map(({ state }) => state)).toEqual(['proposed', 'waiting', 'waiting']);
  });
});

describe('a coordinator on Teams', () => {
  test('plans a round of her own, which holds whom the other one may not see', async () => {
    await openDesk(grace());
    const before = await grace().sees(/Everybody who waits is matched at once/);
    expect(before.text).toMatch(/Waiting\W+2/);
    await grace().press('Plan the round', before.id);
    const plan = await grace().sees(/a round to look through/);
    await grace().press('Look through the pairs', plan.id);
    const page = await grace().sees(/Who would be asked for whom/);
    expect(page.text).toContain(steps.nameOf('rohan'));
    expect(page.text).not.toContain(steps.nameOf('lukasz'));
  });

  test('chooses another mentor there, takes one out, and goes back to the round', async () => {
    await grace().press(`Another for ${steps.nameOf('rohan')}`);
    const field = 'Mentor, best fit first';
    await grace().submit({
      [field]: await steps.optionOf(grace(), field, new RegExp(steps.nameOf('kwame'))),
    });
    const page = await grace().sees(new RegExp(`${steps.nameOf('rohan')} with ${steps.nameOf('kwame')}`));
    await grace().press(`Take out ${steps.nameOf('amara')}`, page.id);
    await grace().press('Back to the round');
    expect((await grace().sees(/a round to look through/)).text).toMatch(/Taken out\W+1/);
  });

  test('reads why somebody is left without a mentor, and sends the rest', async () => {
    const plan = await grace().sees(/a round to look through/);
    await grace().press('See who is left', plan.id);
    const left = await grace().sees(/Without a mentor/);
    expect(left.text).toContain('A mentor has this request now');
    await grace().press('Send it', plan.id);
    await as('kwame').sees(steps.lookingFor('rohan'));
    await steps.moveUntil(app.client, 'round.report');
    expect((await grace().sees(/the round is sent/)).text).toMatch(/Taken out by you\W+1/);
  });

  test('a round that nobody sends for days is discarded by itself', async () => {
    await openDesk(grace());
    await grace().press('Plan the round', (await grace().sees(/Everybody who waits is matched/)).id);
    await grace().sees(/a round to look through/);
    await steps.moveUntil(app.client, 'round.lapse');
    await grace().sees(/It had waited too long to be sent as it was planned/);
    await openDesk(helen());
    await helen().sees(/Everybody who waits is matched at once|Nobody is waiting who could be matched/);
  });
});

test('none of it failed inside', () => {
  expect(
    app.log.filter(({ type }) =>
      /^(turn_failed|carrier_error|task_failed|timer_failed|render_warning)$/.test(type),
    ),
  ).toEqual([]);
});
