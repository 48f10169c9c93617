/** What a scheme decides, and the rest of what mentors, mentees and coordinators do: referrals, questions, training. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

const tables = ['referral', 'question', 'training', 'consent', 'contact_attempt', 'preparation'];

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table scheme
      add kind text not null default 'formal' check (kind in ('formal', 'informal', 'targeted', 'directed')),
      add matching text[] not null default '{coordinator,named}'
        check (matching <@ '{coordinator,bank,named}' and cardinality(matching) > 0),
      add term_months integer check (term_months > 0),
      add records_policy text not null default 'pair-decides'
        check (records_policy in ('pair-decides', 'none', 'expected')),
      add most_mentees integer check (most_mentees > 0),
      add introduces boolean not null default false,
      add modules jsonb not null default '[]',
      add eligibility text,
      add report_back text;

    alter table block add updated_at timestamptz not null default now();

    alter table offer
      add portrait text not null default '';

    alter table request
      add way text not null default 'coordinator' check (way in ('coordinator', 'bank', 'named')),
      add wish_ids uuid[] not null default '{}',
      add one_by_one boolean not null default false,
      add eligibility bytea;

    alter table proposal drop constraint proposal_state_check;
    alter table proposal
      add constraint proposal_state_check
        check (state in ('queued', 'open', 'accepted', 'declined', 'withdrawn', 'expired')),
      add answer_on date;

    create table referral (
      organisation_id uuid not null,
      id uuid not null,
      request_id uuid not null,
      proposal_id uuid not null,
      by_id uuid not null,
      colleague_id uuid,
      contact bytea,
      state text not null check (state in ('asked', 'agreed', 'refused', 'lapsed', 'outside')),
      made_at timestamptz not null,
      answered_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, request_id) references request,
      foreign key (organisation_id, proposal_id) references proposal,
      foreign key (organisation_id, by_id) references person,
      foreign key (organisation_id, colleague_id) references person,
      constraint referral_names_somebody check ((colleague_id is null) <> (contact is null))
    );
    create index referral_by_request on referral (organisation_id, request_id);
    create index referral_by_colleague on referral (organisation_id, colleague_id) where state = 'asked';

    create table question (
      organisation_id uuid not null,
      id uuid not null,
      scheme_id uuid not null,
      asker_id uuid not null,
      mentor_id uuid not null,
      words bytea not null,
      answer bytea,
      asked_at timestamptz not null,
      answered_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, scheme_id) references scheme,
      foreign key (organisation_id, asker_id) references person,
      foreign key (organisation_id, mentor_id) references person
    );
    create index question_by_asker on question (organisation_id, asker_id, asked_at);
    create index question_by_mentor on question (organisation_id, mentor_id, asked_at);

    create table training (
      organisation_id uuid not null,
      id uuid not null,
      scheme_id uuid not null,
      person_id uuid not null,
      module text not null,
      done_on date not null,
      confirmed_by_id uuid,
      confirmed_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint training_once unique (organisation_id, scheme_id, person_id, module),
      foreign key (organisation_id, scheme_id) references scheme,
      foreign key (organisation_id, person_id) references person,
      foreign key (organisation_id, confirmed_by_id) references person
    );
    create index training_by_person on training (organisation_id, person_id);

    alter table relationship
      add planned_end date,
      add introduced_at timestamptz;

    create table consent (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      person_id uuid not null,
      wording text not null,
      given_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint consent_once unique (organisation_id, relationship_id, person_id, wording),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, person_id) references person
    );

    alter table meeting add series_id uuid;

    alter table session_record
      add preparation_minutes integer check (preparation_minutes between 0 and 600);

    create table contact_attempt (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      author_id uuid not null,
      tried_on date not null,
      how text not null check (how in ('message', 'email', 'phone', 'in-person', 'other')),
      note bytea,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, author_id) references person
    );
    create index contact_attempt_by_relationship on contact_attempt (organisation_id, relationship_id, tried_on);

    create table preparation (
      organisation_id uuid not null,
      id uuid not null,
      meeting_id uuid not null,
      relationship_id uuid not null,
      author_id uuid not null,
      words bytea not null,
      written_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint preparation_once unique (organisation_id, meeting_id, author_id),
      foreign key (organisation_id, meeting_id) references meeting,
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, author_id) references person
    );
    create index preparation_by_relationship on preparation (organisation_id, relationship_id);
  `.execute(db);
  for (const name of tables) await protect(db, name);
}
