/** The operations page: what waits, where, and for how long. Ids, counts and times; nothing that anybody wrote or is called. */

import { queueNames } from '../../../jobs/queues.ts';
import { jobStates } from '../../../jobs/state.ts';
import type { CarrierLists, OrganisationInCare } from '../../store/carrier-lists.ts';
import type { CarrierState } from '../carrier-state.ts';
import { html, nothing, textOf } from './html.ts';
import type { Html } from './html.ts';
import { code, earliest, sayAge, sayKnown, table, timeOf } from './parts.ts';
import { style } from './style.ts';

export type OpsPage = {
  readonly state: CarrierState;
  /** `undefined`: the database could not be asked. */
  readonly lists: CarrierLists | undefined;
  /** At most so many rows of each list were asked for. */
  readonly most: number;
  /** The system's time, by which the queues plan; `state.at` is by our own clock. */
  readonly systemNow: Date;
  /** Something was just tried again. */
  readonly tried: boolean;
  /** What the form for this organisation and platform has to send along. */
  readonly seal: (one: OrganisationInCare) => string;
};

export function opsPage(page: OpsPage): string {
  const { state, lists, tried } = page;
  return textOf(
    html`<!doctype html>
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>Rapport: operations</title>
          ${style.element}
        </head>
        <body>
          <header>
            <h1>Operations</h1>
            <p>As at ${timeOf(state.at)}. Ids, counts and times only. <a href="/ops">Look again</a></p>
          </header>
          <main>
            ${tried ? html`<p role="status" class="said">What was put off goes out now. Look again in a minute.</p>` : nothing}
            ${glance(page)}
            ${lists === undefined ? html`<p class="bad">The database cannot be asked at the moment.</p>` : listsOf(page, lists)}
            ${queues(state)}
          </main>
        </body>
      </html> `,
  );
}

function glance({ state, systemNow }: OpsPage): Html {
  const { figures, queues: known, at } = state;
  const due = figures?.timers.reduce((sum, one) => sum + one.due, 0);
  const failed = figures?.timers.reduce((sum, one) => sum + one.failed, 0);
  const running = figures?.timers.reduce((sum, one) => sum + one.running, 0);
  const stuck = figures?.timers.reduce((sum, one) => sum + one.stuck, 0);
  const messages = figures?.outbox.reduce((sum, one) => sum + one.due + one.leased + one.later, 0);
  const held = figures?.outbox.reduce((sum, one) => sum + one.held, 0);
  const oldestTimer = earliest(figures?.timers.map((one) => one.oldestDueAt));
  const oldestMessage = earliest(figures?.outbox.map((one) => one.oldestWantedAt));
  const rows: readonly (readonly [string, Html])[] = [
    ['Database', sayKnown(figures === undefined ? undefined : 'reached')],
    ['Queues', sayKnown(known === undefined ? undefined : 'reached')],
    ['Workers', sayKnown(known?.workers)],
    ['Last sweep', sayKnown(known?.sweptAt === undefined ? undefined : sayAge(known.sweptAt, systemNow))],
    ['Organisations', sayKnown(figures?.organisations)],
    [
      'Timers due',
      html`${sayKnown(due)}${oldestTimer === undefined ? nothing : html`, the oldest for ${sayAge(oldestTimer, at)}`}`,
    ],
    ['Timers set aside', sayKnown(failed)],
    ['Long work', html`${sayKnown(running)} running, ${sayKnown(stuck)} stuck`],
    [
      'Messages that wait',
      html`${sayKnown(messages)}${oldestMessage === undefined ? nothing : html`, the oldest for ${sayAge(oldestMessage, at)}`}`,
    ],
    ['Messages held for a morning', sayKnown(held)],
  ];
  return html`<section aria-labelledby="glance">
    <h2 id="glance">At a glance</h2>
    <dl>
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function listsOf(page: OpsPage, { organisations, messages, timers }: CarrierLists): Html {
  const { at } = page.state;
  return html` ${table(
    'Organisations with messages that wait, or on hold',
    [
      'Organisation',
      'Platform',
      'Due',
      'Put off',
      'For a morning',
      'Oldest',
      'On hold until',
      'Failed in a row',
      'Try again',
    ],
    organisations.map((one) => [
      code(one.organisationId),
      html`${one.platform}`,
      html`${one.due}`,
      html`${one.later}`,
      html`${one.held}`,
      one.oldestWantedAt === null ? nothing : html`${sayAge(one.oldestWantedAt, at)}`,
      one.holdUntil === null ? nothing : timeOf(one.holdUntil),
      html`${one.troubles}`,
      tryAgain(page, one),
    ]),
    page.most,
  )}
  ${table(
    'Messages that wait longest',
    ['Message', 'Organisation', 'Platform', 'Waits for', 'Next attempt', 'Attempts', 'Why'],
    messages.map((one) => [
      code(one.id),
      code(one.organisationId),
      html`${one.platform}`,
      html`${sayAge(one.wantedAt, at)}`,
      one.leaseUntil === null ? timeOf(one.dueAt) : html`leased until ${timeOf(one.leaseUntil)}`,
      html`${one.attempts}`,
      html`${one.why ?? ''}`,
    ]),
    page.most,
  )}
  ${table(
    'Timers set aside, and those that are due',
    ['Timer', 'Organisation', 'Kind', 'State', 'Due for', 'Attempts', 'Held until'],
    timers.map((one) => [
      code(one.id),
      code(one.organisationId),
      html`${one.kind}`,
      html`${one.state === 'failed' ? 'set aside' : 'due'}`,
      html`${sayAge(one.dueAt, at)}`,
      html`${one.attempts}`,
      one.heldUntil === null ? nothing : timeOf(one.heldUntil),
    ]),
    page.most,
  )}`;
}

function queues({ queues: known }: CarrierState): Html {
  if (known === undefined) return html`<p class="bad">The queues cannot be asked at the moment.</p>`;
  return table(
    'Queues',
    ['Queue', ...jobStates],
    queueNames.map((name) => [html`${name}`, ...jobStates.map((state) => html`${known.jobs[name][state]}`)]),
    queueNames.length + 1,
  );
}

/** Only where there is something to try: what waits for a morning waits for it. */
function tryAgain({ seal }: OpsPage, one: OrganisationInCare): Html {
  if (one.due + one.later === 0 && one.holdUntil === null) return nothing;
  const { organisationId, platform } = one;
  return html`<form method="post" action="/ops/try-again">
    <input type="hidden" name="organisation" value="${organisationId}" /><input
      type="hidden"
      name="platform"
      value="${platform}"
    />
    <input type="hidden" name="seal" value="${seal(one)}" />
    <button aria-label="Try again now for ${organisationId} on ${platform}">Try again now</button>
  </form>`;
}
