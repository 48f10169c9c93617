/** The guide's first walk, in a real browser, against the whole of Rapport: one pair across both platforms. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { findChromium, launchBrowser, openPage } from '../support/browser.ts';

const chromium = findChromium();
const why = 'reason' in chromium ? ` (skipped: ${chromium.reason})` : '';

describe.skipIf('reason' in chromium)(`the guide's walk${why}`, { timeout: 60_000 }, () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let problems: readonly string[];

  beforeAll(async () => {
    if (!('path' in chromium)) return;
    [app, browser] = await Promise.all([startApp(), launchBrowser(chromium.path)]);
    ({ page, problems } = await openPage(browser, `${app.url}/`));
    await page.locator('.window').waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const guide = () => page.getByRole('tabpanel', { name: 'Guide' });
  const dialog = () => page.getByRole('dialog');
  /** Follows the guide's own link, as a newcomer does. */
  const follow = async (step: number) => {
    await page.getByRole('tab', { name: 'Guide' }).click();
    await guide()
      .locator('.step')
      .nth(step - 1)
      .getByRole('link')
      .first()
      .click();
  };
  const stepsDone = () => guide().locator('.step.done').count();

  test('1: a mentee on Slack asks, in a form', async () => {
    await guide().getByRole('button', { name: '/mentor ask' }).click();
    await page.locator('.composer-input').press('Enter');
    await dialog().getByRole('checkbox').first().check();
    await dialog().getByLabel('In your own words').fill('Somebody who moved into research.');
    await dialog()
      .getByLabel('First choice: date')
      .fill(await inTwoWeeks());
    await dialog().getByLabel('First choice: time').fill('17:30');
    const manager = dialog().getByLabel('Who manages or assesses you?');
    await manager.fill('thistle');
    await manager.press('Enter');
    await dialog().getByLabel('I would rather not say').check();
    await dialog().getByRole('button', { name: 'Ask for a mentor' }).click();
    await page.getByRole('heading', { name: 'Your request is on its way' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(stepsDone).toBe(1);
  });

  test('2: the coordinator chooses whom to ask', async () => {
    await follow(2);
    await page.getByRole('button', { name: 'Choose whom to ask' }).first().click();
    await dialog()
      .getByRole('checkbox', { name: /Asante/ })
      .check();
    await dialog().getByRole('button', { name: 'Ask them' }).click();
    await expect.poll(stepsDone).toBe(2);
  });

  test('3: the mentor on Teams accepts by choosing a time, on the card itself', async () => {
    await follow(3);
    await page.getByRole('button', { name: /^Accept/ }).click();
    await page.locator('.card').getByRole('radio', { name: /17:30/ }).check();
    await page.locator('.card').getByRole('button', { name: 'Accept and book' }).click();
    await page.getByRole('heading', { name: 'You are mentoring Dr Amara Okonkwo' }).waitFor();
    await expect.poll(stepsDone).toBe(3);
  });

  test('4: the clock is moved until the reminder is out', async () => {
    await untilMentee(/^Reminder: you meet/);
    await expect.poll(stepsDone).toBe(4);
  });

  test('5: the mentee is asked whether they met, and writes the session record', async () => {
    await untilMentee(/Did you meet/);
    await follow(5);
    await page
      .getByRole('button', { name: /^Yes, we met/ })
      .last()
      .click();
    await dialog().getByRole('textbox').first().fill('We talked about research.');
    await dialog().getByRole('button', { name: 'Keep record' }).click();
    await page
      .locator('.messages')
      .getByRole('heading', { name: /^Record of .* kept$/ })
      .first()
      .waitFor();
    await expect.poll(stepsDone).toBe(5);
  });

  test('nothing went wrong in the browser on the way, and nothing was fetched from elsewhere', () => {
    expect(problems).toEqual([]);
  });

  /** Presses "next" until the mentee has been told something like that. */
  async function untilMentee(words: RegExp): Promise<void> {
    for (let presses = 0; presses < 12; presses += 1) {
      const { messages } = await app.client.as('amara').screen();
      if (messages.some((message) => words.test(message.text))) return;
      const before = (await app.client.clock()).now;
      await page.locator('#clock').getByRole('button', { name: 'Next thing that happens' }).click();
      await page.locator('#clock[data-moving]').waitFor({ state: 'detached' });
      expect((await app.client.clock()).now > before).toBe(true);
    }
    throw new Error(`The mentee was never told anything like ${String(words)}.`);
  }

  async function inTwoWeeks(): Promise<string> {
    const { now } = await app.client.clock();
    return new Date(Date.parse(now) + 14 * 86_400_000).toISOString().slice(0, 10);
  }
});
