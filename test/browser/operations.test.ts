/** The operations page in a browser: asked for its token, readable by everybody, and one press that helps. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { contrastOf, findChromium, launchBrowser, namelessControls } from '../support/browser.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

const chromium = findChromium();
const why = 'reason' in chromium ? ` (skipped: ${chromium.reason})` : '';
const token = 'operations-browser-token-of-forty-signs-x';

describe.skipIf('reason' in chromium)(`the operations page${why}`, { timeout: 30_000 }, () => {
  let browser: Browser;
  let app: InsideApp;
  let inside: Inside;

  beforeAll(async () => {
    if ('path' in chromium) browser = await launchBrowser(chromium.path);
    app = await startInside({ RAPPORT_OPS_TOKEN: token });
    inside = await insideOf(app);
    app.playground.slack.faults.next('chat.postMessage', { kind: 'status', status: 403 }, 1_000);
    const amara = app.client.as('amara');
    await amara.type('/mentor ask');
    await amara.submit(await steps.askAnswers(app.client));
    await vi.waitFor(async () => expect(await refused()).not.toHaveLength(0), { timeout: 10_000 });
  }, 60_000);
  afterAll(async () => {
    await inside?.close();
    await app?.stop();
    await browser?.close();
  });

  const refused = () =>
    inside.query<{ id: string }>(`select id from outbox where state = 'pending' and why = 'http_403'`);

  async function visit(
    options: { readonly password?: string; readonly dark?: boolean; readonly width?: number } = {},
  ): Promise<{ page: Page; problems: string[]; status: number | undefined }> {
    const { password = token, dark = false, width = 1280 } = options;
    const context = await browser.newContext({
      httpCredentials: { username: 'ops', password },
      colorScheme: dark ? 'dark' : 'light',
      viewport: { width, height: 800 },
      javaScriptEnabled: true,
    });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
    page.on('pageerror', (error) => void problems.push(error.message));
    const answer = await page.goto(`${app.url}/ops`).catch(() => undefined);
    return { page, problems, status: answer?.status() };
  }

  test('asks a browser for the token, and shows nothing to one that has another', async () => {
    const { page, status } = await visit({ password: 'something else' });
    expect(status === undefined || status === 401).toBe(true);
    expect(await page.textContent('body')).not.toContain('Operations');
  });

  test.each([
    ['in the light', {}],
    ['in the dark', { dark: true }],
    ['on a telephone', { width: 360 }],
  ])('is whole, named and legible %s', async (_, options) => {
    const { page, problems } = await visit(options);
    expect(await page.title()).toBe('Rapport: operations');
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Operations']);
    expect(await namelessControls(page)).toEqual([]);
    for (const text of ['h1', 'dt', 'th', 'td', 'button', 'code'])
      expect(await contrastOf(page, text), text).toBeGreaterThan(4.5);
    // Wide tables scroll in themselves; the page does not.
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    // Its policy lets its own style in and nothing else.
    expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).fontSize')).toBe('24px');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('works by keyboard alone: what was put off is tried again, and is sent', async () => {
    const { page, problems } = await visit();
    const ids = (await refused()).map(({ id }) => id);
    app.playground.slack.faults.clear();
    const button = page.getByRole('button', { name: `Try again now for ${inside.organisationId} on slack` });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await page.getByRole('status').textContent()).toContain('What was put off goes out now');
    await vi.waitFor(
      async () =>
        expect(
          await inside.query(`select from outbox where id = any($1) and state = 'sent'`, [ids]),
        ).toHaveLength(ids.length),
      { timeout: 10_000 },
    );
    await page.getByRole('link', { name: 'Look again' }).click();
    expect(await page.getByRole('status').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
