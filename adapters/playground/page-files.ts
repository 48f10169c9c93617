/** The page's files: HTML and styles from the source tree, compiled scripts from `dist`, one library from its package. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type PageFile = { readonly type: string; readonly bytes: Buffer };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Sent with every file. Cards carry pictures: from the app on this machine, from https, or in the card itself. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data: https: http://127.0.0.1:* http://localhost:*",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Where a file of the page is; `name` is a path below it, such as `slack/modal.js`. `undefined` when there is none. */
export function findPageFile(name: string): string | undefined {
  // Plain segments only: nothing hidden, nothing that climbs, nothing encoded.
  const plain = /^[\w-]+(\.[\w-]+)*(\/[\w-]+(\.[\w-]+)*)*$/.test(name);
  if (!plain || TYPES[extname(name)] === undefined) return undefined;
  if (name === 'vendor/adaptivecards.js') return adaptiveCards();
  const tree = extname(name) === '.js' ? ['dist', 'adapters'] : ['adapters'];
  const place = join(packageRoot(), ...tree, 'playground', 'page', name);
  return existsSync(place) ? place : undefined;
}

export async function readPageFile(name: string): Promise<PageFile | undefined> {
  const place = findPageFile(name);
  if (place === undefined) return undefined;
  return { type: TYPES[extname(name)] ?? 'application/octet-stream', bytes: await readFile(place) };
}

/** The same from the source tree and from `dist`: the folder above that has the package's own `package.json`. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function adaptiveCards(): string {
  const main = createRequire(import.meta.url).resolve('adaptivecards/package.json');
  return join(dirname(main), 'dist', 'adaptivecards.min.js');
}
