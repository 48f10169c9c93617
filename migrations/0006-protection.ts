/** Keeps organisations apart, whatever a query forgets, and gives the two roles what they need and no more. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const tables = [
  'organisation',
  'workspace',
  'person',
  'account',
  'scheme',
  'coordinator',
  'offer',
  'request',
  'proposal',
  'reporting_line',
  'block',
  'relationship',
  'agreement',
  'meeting',
  'session_record',
  'action',
  'reference',
  'timer',
  'inbox',
  'outbox',
  'message',
  'drain',
  'data_key',
  'audit',
];

/** What may be removed again. Who the organisation is, its keys and its audit stay. */
const lasting = new Set(['organisation', 'data_key', 'audit']);

/** What the carrier sees of every organisation: ids, due times and states, so that it knows whom to wake. */
const carrierSees: Readonly<Record<string, readonly string[]>> = {
  organisation: ['organisation_id'],
  workspace: ['organisation_id', 'platform', 'external_id'],
  timer: ['organisation_id', 'id', 'dialog', 'action', 'due_at', 'version', 'state'],
  outbox: ['organisation_id', 'id', 'platform', 'due_at', 'lease_until', 'state'],
  drain: ['organisation_id', 'platform', 'hold_until'],
};

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  // Some servers take the schema away from everybody; elsewhere our user may not be allowed to grant it, and need not.
  await sql`
    do $$
    begin
      if not (has_schema_privilege('rapport_app', current_schema(), 'usage')
        and has_schema_privilege('rapport_carrier', current_schema(), 'usage'))
      then
        execute format('grant usage on schema %I to rapport_app, rapport_carrier', current_schema());
      end if;
    end $$
  `.execute(db);

  for (const name of tables) await protect(db, name);

  for (const [name, columns] of Object.entries(carrierSees)) {
    const seen = sql.join(columns.map((column) => sql.ref(column)));
    await sql`grant select (${seen}) on ${sql.table(name)} to rapport_carrier`.execute(db);
    await sql`create policy carrier_sees on ${sql.table(name)} for select to rapport_carrier using (true)`.execute(
      db,
    );
  }
}

/** Organisations apart on one table, and the app's rights to it. Later migrations call it for the tables they make. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function protect(db: Kysely<any>, name: string): Promise<void> {
  const table = sql.table(name);
  await sql`alter table ${table} enable row level security`.execute(db);
  await sql`alter table ${table} force row level security`.execute(db);
  // With nothing set, or after a transaction that had it set, the setting is null or empty: then no row is shown.
  await sql`
    create policy organisation_only on ${table}
      using (organisation_id = nullif(current_setting('rapport.organisation_id', true), '')::uuid)
      with check (organisation_id = nullif(current_setting('rapport.organisation_id', true), '')::uuid)
  `.execute(db);
  await sql`grant select, insert on ${table} to rapport_app`.execute(db);
  if (name !== 'audit') await sql`grant update on ${table} to rapport_app`.execute(db);
  if (!lasting.has(name)) await sql`grant delete on ${table} to rapport_app`.execute(db);
}
