/** What the engine keeps: what came in, what goes out, what wakes up, and what controls stand for. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table reference (
      organisation_id uuid not null references organisation,
      id uuid not null,
      dialog text not null,
      action text not null,
      subject text not null,
      args jsonb,
      last_used_at timestamptz not null default now(),
      primary key (organisation_id, id)
    );
    create index reference_by_use on reference (organisation_id, last_used_at);

    create table timer (
      organisation_id uuid not null references organisation,
      id uuid not null,
      key text collate "C" not null,
      dialog text not null,
      action text not null,
      subject text not null,
      args jsonb,
      due_at timestamptz not null,
      version integer not null default 1,
      state text not null check (state in ('pending', 'fired', 'cancelled', 'failed')),
      attempts integer not null default 0,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint timer_key unique (organisation_id, key)
    );
    create index timer_due on timer (due_at) where state = 'pending';
    create index timer_due_by_organisation on timer (organisation_id, due_at) where state = 'pending';
    create index timer_over on timer (organisation_id, updated_at) where state <> 'pending';

    create table inbox (
      organisation_id uuid not null references organisation,
      event_id text not null check (length(event_id) <= 250),
      taken_at timestamptz not null default now(),
      person_id uuid,
      reply bytea,
      primary key (organisation_id, event_id)
    );
    create index inbox_by_age on inbox (organisation_id, taken_at);

    create table outbox (
      organisation_id uuid not null references organisation,
      id uuid not null,
      sequence bigint generated always as identity,
      dedupe_key text not null,
      platform text not null,
      workspace text not null,
      recipient text not null,
      person_id uuid,
      account_id uuid,
      channel jsonb,
      kind text not null check (kind in ('send', 'revise', 'replace', 'home')),
      slot text,
      message_address text,
      content bytea,
      state text not null check (state in ('pending', 'sent', 'given-up')),
      due_at timestamptz not null,
      lease_until timestamptz,
      attempts integer not null default 0,
      why text,
      appended_at timestamptz not null,
      done_at timestamptz,
      primary key (organisation_id, id),
      constraint outbox_once unique (organisation_id, dedupe_key),
      foreign key (organisation_id, person_id) references person,
      foreign key (organisation_id, account_id) references account,
      constraint outbox_goes_to_one check ((person_id is null) <> (channel is null)),
      constraint outbox_forgets check (state = 'pending' or content is null)
    );
    create index outbox_waiting on outbox (organisation_id, platform, recipient, sequence) where state = 'pending';
    create index outbox_due on outbox (due_at) where state = 'pending';
    create index outbox_done on outbox (organisation_id, done_at) where state <> 'pending';

    create table message (
      organisation_id uuid not null references organisation,
      recipient text not null,
      slot text not null,
      sequence bigint not null,
      platform text not null,
      workspace text not null,
      account_id uuid,
      message_address text not null,
      sent_at timestamptz not null,
      primary key (organisation_id, recipient, slot),
      foreign key (organisation_id, account_id) references account
    );
    create index message_by_age on message (organisation_id, sent_at);

    create table drain (
      organisation_id uuid not null references organisation,
      platform text not null,
      owner text,
      owned_until timestamptz,
      hold_until timestamptz,
      primary key (organisation_id, platform)
    );
  `.execute(db);
}
