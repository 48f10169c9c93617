/** An app that nobody kills, and people who use it over a wire that may carry everything more than once. */

import pg from 'pg';
import { about, createDeeds } from './deeds.ts';
import type { Deeds } from './deeds.ts';
import { createLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { createMessageAudit } from './messages.ts';
import type { MessageAudit } from './messages.ts';
import { messageWith, peopleOf } from './person.ts';
import type { CrashPerson } from './person.ts';
import { createCrashSite } from './site.ts';
import type { CrashSite } from './site.ts';
import { until } from './wait.ts';

export type World = {
  readonly site: CrashSite;
  readonly ledger: Ledger;
  readonly deeds: Deeds;
  readonly messages: MessageAudit;
  readonly person: (id: string) => CrashPerson;
  /** A day on which everybody could meet. */
  readonly day: string;
  /** Every row that a deed could change, as text. */
  readonly state: () => Promise<ReadonlySet<string>>;
};

/** What notes that somebody was there or something came, and what is read from the platforms anew at every start. */
const notState = [
  'inbox',
  'reference',
  'drain',
  'data_key',
  'account',
  'person',
  'workspace',
  'reporting_line',
];

export async function aWorld(): Promise<World> {
  const site = await createCrashSite();
  const ledger = createLedger(site);
  return {
    site,
    ledger,
    deeds: createDeeds(ledger),
    messages: await createMessageAudit(site),
    person: peopleOf(site),
    day: new Date(site.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10),
    state: async () => {
      const tables = await site.query<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1)`,
        [notState],
      );
      const rows = await Promise.all(
        tables.map(({ name }) =>
          site.query<{ row: string }>(`select '${name} ' || t::text as row from ${name} t`),
        ),
      );
      return new Set(rows.flat().map(({ row }) => row));
    },
  };
}

/** Presses a button on the card that says so, waits for the form, and leaves it open. Resolves with the card's id. */
export async function openForm(by: CrashPerson, words: RegExp, button: RegExp): Promise<string> {
  const card = await by.awaits(String(words), (screen) => messageWith(screen, words, button));
  const label = card.controls.find((control) => button.test(control.label))?.label ?? '';
  await by.act({ press: { label, message: card.id } });
  await by.awaits(`the form of ${label}`, ({ form }) => form ?? undefined);
  return card.id;
}

/** A mentor with the form open in which they accept. `send` sends it with the first time that is offered. */
export async function aboutToAccept(
  by: CrashPerson,
  words: string,
): Promise<{ readonly card: string; readonly send: () => Promise<unknown> }> {
  const question = 'When will you first meet?';
  const card = await openForm(by, about(words), /^Accept and choose a time/);
  const time = by.screen().form?.fields.find(({ label }) => label === question)?.options[0] ?? '';
  return { card, send: () => by.act({ submit: { [question]: time } }) };
}

/**
 * Two deeds at the same moment, however slow the machine: both are in the middle of their turns before either goes on,
 * because we hold what both need, the lock on the requests.
 */
export async function atOnce(
  site: CrashSite,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<void> {
  await site.settled();
  const turnsWait = (count: number): Promise<void> =>
    until(`${count} turns wait`, async () => {
      const waiting = await site.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length === count;
    });
  const holder = new pg.Client({ connectionString: site.databaseUrl });
  await holder.connect();
  try {
    await holder.query('begin; select from request for no key update');
    const first = one();
    await turnsWait(1);
    const second = other();
    await turnsWait(2);
    await holder.query('commit');
    await Promise.all([first, second]);
  } finally {
    await holder.end();
  }
  await site.settled();
}

/** Rows that are in only one of two states. */
export function changes(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  return [
    ...[...before].filter((row) => !after.has(row)).map((row) => `gone: ${row}`),
    ...[...after].filter((row) => !before.has(row)).map((row) => `new: ${row}`),
  ];
}
