/** The playground's page for people who use a keyboard, a screen reader, a small window, or the dark. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { contrastOf, findChromium, launchBrowser, namelessControls } from '../support/browser.ts';
import { fillAskForm, visit } from './visit.ts';
import type { Visit } from './visit.ts';

const chromium = findChromium();
const why = 'reason' in chromium ? ` (skipped: ${chromium.reason})` : '';

describe.skipIf('reason' in chromium)(`the page for everybody${why}`, { timeout: 30_000 }, () => {
  let browser: Browser;
  let here: Visit;

  beforeAll(async () => {
    if ('path' in chromium) browser = await launchBrowser(chromium.path);
  }, 30_000);
  afterAll(() => browser?.close());
  afterEach(async () => {
    const { problems } = here;
    await here.end();
    expect(problems).toEqual([]);
  });

  describe('by keyboard alone', () => {
    test('from the list of people to a form that was sent', async () => {
      here = await visit(browser, 'helen');
      const { page } = here;
      const key = (name: string) => page.keyboard.press(name);
      await key('Tab');
      expect(await focused(page, 'at.textContent')).toBe('Skip to the conversation');
      await key('F6');
      expect(await focused(page, 'at.dataset.person')).toBe('helen');
      await key('Home');
      expect(await focused(page, 'at.dataset.person')).toBe('amara');
      await key('Enter');
      await page.getByRole('region', { name: 'Slack, as Dr Amara Okonkwo sees it' }).waitFor();
      await key('F6');
      await key('F6');
      expect(await focused(page, "at.getAttribute('aria-label')")).toBe('Message Rapport');
      await page.keyboard.type('/mentor ask');
      await key('Enter');
      await here.dialog.waitFor();

      expect(await focused(page, 'at.type')).toBe('checkbox');
      await key('Space');
      for (let step = 0; step < 4; step += 1) await key('Tab');
      await page.keyboard.type('A word with somebody who moved into research.');
      await key('Tab');
      await page.keyboard.type('bola');
      await key('ArrowDown');
      await key('Enter');
      await key('Tab');
      await key('Tab');
      await page.keyboard.type('12122026');
      await here.dialog.getByLabel('At', { exact: true }).focus();
      await page.keyboard.type('1730');
      await here.dialog.getByLabel('How you would like to meet').focus();
      await key('ArrowDown');
      await key('Enter');
      await key('Tab');
      await key('Space');
      await key('Tab');
      await key('Enter');
      await here.dialog.waitFor({ state: 'detached' });
      expect(here.lastAct()).toMatchObject({
        submit: {
          'Areas of work': ['Career planning'],
          'Somebody you have in mind': 'Dr Bola Adeyemi',
          'First time that suits you': '2026-12-12',
          At: '17:30',
          'How you would like to meet': 'By video',
          'Your line manager': 'I have told them',
        },
      });
    });

    test('Tab stays inside an open form, both ways; Escape closes it and the focus returns', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      await here.dialog.waitFor();
      for (const stroke of ['Tab', 'Shift+Tab']) {
        for (let step = 0; step < 24; step += 1) {
          await here.page.keyboard.press(stroke);
          expect(await focused(here.page, "String(at.closest('[role=dialog]') !== null)")).toBe('true');
        }
      }
      await here.page.keyboard.press('Escape');
      await here.dialog.waitFor({ state: 'detached' });
      expect(here.lastAct()).toEqual({ dismiss: true });
      expect(await focused(here.page, "at.getAttribute('aria-label')")).toBe('Message Rapport');
    });

    test('Escape closes an open form from anywhere on the page', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      await here.dialog.waitFor();
      await here.page.locator('a[data-person="helen"]').focus();
      await here.page.keyboard.press('Escape');
      await here.dialog.waitFor({ state: 'detached' });
    });

    test('Escape closes a list of suggestions before it closes the form', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      const place = here.dialog.getByLabel('How you would like to meet');
      await place.press('ArrowDown');
      expect(await place.getAttribute('aria-expanded')).toBe('true');
      await place.press('Escape');
      expect(await place.getAttribute('aria-expanded')).toBe('false');
      expect(await here.dialog.isVisible()).toBe(true);
    });

    test('the people and the messages are one Tab stop each, with arrows inside', async () => {
      here = await visit(browser, 'amara');
      expect(await here.page.locator('#people a[tabindex="0"]').count()).toBe(1);
      await here.type('/mentor help');
      await here.page.locator('.message').first().waitFor();
      await here.type('/mentor help');
      await here.page.locator('.message').nth(1).waitFor();
      expect(await here.page.locator('.message[tabindex="0"]').count()).toBe(1);
      await here.page.locator('.message[tabindex="0"]').focus();
      await here.page.keyboard.press('Home');
      expect(await here.page.locator('.message').first().getAttribute('tabindex')).toBe('0');
    });
  });

  describe('for a screen reader', () => {
    test('every control has a name, in every state of the page', async () => {
      here = await visit(browser, 'amara');
      const { page } = here;
      const nothing = async (where: string) => expect(await namelessControls(page), where).toEqual([]);
      await nothing('an empty conversation');
      await here.type('/mentor ask');
      await here.dialog.waitFor();
      await nothing('a form');
      await fillAskForm(here);
      await here.sendForm();
      await here.dialog.waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: 'JSON' }).click();
      await page.getByRole('button', { name: 'Jump to a time' }).click();
      await nothing('a message, the jump and the inspector');
      await here.be('christina');
      await page.getByRole('heading', { name: 'Every input' }).waitFor();
      await nothing('every input of a card');
      await here.be('kwame');
      await page.getByRole('button', { name: 'Accept' }).click();
      await page.getByRole('button', { name: 'Book it' }).waitFor();
      await nothing('a form on a card');
    });

    test('the page has one title, its landmarks, and groups with a name', async () => {
      here = await visit(browser, 'christina');
      const { page } = here;
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      for (const role of ['banner', 'main', 'complementary'] as const) {
        expect(await page.getByRole(role).count(), role).toBe(1);
      }
      await page.getByRole('navigation', { name: 'Who are you?' }).waitFor();
      await page.getByRole('group', { name: 'Areas' }).waitFor();
    });

    test('news and the moved clock are announced once, in words', async () => {
      here = await visit(browser, 'amara');
      const said = here.page.locator('.spoken[role="status"] p');
      await here.page.getByRole('button', { name: 'Next thing that happens' }).first().click();
      await expect
        .poll(() => said.allTextContents())
        .toContain('New message from Rapport: Tomorrow at 17:30');
      expect(await said.filter({ hasText: 'It is now' }).allTextContents()).toEqual([
        'It is now Wednesday 9 December 2026, 17:30. Sent a reminder.',
      ]);
    });
  });

  describe.each(['light', 'dark'] as const)('in the %s', (scheme) => {
    const words = [
      '.clock-time',
      '.person-name',
      '.person .platform.slack',
      '.person .platform.teams',
      '.people-group h3',
      '.person .count',
      '.button.primary',
      '.step[aria-current] .step-mark',
      '.tour-intro',
      '.step a',
    ];
    const slack = [
      '.place[aria-current]',
      '.pane-title',
      '.message-head time',
      '.block-context',
      '.slack-button',
      '.slack-button.danger',
      '.only-you-note',
      '.day h3',
      '.status-line',
    ];
    const teams = [
      '.place[aria-current]',
      '.card [role="heading"]',
      '.ac-pushButton',
      '.ac-pushButton.style-positive',
      '.ac-pushButton.style-destructive',
      '.message-head time',
      '.card .ac-fact-title',
    ];

    test('words stand out from what is behind them by at least 4.5 to 1', async () => {
      here = await visit(browser, 'amara', { colorScheme: scheme });
      await here.type('/mentor help');
      await here.page.locator('.only-you').waitFor();
      await here.type('/mentor ask');
      await fillAskForm(here);
      await here.dialog.getByLabel('What would help most?').fill('Short');
      await here.sendForm();
      await here.dialog.locator('.field-error').waitFor();
      const form = ['.field-error', '.field-hint', '.optional', '.modal-foot .primary', '.modal-head h3'];
      await check(['.field-label', ...form]);
      await here.dialog.getByLabel('What would help most?').fill('Somewhat longer than before.');
      await here.sendForm();
      await here.dialog.waitFor({ state: 'detached' });
      await check([...words, ...slack]);
      await here.be('kwame');
      await here.page.locator('.card').waitFor();
      await check(teams);
    });

    async function check(selectors: readonly string[]): Promise<void> {
      for (const selector of selectors) {
        expect(await contrastOf(here.page, selector), `${selector} in the ${scheme}`).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    }
  });

  test('the system’s colours are followed until the visitor chooses, and the choice is kept', async () => {
    here = await visit(browser, 'amara', { colorScheme: 'dark' });
    const { page } = here;
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByRole('button', { name: 'Colours: as your system' }).click();
    await page.getByRole('button', { name: 'Colours: light' }).waitFor();
    expect(await ground()).not.toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Colours: light' }).waitFor();
    expect(await ground()).not.toBe(dark);
  });

  describe('400 pixels wide', () => {
    const narrow = { viewport: { width: 400, height: 780 } };

    test('everything fits, and a form can be filled in and sent', async () => {
      here = await visit(browser, 'amara', narrow);
      expect(await overflow(here.page)).toBeLessThanOrEqual(0);
      await here.type('/mentor ask');
      await fillAskForm(here);
      const box = await here.dialog.boundingBox();
      expect(box?.width).toBeLessThanOrEqual(400);
      await here.sendForm();
      await here.dialog.waitFor({ state: 'detached' });
      expect(await overflow(here.page)).toBeLessThanOrEqual(0);
    });

    test('the people and the panel are drawers', async () => {
      here = await visit(browser, 'amara', narrow);
      const { page } = here;
      const link = page.locator('a[data-person="kwame"]');
      expect(await link.isVisible()).toBe(false);
      await page.getByRole('button', { name: /^You are/ }).click();
      await link.click();
      await page.getByRole('region', { name: 'Teams, as Dr Kwame Asante sees it' }).waitFor();
      expect(await link.isVisible()).toBe(false);
      await page.getByRole('button', { name: 'Show the side panel' }).click();
      await page.getByRole('heading', { name: 'A first walk' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('heading', { name: 'A first walk' }).count()).toBe(0);
      expect(await overflow(here.page)).toBeLessThanOrEqual(0);
    });

    test('long names are cut and told in full by their title', async () => {
      here = await visit(browser, 'fiona', narrow);
      const name = here.page.locator('.who-button .cut');
      expect(await name.getAttribute('title')).toBe('Dr Fiona Marguerite Featherstonehaugh-Cholmondeley');
      const isCut =
        "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('.who-button .cut'))";
      expect(await here.page.evaluate<boolean>(isCut)).toBe(true);
    });
  });
});

/** A property of what has the focus, as an expression about `at`. */
function focused(page: Page, what: string): Promise<string> {
  return page.evaluate<string>(`(() => { const at = document.activeElement; return ${what} ?? ''; })()`);
}

/** Pixels by which the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
