/**
 * Who may talk to the playground. It has no sign-in, so a web page from elsewhere must not reach it: neither by a name
 * that suddenly points to this machine (DNS rebinding), nor by a form that posts here (CSRF).
 */

import type { IncomingMessage } from 'node:http';

/** Why a request is refused, in words; `undefined` when it may go on. */
export function refusalOf(req: Pick<IncomingMessage, 'method' | 'headers'>): string | undefined {
  const host = req.headers.host ?? '';
  if (!isLoopbackHost(host)) return 'The playground answers on this machine only.';
  const origin = req.headers.origin;
  if (origin !== undefined && origin !== `http://${host}`) return 'Another site may not use the playground.';
  const site = req.headers['sec-fetch-site'];
  const reads = req.method === 'GET' || req.method === 'HEAD';
  if (!reads && site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'Another site may not use the playground.';
  }
  return undefined;
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  return name === 'localhost' || name === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}
