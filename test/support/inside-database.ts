/** The database as its thief or its administrator sees it: every row of every table, past row level security. */

import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { roster } from '../../adapters/playground/roster.ts';
import { referenceTo } from '../../src/store/references.ts';
import type { Reference, Target } from '../../src/ui/reference.ts';
import type { TestApp } from './app.ts';

export type Inside = {
  readonly organisationId: string;
  readonly query: <R extends object>(sql: string, values?: readonly unknown[]) => Promise<readonly R[]>;
  /** The only row, or an error. */
  readonly one: <R extends object>(sql: string, values?: readonly unknown[]) => Promise<R>;
  /** Id of the person behind somebody of the roster. */
  readonly personId: (rosterId: string) => Promise<string>;
  /** A reference that leads there, whether or not it stands on any card. */
  readonly mint: (target: Target) => Promise<Reference>;
  /** Once nothing is on its way any more: every table of ours but those named, with a digest of its rows, so that a change of any byte shows. */
  readonly digest: (without?: readonly string[]) => Promise<Readonly<Record<string, string>>>;
  /** Every row of every table as text. */
  readonly rows: () => Promise<readonly { readonly table: string; readonly row: string }[]>;
  readonly close: () => Promise<void>;
};

/** With a client, what is due is due by the playground's clock. */
export async function insideOf(
  app: Pick<TestApp, 'databaseUrl'> & Partial<Pick<TestApp, 'client'>>,
): Promise<Inside> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  const query: Inside['query'] = async <R extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<R>(sql, [...values])).rows;
  const one: Inside['one'] = async <R extends object>(sql: string, values?: readonly unknown[]) => {
    const found = await query<R>(sql, values);
    const [row] = found;
    if (row === undefined || found.length > 1) throw new Error(`${found.length} rows, one expected: ${sql}`);
    return row;
  };
  const { organisation_id: organisationId } = await one<{ organisation_id: string }>(
    'select organisation_id from organisation order by created_at limit 1',
  );

  const rows: Inside['rows'] = async () => {
    const tables = await query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    if (tables.length < 20) throw new Error('So few tables prove nothing');
    const all: { table: string; row: string }[] = [];
    for (const { name } of tables) {
      const found = await query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
      all.push(...found.map(({ row }) => ({ table: name.replace(/^public\./, ''), row })));
    }
    return all;
  };

  return {
    organisationId,
    query,
    one,
    rows,
    personId: async (rosterId) => {
      const someone = roster.people.find((person) => person.id === rosterId);
      const account = someone?.platform === 'slack' ? someone.userId : someone?.aadObjectId;
      const { person_id } = await one<{ person_id: string }>(
        'select person_id from account where external_id = $1 and organisation_id = $2',
        [account, organisationId],
      );
      return person_id;
    },
    mint: async (target) => {
      const reference = referenceTo(organisationId, target);
      await query(
        `insert into reference (organisation_id, id, dialog, action, subject, args)
          values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [
          organisationId,
          reference,
          target.dialog,
          target.action,
          target.subject,
          target.args === undefined ? null : JSON.stringify(target.args),
        ],
      );
      return reference;
    },
    digest: async (without = []) => {
      await outboxEmpty(
        query,
        app.client === undefined ? new Date() : new Date((await app.client.clock()).now),
      );
      const digests = new Map<string, ReturnType<typeof createHash>>();
      for (const { table, row } of await rows()) {
        if (without.includes(table) || table.startsWith('bullmq.')) continue;
        const hash = digests.get(table) ?? createHash('sha256');
        digests.set(table, hash.update(row));
      }
      return Object.fromEntries([...digests].map(([table, hash]) => [table, hash.digest('hex')]));
    },
    close: () => client.end(),
  };
}

/** What is being sent is still being written down. */
async function outboxEmpty(query: Inside['query'], now: Date): Promise<void> {
  const deadline = Date.now() + 5_000;
  const pending = `select from outbox where state = 'pending' and due_at <= $1 limit 1`;
  while ((await query(pending, [now])).length > 0) {
    if (Date.now() > deadline) throw new Error('Something in the outbox is not sent');
    await new Promise((done) => setTimeout(done, 20));
  }
}
