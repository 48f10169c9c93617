/** What mentoring has brought: who was asked and what they answered, reports as they were first made, and who is sent them. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

const tables = ['benefit_survey', 'benefits_report', 'benefits_order'];

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table benefit_survey (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      person_id uuid not null,
      stage text not null check (stage in ('start', 'end', 'later')),
      asked_at timestamptz not null,
      answered_at timestamptz,
      answers bytea,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint benefit_survey_once unique (organisation_id, relationship_id, person_id, stage),
      constraint benefit_survey_answered check ((answers is null) = (answered_at is null)),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, person_id) references person
    );
    create index benefit_survey_by_person on benefit_survey (organisation_id, person_id);
    create index benefit_survey_by_answer on benefit_survey (organisation_id, answered_at, id)
      where answered_at is not null;

    -- No scheme: the whole organisation.
    create table benefits_report (
      organisation_id uuid not null references organisation,
      id uuid not null,
      scheme_id uuid,
      period text not null check (period ~ '^[0-9]{4}(-[0-9]{2})?$'),
      figures jsonb not null,
      made_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, scheme_id) references scheme
    );
    create index benefits_report_by_period on benefits_report (organisation_id, period, scheme_id, made_at);

    create table benefits_order (
      organisation_id uuid not null,
      id uuid not null,
      person_id uuid not null,
      scheme_id uuid,
      every text not null check (every in ('month', 'year')),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, person_id) references person,
      foreign key (organisation_id, scheme_id) references scheme
    );
    create index benefits_order_by_person on benefits_order (organisation_id, person_id);
  `.execute(db);
  for (const name of tables) await protect(db, name);
}
