/** A headless Chromium for tests, where the machine has one, and a page that remembers what went wrong in it. */

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Where Chromium is usually found; `CHROMIUM_PATH` wins. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium, or why there is none: tests print that and are skipped. */
export function findChromium(): { readonly path: string } | { readonly reason: string } {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted !== undefined && wanted !== '') {
    return existsSync(wanted)
      ? { path: wanted }
      : { reason: `CHROMIUM_PATH says ${wanted}, which does not exist` };
  }
  const path = places.find((place) => existsSync(place));
  return path === undefined ? { reason: 'no Chromium was found; set CHROMIUM_PATH to one' } : { path };
}

export function launchBrowser(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type WatchedPage = {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests that left the page's own server. */
  readonly problems: readonly string[];
};

/** A page in a context of its own: no cookies or storage of another test. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const problems: string[] = [];
  const { origin } = new URL(url);
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) problems.push(`left the server: ${request.url()}`);
  });
  await page.goto(url);
  return { page, problems };
}

/** Contrast of an element's text with what lies behind it, by the formula of WCAG 2.2. */
export async function contrastOf(page: Page, selector: string): Promise<number> {
  await page.locator(selector).first().waitFor();
  const found: unknown = await page.evaluate(`((element) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const paint = canvas.getContext('2d', { willReadFrequently: true });
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.unshift(getComputedStyle(one).backgroundColor);
    paint.fillStyle = '#fff';
    paint.fillRect(0, 0, 1, 1);
    for (const layer of layers) { paint.fillStyle = layer; paint.fillRect(0, 0, 1, 1); }
    const behind = paint.getImageData(0, 0, 1, 1).data;
    const ground = [behind[0], behind[1], behind[2]];
    paint.fillStyle = getComputedStyle(element).color;
    paint.fillRect(0, 0, 1, 1);
    const text = paint.getImageData(0, 0, 1, 1).data;
    const light = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const [a, b] = [light(ground), light(text)].sort((one, two) => two - one);
    return (a + 0.05) / (b + 0.05);
  })(document.querySelector(${JSON.stringify(selector)}))`);
  return Number(found);
}

/** Controls that a screen reader could only call "button" or "edit": the browser's own view of names. */
export async function namelessControls(page: Page): Promise<readonly string[]> {
  const roles = new Set(
    'button link textbox combobox checkbox radio tab spinbutton option listbox dialog alertdialog radiogroup Date DateTime InputTime'.split(
      ' ',
    ),
  );
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter((node) => !node.ignored && roles.has(String(node.role?.value ?? '')))
    .filter((node) => String(node.name?.value ?? '').trim() === '')
    .map((node) => `${String(node.role?.value)} (node ${node.nodeId})`);
}
