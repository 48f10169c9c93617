/** When people may be reminded, and of what: their choices, their absences, closure days, and nudges that go together. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

const tables = ['reminder_choices', 'absence', 'closure', 'bundle'];

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table reminder_choices (
      organisation_id uuid not null,
      id uuid not null,
      person_id uuid not null,
      quiet_from text not null,
      quiet_to text not null,
      quiet_days integer[] not null check (quiet_days <@ '{1,2,3,4,5,6,7}'),
      meeting_minutes integer[] not null,
      off text[] not null,
      snoozed_until date,
      holidays text not null check (holidays in ('england-and-wales', 'scotland', 'northern-ireland', 'none')),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint reminder_choices_once unique (organisation_id, person_id),
      foreign key (organisation_id, person_id) references person
    );

    create table absence (
      organisation_id uuid not null,
      id uuid not null,
      person_id uuid not null,
      first_day date not null,
      last_day date not null,
      why text not null check (why in ('leave', 'nights', 'rotation')),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, person_id) references person,
      constraint absence_in_order check (first_day <= last_day)
    );
    create index absence_by_person on absence (organisation_id, person_id, first_day);

    create table closure (
      organisation_id uuid not null references organisation,
      id uuid not null,
      first_day date not null,
      last_day date not null,
      name text not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint closure_in_order check (first_day <= last_day)
    );

    -- Of a nudge: whose it is, and when it was to come before anybody's hours were asked about.
    alter table timer add person_id uuid, add asked_at timestamptz;
    create index timer_by_person on timer (organisation_id, person_id, due_at) where state = 'pending';

    -- Waits for the morning, and holds nothing else back meanwhile.
    alter table outbox add held boolean not null default false;

    -- Several nudges in one message: its parts, so that one of them can change and the others stay.
    create table bundle (
      organisation_id uuid not null references organisation,
      id uuid not null,
      person_id uuid not null,
      slots text[] not null,
      parts bytea not null,
      made_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, person_id) references person
    );
    create index bundle_by_age on bundle (organisation_id, made_at);
    alter table outbox add bundle_id uuid;
    alter table message add bundle_id uuid;
  `.execute(db);
  for (const name of tables) await protect(db, name);
}
