/**
 * The guide's walk, in a real browser, against the whole of Rapport: one pair across both platforms, from asking to the
 * first meeting, and from there through silence to a natural ending and the digest. With UPDATE_PICTURES=1 the picture
 * in the README is made on the way.
 */

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { findChromium, launchBrowser, openPage } from '../support/browser.ts';

const chromium = findChromium();
const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
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
    await picture(page, 'playground');
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

  test('6: after weeks of silence both are asked one question', async () => {
    await untilAsked(/^Have you met since\?/);
    await expect.poll(stepsDone).toBe(6);
  });

  test('7: the silence goes on, and each is asked alone', async () => {
    await untilAsked(/^How is it going with/);
    await expect.poll(stepsDone).toBe(7);
  });

  test('8: the mentee ends it naturally, and the mentor reads the thanks', async () => {
    await be('amara');
    const asked = page.locator('.message', { hasText: 'How is it going with' }).last();
    await asked.getByRole('button', { name: 'It has come to its natural end' }).click();
    await dialog()
      .getByLabel(/to say goodbye/)
      .fill('Thank you for every question you asked.');
    await dialog().getByRole('button', { name: 'End the mentoring' }).click();
    await page.getByRole('heading', { name: 'This mentoring has ended' }).waitFor();
    await expect.poll(stepsDone).toBe(8);
    await be('kwame');
    await page.getByText('Thank you for every question you asked.').first().waitFor();
  });

  test('9: on Monday the coordinators’ channel shows the week with its picture', async () => {
    await be('helen');
    const { now } = await app.client.clock();
    await until(
      'Next thing that happens',
      ['helen'],
      (text, at) => /Meadowbank Mentoring: the week/.test(text) && at > now,
    );
    await page.locator('[data-place="mentoring-coordinators"]').click();
    const drawn = page.locator('.messages .block-image img').last();
    await drawn.scrollIntoViewIfNeeded();
    expect(await drawn.evaluate(widthOf)).toBeGreaterThan(300);
    expect(await drawn.getAttribute('alt')).toMatch(/\w+/);
    await expect.poll(stepsDone).toBe(9);
  });

  test('nothing went wrong in the browser on the way, and nothing was fetched from elsewhere', () => {
    expect(problems).toEqual([]);
  });

  const be = async (id: string) => {
    await page.locator(`a[data-person="${id}"]`).click();
    await page.locator(`a[data-person="${id}"][aria-current]`).waitFor();
  };

  /** Presses "next" until the mentee has been told something like that. */
  const untilMentee = (words: RegExp) =>
    until('Next thing that happens', ['amara'], (text) => words.test(text));

  /** Lets whole weeks pass until both of the pair have been asked. */
  const untilAsked = (words: RegExp) => until('+1 week', ['amara', 'kwame'], (text) => words.test(text));

  /** Presses a button of the clock until each of them has a message that fits. */
  async function until(
    label: string,
    ids: readonly string[],
    fits: (text: string, at: string) => boolean,
  ): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      const screens = await Promise.all(ids.map((id) => app.client.as(id).screen()));
      if (screens.every(({ messages }) => messages.some(({ text, at }) => fits(text, at)))) return;
      const before = (await app.client.clock()).now;
      await page.locator('#clock').getByRole('button', { name: label }).click();
      await page.locator('#clock[data-moving]').waitFor({ state: 'detached' });
      expect((await app.client.clock()).now > before).toBe(true);
    }
    throw new Error(`After sixty presses of “${label}” not all of ${ids.join(', ')} have been told.`);
  }

  async function inTwoWeeks(): Promise<string> {
    const { now } = await app.client.clock();
    return new Date(Date.parse(now) + 14 * 86_400_000).toISOString().slice(0, 10);
  }
});

type Drawn = { readonly naturalWidth: number; readonly decode: () => Promise<void> };

/** In pixels, once the picture is there. */
async function widthOf(image: unknown): Promise<number> {
  const drawn = image as Drawn; // an <img>, in the browser
  await drawn.decode();
  return drawn.naturalWidth;
}

/** A picture for the README, where one is asked for. */
async function picture(of: Page, name: string): Promise<void> {
  if (process.env['UPDATE_PICTURES'] === undefined) return;
  await of.screenshot({ path: `${docs}${name}.png`, animations: 'disabled' });
}
