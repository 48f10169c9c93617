/** What a visitor can do on the playground's page, in a real browser against the scripted hospital. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { findChromium, launchBrowser } from '../support/browser.ts';
import { fillAskForm, visit } from './visit.ts';
import type { Visit } from './visit.ts';

const chromium = findChromium();
const why = 'reason' in chromium ? ` (skipped: ${chromium.reason})` : '';

describe.skipIf('reason' in chromium)(`the playground's page${why}`, { timeout: 30_000 }, () => {
  let browser: Browser;
  let here: Visit;
  /** Answers that a test provokes on purpose; the browser's console mentions them. */
  let provoked: RegExp | undefined;

  beforeAll(async () => {
    if ('path' in chromium) browser = await launchBrowser(chromium.path);
  }, 30_000);
  afterAll(() => browser?.close());
  afterEach(async () => {
    const unexpected = here.problems.filter((problem) => provoked === undefined || !provoked.test(problem));
    provoked = undefined;
    await here.end();
    expect(unexpected).toEqual([]);
  });

  const text = (selector: string) => here.page.locator(selector).allInnerTexts();

  describe('people', () => {
    test('choosing somebody shows their own client, and what was new for them is seen', async () => {
      here = await visit(browser, 'amara');
      const kwame = here.page.locator('a[data-person="kwame"]');
      await kwame.locator('.count').waitFor();
      expect(await kwame.locator('.count').innerText()).toMatch(/^1/);
      expect(await here.page.locator('.window').getAttribute('aria-label')).toBe(
        'Slack, as Dr Amara Okonkwo sees it',
      );
      await here.be('kwame');
      await here.page.getByRole('region', { name: 'Teams, as Dr Kwame Asante sees it' }).waitFor();
      await kwame.locator('.count').waitFor({ state: 'detached' });
      expect(here.page.url()).toMatch(/#\/kwame$/);
    });

    test('news for somebody else is counted beside their name', async () => {
      here = await visit(browser, 'helen');
      here.server.world.act('minseo', { command: '/mentor help' });
      await here.page.locator('a[data-person="minseo"] .count').waitFor();
    });

    test('what was being written waits in the box of the one who wrote it', async () => {
      here = await visit(browser, 'amara');
      await here.composer.fill('half a thought');
      await here.be('helen');
      expect(await here.composer.inputValue()).toBe('');
      await here.be('amara');
      expect(await here.composer.inputValue()).toBe('half a thought');
    });
  });

  describe('messages', () => {
    test('a slash suggests the commands, and Enter sends the one that was chosen', async () => {
      here = await visit(browser, 'amara');
      await here.composer.pressSequentially('/mentor he');
      expect(await here.page.getByRole('option').count()).toBe(1);
      await here.composer.press('ArrowDown');
      await here.composer.press('Enter');
      expect(await here.composer.inputValue()).toBe('/mentor help');
      await here.composer.press('Enter');
      await here.page.getByText('Only visible to you').waitFor();
      expect(here.lastAct()).toEqual({ command: '/mentor help' });
      expect(await here.page.locator('.message-body code').innerText()).toBe('/mentor ask');
      expect(await here.page.locator('.message-body a').getAttribute('href')).toBe(
        'https://example.org/guide',
      );
    });

    test.each(['helen', 'kwame'])(
      '%s sends a file from the paperclip, and sees it by its name',
      async (person) => {
        here = await visit(browser, person);
        const chooser = here.page.waitForEvent('filechooser');
        await here.page.getByRole('button', { name: 'Attach a file' }).click();
        const buffer = Buffer.from('name,email');
        await (await chooser).setFiles({ name: 'people list.csv', mimeType: 'text/csv', buffer });
        await here.page.locator('.file').getByText('people list.csv').waitFor();
        expect(here.lastAct()).toEqual({
          attach: [{ name: 'people list.csv', base64: buffer.toString('base64') }],
        });
      },
    );

    test('an empty conversation says how to begin, and offers to type it', async () => {
      here = await visit(browser, 'amara');
      await here.page.locator('.messages').getByText('Nothing here yet').waitFor();
      await here.page.getByRole('button', { name: '/mentor help' }).click();
      expect(await here.composer.inputValue()).toBe('/mentor help');
    });

    test('a button that asks first sends nothing until the answer is yes', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      await fillAskForm(here);
      await here.sendForm();
      const withdraw = here.page.getByRole('button', { name: 'Withdraw', exact: true });
      await withdraw.click();
      await here.page.getByRole('button', { name: 'Keep it' }).click();
      expect(here.lastAct()).toHaveProperty('submit');
      await withdraw.click();
      await here.page.getByRole('button', { name: 'Withdraw it' }).click();
      await here.page.getByRole('heading', { name: 'Your request is withdrawn' }).waitFor();
      expect(here.lastAct()).toMatchObject({ press: { label: 'Withdraw' } });
    });

    test('the Home tab asks for the page and presses its buttons there', async () => {
      provoked = /409/;
      here = await visit(browser, 'amara');
      await here.page.getByRole('tab', { name: 'Home' }).click();
      await here.page.getByRole('heading', { name: 'Your mentoring' }).waitFor();
      await here.page.getByRole('button', { name: 'Ask for a mentor' }).click();
      await expect.poll(here.lastAct).toEqual({ press: { label: 'Ask for a mentor', message: 'home' } });
    });

    test('what is typed in a channel is said in that channel', async () => {
      here = await visit(browser, 'helen');
      await here.page.getByRole('button', { name: /mentoring-coordinators/ }).click();
      await here.page.getByRole('heading', { name: 'This week in mentoring' }).waitFor();
      await here.type('/mentor admin');
      await expect
        .poll(here.lastAct)
        .toEqual({ command: '/mentor admin', channel: 'mentoring-coordinators' });
    });

    test('what the server refuses is said in its words, and the typed words come back', async () => {
      provoked = /409/;
      here = await visit(browser, 'amara');
      await here.type('/mentor fail');
      await here.page.locator('.toast.problem').waitFor();
      expect(await text('.toast p')).toEqual(['There is no command of that name in this workspace.']);
      expect(await here.composer.inputValue()).toBe('/mentor fail');
    });

    test('markup that somebody writes is shown, never obeyed, on either platform', async () => {
      here = await visit(browser, 'amara');
      const attack =
        '<img src=x onerror="document.title=1"> <script>document.title=2</script> &lt;b&gt; ${7*7}';
      await here.type(attack);
      await here.page.locator('.message-body', { hasText: 'onerror' }).waitFor();
      // Entities are Slack's own way to write these signs.
      expect(await here.page.locator('.message-body').first().innerText()).toContain('</script> <b> ${7*7}');
      await here.be('lukasz');
      await here.type(`[link](javascript:document.title=3) ${attack}`);
      await here.page.locator('.bubble-text', { hasText: 'onerror' }).waitFor();
      expect(
        await here.page.locator('.messages img:not(.avatar), .messages script, .messages a').count(),
      ).toBe(0);
      expect(await here.page.title()).toBe('Rapport playground');
    });
  });

  describe('while the app is slow', () => {
    test('a second click on the same button counts as one, and the button shows that it waits', async () => {
      here = await visit(browser, 'helen');
      await here.page.getByRole('button', { name: /mentoring-coordinators/ }).click();
      here.server.slowDown(400);
      const queue = here.page.getByRole('button', { name: 'Open the queue' });
      await queue.dblclick();
      await here.page.locator('.slack-button[aria-busy="true"]').waitFor();
      await here.page.getByText('Rapport answered in 42 ms').waitFor();
      expect(here.server.world.acts.length).toBe(1);
    });

    test('what is done meanwhile waits its turn and is not lost', async () => {
      here = await visit(browser, 'amara');
      here.server.slowDown(300);
      await here.type('/mentor help');
      await here.type('/mentor ask');
      await here.dialog.waitFor();
      expect(here.server.world.acts.map(({ act }) => act)).toEqual([
        { command: '/mentor help' },
        { command: '/mentor ask' },
      ]);
      expect(here.server.mostAtOnce()).toBe(1);
    });
  });

  describe('forms on Slack', () => {
    test('a filled form sends every answer under the label of its field', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      await fillAskForm(here);
      await here.dialog.getByLabel('Somebody you have in mind').fill('bola');
      await here.page.getByRole('option', { name: /Bola/ }).click();
      const managers = here.dialog.getByLabel('People who manage or assess you');
      await managers.fill('thistle');
      await managers.press('Enter');
      await managers.fill('helen');
      await managers.press('Enter');
      await here.dialog.getByLabel('Minutes you have').fill('45');
      await here.sendForm();
      await here.dialog.waitFor({ state: 'detached' });
      await here.page.getByRole('heading', { name: 'Your request is with the coordinators' }).waitFor();
      expect(here.lastAct()).toEqual({
        submit: {
          'Areas of work': ['Career planning'],
          'What would help most?': 'A word with somebody who moved into research.',
          'Somebody you have in mind': 'Dr Bola Adeyemi',
          'People who manage or assess you': ['Dr Marcus Thistlewood', 'Helen Whitcombe'],
          'First time that suits you': '2026-12-10',
          At: '17:30',
          'Where you are': 'Europe/London',
          'How you would like to meet': 'By video',
          'Your line manager': 'I prefer not to say',
          'Minutes you have': 45,
        },
      });
    });

    test('a required answer that is missing is asked for in place, before the app hears of it', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      await here.dialog.getByLabel('Career planning').check();
      await here.sendForm();
      await here.dialog.locator('.field-error').first().waitFor();
      expect(await here.dialog.locator('.field.wrong .field-label').allInnerTexts()).toEqual([
        'What would help most?',
        'First time that suits you',
        'At',
        'How you would like to meet',
        'Your line manager',
      ]);
      expect(await here.dialog.getByLabel('Career planning').isChecked()).toBe(true);
      expect(here.lastAct()).toEqual({ command: '/mentor ask' });
    });

    test('an error of the app stands at its field, everything typed stays, and the field has the focus', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      await fillAskForm(here);
      const words = here.dialog.getByLabel('What would help most?');
      await words.fill('Short');
      await here.sendForm();
      await here.dialog.getByText('Please say a little more, at least ten characters.').waitFor();
      expect(await words.inputValue()).toBe('Short');
      expect(await words.getAttribute('aria-invalid')).toBe('true');
      expect(await here.page.locator('.modal textarea:focus').count()).toBe(1);
      expect(await here.dialog.getByLabel('How you would like to meet').inputValue()).toBe('By video');
      expect(await here.dialog.getByLabel('I prefer not to say').isChecked()).toBe(true);
      await words.fill('Somewhat longer than before.');
      await here.sendForm();
      await here.dialog.waitFor({ state: 'detached' });
    });

    test('a half-filled form is as it was after a look at somebody else', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      await here.dialog.getByLabel('What would help most?').fill('Half a sent');
      await here.dialog.getByLabel('Leadership').check();
      await here.be('kwame');
      await here.dialog.waitFor({ state: 'detached' });
      await here.be('amara');
      expect(await here.dialog.getByLabel('What would help most?').inputValue()).toBe('Half a sent');
      expect(await here.dialog.getByLabel('Leadership').isChecked()).toBe(true);
    });

    test('news that arrives meanwhile does not touch the form', async () => {
      here = await visit(browser, 'amara');
      await here.type('/mentor ask');
      const words = here.dialog.getByLabel('What would help most?');
      await words.fill('Half a sent');
      here.server.world.act('amara', { command: '/mentor help' });
      await here.page.getByText('Only visible to you').waitFor({ state: 'attached' });
      await words.press('End');
      await words.pressSequentially('ence');
      expect(await words.inputValue()).toBe('Half a sentence');
    });
  });
});
