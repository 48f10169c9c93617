/** Check-ins: what each of a pair is asked now and then about how it goes, and after how many days a scheme asks. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    -- Schemes that are there already begin with what is usual; from then on each says it for itself.
    alter table scheme
      add check_in_first_days integer default 30 check (check_in_first_days >= 0),
      add check_in_every_days integer default 60 check (check_in_every_days >= 0);
    alter table scheme
      alter check_in_first_days drop default,
      alter check_in_every_days drop default;

    create table check_in (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      person_id uuid not null,
      asked_at timestamptz not null,
      -- Open, so that a week can be counted; what anybody writes beside it is sealed.
      answer text check (answer in ('very-well', 'well', 'so-so', 'not-so-well', 'not-working', 'over')),
      answered_at timestamptz,
      words bytea,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, person_id) references person
    );
    create index check_in_by_relationship on check_in (organisation_id, relationship_id, asked_at);
    create index check_in_answered on check_in (organisation_id, answered_at) where answer is not null;
  `.execute(db);
  await protect(db, 'check_in');
  await beginToAsk(db);
}

/**
 * Pairs that are there already: each plans its check-ins and reviews once, soon, in a turn of its own, as their ground
 * rules are sealed. Nobody is asked by the plan itself.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function beginToAsk(db: Kysely<any>): Promise<void> {
  // The carrier may know which organisations there are; the owner of the tables sees one at a time.
  await sql`set local role rapport_carrier`.execute(db);
  const { rows } = await sql<{ id: string }>`select organisation_id as id from organisation`.execute(db);
  await sql`reset role`.execute(db);
  for (const { id } of rows) {
    await sql`select set_config('rapport.organisation_id', ${id}, true)`.execute(db);
    await sql`
      insert into timer (organisation_id, id, key, dialog, action, subject, due_at, state, updated_at)
      select organisation_id, gen_random_uuid(), 'relationship:' || id || ':' || dialog || '-plan', dialog, 'plan', id,
        now() + interval '1 day', 'pending', now()
      from relationship, unnest(array['check-in', 'review']) dialog where state <> 'ended'`.execute(db);
  }
  await sql`select set_config('rapport.organisation_id', '', true)`.execute(db);
}
