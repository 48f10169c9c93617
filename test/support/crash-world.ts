/** An app that nobody kills, and people who use it over a wire that may carry everything more than once. */

import { about, createDeeds } from './crash-deeds.ts';
import type { Deeds } from './crash-deeds.ts';
import { createLedger } from './crash-ledger.ts';
import type { Ledger } from './crash-ledger.ts';
import { createMessageAudit } from './crash-messages.ts';
import type { MessageAudit } from './crash-messages.ts';
import { crashPerson, messageWith } from './crash-person.ts';
import type { CrashPerson } from './crash-person.ts';
import { createCrashSite } from './crash-site.ts';
import type { CrashSite } from './crash-site.ts';
import { until } from './crash-wait.ts';

export type World = {
  readonly site: CrashSite;
  readonly ledger: Ledger;
  readonly deeds: Deeds;
  readonly messages: MessageAudit;
  readonly person: (id: string) => CrashPerson;
  /** A day on which everybody could meet. */
  readonly day: string;
  /** Resolves when everything that is due has been done. */
  readonly settled: () => Promise<void>;
  /** Every row that a deed can change, as text. */
  readonly state: () => Promise<ReadonlySet<string>>;
};

/** Not what notes that somebody was there: inbox, references, accounts; nor people, who are read again at every start. */
const tables = [
  'request',
  'proposal',
  'relationship',
  'meeting',
  'offer',
  'audit',
  'outbox',
  'timer',
] as const;

export async function aWorld(): Promise<World> {
  const site = await createCrashSite();
  const ledger = createLedger(site);
  const people = new Map(site.people.map((one) => [one.id, crashPerson(site, one)]));
  return {
    site,
    ledger,
    deeds: createDeeds(ledger),
    messages: await createMessageAudit(site),
    person: (id) => {
      const someone = people.get(id);
      if (someone === undefined) throw new Error(`Nobody is called ${id}`);
      return someone;
    },
    day: new Date(site.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10),
    settled: () =>
      until('everything due has been done', async () => {
        const [row] = await site.query<{ left: number }>(
          `select ((select count(*) from outbox where state = 'pending')
            + (select count(*) from timer where state = 'pending' and due_at <= now()))::int as left`,
        );
        return row?.left === 0;
      }),
    state: async () => {
      const state = new Set<string>();
      for (const table of tables) {
        const rows = await site.query<{ row: string }>(`select t::text as row from ${table} t`);
        for (const { row } of rows) state.add(`${table} ${row}`);
      }
      return state;
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

/** Rows that are in only one of two states. */
export function changes(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  return [
    ...[...before].filter((row) => !after.has(row)).map((row) => `gone: ${row}`),
    ...[...after].filter((row) => !before.has(row)).map((row) => `new: ${row}`),
  ];
}
