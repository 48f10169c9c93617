/** One visit to the page in a test: a fresh scripted hospital, a fresh browser context, and the usual handles. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Act } from '../../adapters/playground/api-types.ts';
import { openPage } from '../support/browser.ts';
import { startFixtureServer } from './fixture-server.ts';
import type { FixtureServer } from './fixture-server.ts';

export type Visit = {
  readonly page: Page;
  readonly server: FixtureServer;
  readonly problems: readonly string[];
  readonly composer: Locator;
  /** Types into the composer and sends with Enter. */
  readonly type: (words: string) => Promise<void>;
  readonly dialog: Locator;
  readonly sendForm: () => Promise<void>;
  readonly be: (person: string) => Promise<void>;
  /** What the page asked the server to do last. */
  readonly lastAct: () => Act | undefined;
  readonly end: () => Promise<void>;
};

const built = fileURLToPath(new URL('../../dist/adapters/playground/page/page.js', import.meta.url));

export async function visit(
  browser: Browser,
  person: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  if (!existsSync(built))
    throw new Error('The page is not built: run `npx tsc -p adapters/playground/page`.');
  const server = await startFixtureServer();
  const { page, problems } = await openPage(browser, `${server.url}#/${person}`, options);
  await page.locator('.window[aria-busy]').waitFor({ state: 'detached' });
  await page.locator('.window').waitFor();
  const composer = page.locator('.composer-input');
  const dialog = page.getByRole('dialog');
  return {
    page,
    server,
    problems,
    composer,
    type: async (words) => {
      await composer.fill(words);
      await composer.press('Enter');
    },
    dialog,
    sendForm: () => dialog.getByRole('button', { name: 'Send', exact: true }).click(),
    be: async (next) => {
      await page.locator(`a[data-person="${next}"]`).click();
      await page.locator(`a[data-person="${next}"][aria-current]`).waitFor();
    },
    lastAct: () => server.world.acts.at(-1)?.act,
    end: async () => {
      await page.context().close();
      await server.stop();
    },
  };
}

/** Answers every required question of the form in which somebody asks for a mentor. */
export async function fillAskForm({ dialog, page }: Visit): Promise<void> {
  await dialog.getByLabel('Career planning').check();
  await dialog.getByLabel('What would help most?').fill('A word with somebody who moved into research.');
  await dialog.getByLabel('First time that suits you').fill('2026-12-10');
  await dialog.getByLabel('At', { exact: true }).fill('17:30');
  await dialog.getByLabel('How you would like to meet').click();
  await page.getByRole('option', { name: 'By video' }).click();
  await dialog.getByLabel('I prefer not to say').check();
}
