/** Teams, the clock, and what surrounds the conversations on the playground's page, in a real browser. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { findChromium, launchBrowser } from '../support/browser.ts';
import { fillAskForm, visit } from './visit.ts';
import type { Visit } from './visit.ts';

const chromium = findChromium();
const why = 'reason' in chromium ? ` (skipped: ${chromium.reason})` : '';

describe.skipIf('reason' in chromium)(
  `the page around Teams and the clock${why}`,
  { timeout: 30_000 },
  () => {
    let browser: Browser;
    let here: Visit;
    let provoked: RegExp | undefined;
    async function openAcceptForm(): Promise<void> {
      here = await visit(browser, 'kwame');
      await here.page.getByRole('button', { name: 'Accept' }).click();
      await here.page.getByRole('heading', { name: 'Accept Dr Amara Okonkwo' }).waitFor();
    }
    const card = (words: string) => here.page.locator('.card').getByText(words);
    const book = () => here.page.getByRole('button', { name: 'Book it' }).click();
    const clock = () => here.page.locator('.clock-time').innerText();
    const button = (name: string) => here.page.locator('#clock').getByRole('button', { name });

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

    describe('cards', () => {
      test('a button of a card presses that message, and the form takes the card’s place', async () => {
        await openAcceptForm();
        expect(here.lastAct()).toMatchObject({ press: { label: 'Accept' } });
        expect(await here.page.getByRole('heading', { name: 'Would you mentor' }).count()).toBe(0);
      });

      test('a filled form card sends labels for choices, and names for people found by typing', async () => {
        await openAcceptForm();
        await here.page.getByLabel('Friday 11 December, 08:00').check();
        await here.page.getByRole('combobox', { name: 'How' }).selectOption('In person');
        await here.page.getByRole('textbox', { name: 'A word to them' }).fill('Looking forward to it.');
        await here.page.getByRole('combobox', { name: 'Somebody who should know' }).fill('helen');
        await here.page.getByRole('option', { name: /Helen/ }).click();
        await book();
        await here.page.getByRole('heading', { name: 'You meet Dr Amara Okonkwo' }).waitFor();
        expect(here.lastAct()).toEqual({
          submit: {
            'First meeting': 'Friday 11 December, 08:00',
            How: 'In person',
            'A word to them': 'Looking forward to it.',
            'Somebody who should know': 'Helen Whitcombe',
          },
        });
      });

      test('a required answer that is missing is asked for on the card, and nothing is sent', async () => {
        await openAcceptForm();
        const before = here.server.world.acts.length;
        await book();
        await card('Please choose: How.').waitFor();
        expect(here.server.world.acts.length).toBe(before);
      });

      test('a form that the app refuses comes back with the error above and what was typed in it', async () => {
        await openAcceptForm();
        await here.page.getByRole('combobox', { name: 'How' }).selectOption('By video');
        await here.page.getByRole('textbox', { name: 'A word to them' }).fill('Half a sentence');
        await book();
        await here.page
          .locator('.card')
          .getByText('Choose one of the times, or offer others.')
          .first()
          .waitFor();
        expect(await here.page.getByRole('textbox', { name: 'A word to them' }).inputValue()).toBe(
          'Half a sentence',
        );
        expect(await here.page.locator('.card [aria-invalid="true"]').count()).toBe(1);
      });

      test('what was typed into a card stays, whatever arrives and whoever is looked at', async () => {
        await openAcceptForm();
        const word = here.page.getByRole('textbox', { name: 'A word to them' });
        await word.fill('Half a sentence');
        await here.page.getByRole('combobox', { name: 'Somebody who should know' }).fill('bola');
        await here.page.getByRole('option', { name: /Bola/ }).click();
        await word.focus();
        here.server.world.act('kwame', { say: 'help' });
        await here.page.locator('.bubble-text').getByText('to ask for a mentor').waitFor();
        expect(await here.page.locator('.card textarea:focus').count()).toBe(1);
        expect(await word.inputValue()).toBe('Half a sentence');
        await here.be('amara');
        await here.be('kwame');
        expect(await word.inputValue()).toBe('Half a sentence');
        expect(await here.page.getByRole('combobox', { name: 'Somebody who should know' }).inputValue()).toBe(
          'Dr Bola Adeyemi',
        );
      });

      test('uncovering a part of a card is the client’s own affair', async () => {
        here = await visit(browser, 'kwame');
        await here.page.getByRole('button', { name: 'What is expected' }).click();
        await card('About an hour a month').waitFor();
        await here.page.getByRole('button', { name: 'Decline' }).click();
        await card('Decline this request?').waitFor();
        expect(here.server.world.acts).toEqual([]);
      });

      test('typed words stand at the other side, and the answer’s markup is drawn', async () => {
        here = await visit(browser, 'lukasz');
        await here.type('help');
        await here.page.locator('.own .bubble-text', { hasText: 'help' }).waitFor();
        expect(await here.page.locator('.bubble-text strong').allInnerTexts()).toEqual(['ask', 'help']);
        expect(here.lastAct()).toEqual({ say: 'help' });
      });

      test('signs that a card escapes are shown as they were written', async () => {
        here = await visit(browser, 'christina');
        await card('Markup is shown as written: *not bold*, <b>, 1. not a list.').waitFor();
        await card('A link to nowhere good').waitFor();
        expect(await here.page.locator('.card a').count()).toBe(1);
        expect(await here.page.locator('.card a').getAttribute('href')).toBe('https://example.org/');
      });
    });

    describe('the clock', () => {
      test('"next" goes to what happens next, says what it was, and the message is there', async () => {
        here = await visit(browser, 'amara');
        expect(await clock()).toBe('Thursday 3 December 2026, 09:00');
        await button('Next thing that happens').click();
        await expect.poll(clock).toBe('Wednesday 9 December 2026, 17:30');
        await here.page.getByRole('heading', { name: 'You meet Dr Kwame Asante tomorrow' }).waitFor();
        await here.page.getByText('17:30. Sent a reminder.').first().waitFor();
        await here.page.getByRole('button', { name: 'See what' }).click();
        await here.page
          .getByRole('tabpanel', { name: 'What happened' })
          .getByText('Sent a reminder')
          .waitFor();
        await button('Next thing that happens').click();
        await here.page.getByText('Nothing is waiting to happen.').first().waitFor();
      });

      test('steps and jumps move it, by London’s time', async () => {
        here = await visit(browser, 'amara');
        await button('+1 day').click();
        await expect.poll(clock).toBe('Friday 4 December 2026, 09:00');
        await button('Jump to a time').click();
        await here.page.getByLabel('Jump to a time in London').fill('2027-06-01T12:15');
        await here.page.getByRole('button', { name: 'Jump', exact: true }).click();
        await expect.poll(clock).toBe('Tuesday 1 June 2027, 12:15');
        expect(here.server.world.clock().now).toBe('2027-06-01T11:15:00.000Z');
      });

      test('going back in time is refused kindly', async () => {
        provoked = /409/;
        here = await visit(browser, 'amara');
        await button('+1 week').click();
        await expect.poll(clock).toBe('Thursday 10 December 2026, 09:00');
        await button('Jump to a time').click();
        await here.page.getByLabel('Jump to a time in London').fill('2026-12-01T12:15');
        // The browser's own check of the earliest time is passed over, as by a page that lags behind.
        await here.page.evaluate("document.querySelector('.jump').noValidate = true");
        await here.page.getByRole('button', { name: 'Jump', exact: true }).click();
        await here.page.locator('.toast', { hasText: 'The clock only goes forward.' }).waitFor();
      });
    });

    describe('beside the conversation', () => {
      test('the inspector shows the JSON of the message that is pointed at', async () => {
        here = await visit(browser, 'kwame');
        await here.page.getByRole('button', { name: 'Show what Teams received' }).click();
        const panel = here.page.getByRole('tabpanel', { name: 'JSON' });
        await panel.getByRole('heading', { name: 'What Teams received' }).waitFor();
        await panel.getByText('"application/vnd.microsoft.card.adaptive"').waitFor();
      });

      test('the inspector shows an open form’s view, while it is open', async () => {
        here = await visit(browser, 'amara');
        await here.type('/mentor ask');
        await here.dialog.waitFor();
        await here.page.getByRole('tab', { name: 'JSON' }).click();
        await here.page.getByText('The form “Ask for a mentor”').waitFor();
        expect(await here.dialog.isVisible()).toBe(true);
      });

      test('the walk types for the visitor, and ticks a step only once the form was taken', async () => {
        here = await visit(browser, 'helen');
        const guide = here.page.getByRole('tabpanel', { name: 'Guide' });
        await guide.getByRole('button', { name: '/mentor ask' }).click();
        await here.page.getByRole('region', { name: 'Slack, as Dr Amara Okonkwo sees it' }).waitFor();
        await expect.poll(() => here.composer.inputValue()).toBe('/mentor ask');
        await here.composer.press('Enter');
        await fillAskForm(here);
        await here.dialog.getByLabel('What would help most?').fill('Short');
        await here.sendForm();
        await here.dialog.locator('.field-error').waitFor();
        expect(await guide.locator('.step.done').count()).toBe(0);
        await here.dialog.getByLabel('What would help most?').fill('Somewhat longer than before.');
        await here.sendForm();
        await guide.locator('.step.done').waitFor();
        expect(await guide.locator('[aria-current="step"] h3').innerText()).toBe('Find somebody who fits');
      });

      test('a server that stopped is noticed, nothing typed is lost, and the page comes back by itself', async () => {
        provoked = /ERR_|Failed to load resource/;
        here = await visit(browser, 'amara');
        await here.server.stop();
        here.server.world.act('minseo', { command: '/mentor help' });
        await here.page.getByRole('alert').filter({ hasText: 'has stopped answering' }).waitFor();
        await here.type('/mentor help');
        await here.page.locator('.toast.problem').waitFor();
        expect(await here.composer.inputValue()).toBe('/mentor help');
        await here.server.restart();
        await here.page.getByRole('alert').waitFor({ state: 'hidden', timeout: 15_000 });
        await here.page.locator('a[data-person="minseo"] .count').waitFor();
        await here.composer.press('Enter');
        await here.page.getByText('Only visible to you').waitFor();
      });
    });
  },
);
