/** The operations page and its one deed. There is no other way in than its token, and no script on it. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, DrainKey } from '../../engine/ports.ts';
import type { Log } from '../../log.ts';
import type { OrganisationInCare } from '../../store/carrier-lists.ts';
import type { RapportStore } from '../../store/store.ts';
import type { CarrierState } from '../carrier-state.ts';
import { answer, route } from '../http.ts';
import type { Route } from '../http.ts';
import { createGuard } from './guard.ts';
import { opsPage } from './page.ts';
import { readForm } from './read-form.ts';
import { style } from './style.ts';

export type OpsParts = {
  readonly token: string;
  readonly store: Pick<RapportStore, 'carrierLists' | 'tryAgain'>;
  readonly readState: () => Promise<CarrierState>;
  /** Has what waits sent; losing it makes it late by one sweep. */
  readonly startDrain: (key: DrainKey) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
};

const pagePath = '/ops';
const deedPath = '/ops/try-again';
/** So many rows of each list: enough to see what it is. */
const mostRows = 50;

export function opsRoutes(parts: OpsParts): readonly Route[] {
  const { store, clock, log } = parts;
  const guard = createGuard(parts.token);

  /** Nobody learns from the answer whether there is such a page for others, or what was wrong. */
  function admitted(req: IncomingMessage, res: ServerResponse): boolean {
    const verdict = guard.judge(req, Date.now());
    if (verdict === 'in') return true;
    const status = verdict === 'slow' ? 429 : 401;
    if (verdict === 'wrong') log('warn', { type: 'request_refused', route: pagePath, status, why: 'token' });
    if (verdict === 'slow') res.setHeader('Retry-After', '60');
    else res.setHeader('WWW-Authenticate', 'Basic realm="Rapport", charset="UTF-8"');
    refuse(req, res, status);
    return false;
  }

  async function show(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const [state, lists] = await Promise.all([
      parts.readState(),
      store.carrierLists(clock.now(), mostRows).catch(() => undefined),
    ]);
    const now = Date.now();
    const page = opsPage({
      state,
      lists,
      most: mostRows,
      systemNow: new Date(now),
      tried: req.url === `${pagePath}?tried`,
      seal: (one) => guard.seal(subjectOf(one), now),
    });
    res.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; style-src ${style.hash}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    );
    res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    res.setHeader('X-Frame-Options', 'DENY');
    answer(res, 200, req.method === 'HEAD' ? '' : page, 'text/html');
  }

  async function tryAgain(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const form = await readForm(req);
    const key = { organisationId: form?.get('organisation') ?? '', platform: form?.get('platform') ?? '' };
    // What was sealed was on the page: another site cannot make it up, nor can anybody who only knows an id.
    if (isFromElsewhere(req) || !guard.isSealed(subjectOf(key), form?.get('seal') ?? '', Date.now()))
      return refuse(req, res, 403);
    await store.tryAgain(key, clock.now());
    await parts.startDrain(key).catch(() => {});
    res.setHeader('Location', `${pagePath}?tried`);
    answer(res, 303, '');
  }

  const handled =
    (handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>) =>
    (req: IncomingMessage, res: ServerResponse): void => {
      handle(req, res).catch((error: unknown) => {
        log('error', { type: 'carrier_error', where: 'operations page', error });
        if (res.headersSent) res.end();
        else refuse(req, res, 500);
      });
    };
  /** First of all: whoever has no token does not even learn which methods there are. */
  const turnAway: Route = (req, res, path) =>
    (path === pagePath || path.startsWith(`${pagePath}/`)) && !admitted(req, res);

  return [turnAway, route('GET', pagePath, handled(show)), route('POST', deedPath, handled(tryAgain))];
}

function subjectOf({
  organisationId,
  platform,
}: Pick<OrganisationInCare, 'organisationId' | 'platform'>): string {
  return `${organisationId} ${platform}`;
}

/** A browser says where a form was sent from; a program that has the token need not. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** Nothing but the status; what is still being sent is not read to its end. */
function refuse(req: IncomingMessage, res: ServerResponse, status: number): void {
  if (!req.complete) res.setHeader('Connection', 'close');
  answer(res, status, '');
}
