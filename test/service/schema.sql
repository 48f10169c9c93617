-- What the migrations come to. Written by: UPDATE_SCHEMA=1 npx vitest run test/service/store/schema.test.ts

table absence -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  first_day date not null
  last_day date not null
  why text not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint absence_in_order CHECK ((first_day <= last_day))
  constraint absence_why_check CHECK ((why = ANY (ARRAY['leave'::text, 'nights'::text, 'rotation'::text])))
  constraint absence_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint absence_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX absence_by_person ON public.absence USING btree (organisation_id, person_id, first_day)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table account -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  platform text not null
  workspace text not null
  external_id text not null
  address jsonb not null
  email text
  administrator boolean not null default false
  outsider boolean not null default false
  reachable boolean not null default true
  last_seen_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint account_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint account_organisation_id_platform_workspace_fkey FOREIGN KEY (organisation_id, platform, workspace) REFERENCES workspace(organisation_id, platform, external_id)
  constraint account_pkey PRIMARY KEY (organisation_id, id)
  constraint account_is_of_one_person UNIQUE (organisation_id, platform, workspace, external_id)
  CREATE INDEX account_by_email ON public.account USING btree (organisation_id, email)
  CREATE INDEX account_of_person ON public.account USING btree (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table action -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  ordinal bigint not null generated always as identity
  relationship_id uuid not null
  record_id uuid
  owner_id uuid not null
  what bytea not null
  due_on date
  done_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint action_organisation_id_owner_id_fkey FOREIGN KEY (organisation_id, owner_id) REFERENCES person(organisation_id, id)
  constraint action_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint action_record_id_fkey FOREIGN KEY (organisation_id, record_id) REFERENCES session_record(organisation_id, id) ON DELETE SET NULL (record_id)
  constraint action_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX action_by_record ON public.action USING btree (organisation_id, record_id)
  CREATE INDEX action_by_relationship ON public.action USING btree (organisation_id, relationship_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table agreement -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  version integer not null
  proposed_by_id uuid not null
  proposed_at timestamp with time zone not null
  agreed_at timestamp with time zone
  terms bytea not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint agreement_version_check CHECK ((version > 0))
  constraint agreement_organisation_id_proposed_by_id_fkey FOREIGN KEY (organisation_id, proposed_by_id) REFERENCES person(organisation_id, id)
  constraint agreement_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint agreement_pkey PRIMARY KEY (organisation_id, id)
  constraint agreement_version UNIQUE (organisation_id, relationship_id, version)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table audit -- row level security, forced
  organisation_id uuid not null
  id bigint not null generated always as identity
  at timestamp with time zone not null
  actor_id uuid
  dialog text not null
  action text not null
  subject text not null
  subject_id text not null
  counts jsonb
  constraint audit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint audit_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX audit_by_actor ON public.audit USING btree (organisation_id, actor_id)
  CREATE INDEX audit_by_subject ON public.audit USING btree (organisation_id, subject, subject_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant insert, select to rapport_app

table benefit_survey -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  person_id uuid not null
  stage text not null
  asked_at timestamp with time zone not null
  answered_at timestamp with time zone
  answers bytea
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint benefit_survey_answered CHECK (((answers IS NULL) = (answered_at IS NULL)))
  constraint benefit_survey_stage_check CHECK ((stage = ANY (ARRAY['start'::text, 'end'::text, 'later'::text])))
  constraint benefit_survey_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint benefit_survey_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint benefit_survey_pkey PRIMARY KEY (organisation_id, id)
  constraint benefit_survey_once UNIQUE (organisation_id, relationship_id, person_id, stage)
  CREATE INDEX benefit_survey_by_answer ON public.benefit_survey USING btree (organisation_id, answered_at, id) WHERE (answered_at IS NOT NULL)
  CREATE INDEX benefit_survey_by_person ON public.benefit_survey USING btree (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table benefits_order -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  scheme_id uuid
  every text not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint benefits_order_every_check CHECK ((every = ANY (ARRAY['month'::text, 'year'::text])))
  constraint benefits_order_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint benefits_order_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint benefits_order_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX benefits_order_by_person ON public.benefits_order USING btree (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table benefits_report -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  scheme_id uuid
  period text not null
  figures jsonb not null
  made_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint benefits_report_period_check CHECK ((period ~ '^[0-9]{4}(-[0-9]{2})?$'::text))
  constraint benefits_report_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint benefits_report_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint benefits_report_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX benefits_report_by_period ON public.benefits_report USING btree (organisation_id, period, scheme_id, made_at)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table block -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  blocker_id uuid not null
  blocked_id uuid not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null default now()
  constraint block_organisation_id_blocked_id_fkey FOREIGN KEY (organisation_id, blocked_id) REFERENCES person(organisation_id, id)
  constraint block_organisation_id_blocker_id_fkey FOREIGN KEY (organisation_id, blocker_id) REFERENCES person(organisation_id, id)
  constraint block_pkey PRIMARY KEY (organisation_id, id)
  constraint block_once UNIQUE (organisation_id, blocker_id, blocked_id)
  CREATE INDEX block_by_blocked ON public.block USING btree (organisation_id, blocked_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table bundle -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  slots text[] not null
  parts bytea not null
  made_at timestamp with time zone not null
  constraint bundle_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint bundle_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint bundle_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX bundle_by_age ON public.bundle USING btree (organisation_id, made_at)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table check_in -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  person_id uuid not null
  asked_at timestamp with time zone not null
  answer text
  answered_at timestamp with time zone
  words bytea
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint check_in_answer_check CHECK ((answer = ANY (ARRAY['very-well'::text, 'well'::text, 'so-so'::text, 'not-so-well'::text, 'not-working'::text, 'over'::text])))
  constraint check_in_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint check_in_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint check_in_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX check_in_answered ON public.check_in USING btree (organisation_id, answered_at) WHERE (answer IS NOT NULL)
  CREATE INDEX check_in_by_relationship ON public.check_in USING btree (organisation_id, relationship_id, asked_at)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table closing -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  author_id uuid not null
  words bytea not null
  written_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint closing_organisation_id_author_id_fkey FOREIGN KEY (organisation_id, author_id) REFERENCES person(organisation_id, id)
  constraint closing_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint closing_pkey PRIMARY KEY (organisation_id, id)
  constraint closing_one_each UNIQUE (organisation_id, relationship_id, author_id)
  CREATE INDEX closing_by_author ON public.closing USING btree (organisation_id, author_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table closure -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  first_day date not null
  last_day date not null
  name text not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint closure_in_order CHECK ((first_day <= last_day))
  constraint closure_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint closure_pkey PRIMARY KEY (organisation_id, id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table consent -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  person_id uuid not null
  wording text not null
  given_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint consent_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint consent_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint consent_pkey PRIMARY KEY (organisation_id, id)
  constraint consent_once UNIQUE (organisation_id, relationship_id, person_id, wording)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table contact_attempt -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  author_id uuid not null
  tried_on date not null
  how text not null
  note bytea
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint contact_attempt_how_check CHECK ((how = ANY (ARRAY['message'::text, 'email'::text, 'phone'::text, 'in-person'::text, 'other'::text])))
  constraint contact_attempt_organisation_id_author_id_fkey FOREIGN KEY (organisation_id, author_id) REFERENCES person(organisation_id, id)
  constraint contact_attempt_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint contact_attempt_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX contact_attempt_by_relationship ON public.contact_attempt USING btree (organisation_id, relationship_id, tried_on)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table coordinator -- row level security, forced
  organisation_id uuid not null
  scheme_id uuid not null
  person_id uuid not null
  constraint coordinator_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint coordinator_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint coordinator_pkey PRIMARY KEY (organisation_id, scheme_id, person_id)
  CREATE INDEX coordinator_by_person ON public.coordinator USING btree (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table data_key -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  owner_kind text not null
  owner_id uuid not null
  wrapping_key text not null
  wrapped bytea
  created_at timestamp with time zone not null default now()
  destroyed_at timestamp with time zone
  constraint data_key_is_destroyed_or_kept CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)))
  constraint data_key_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['person'::text, 'relationship'::text, 'organisation'::text])))
  constraint data_key_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint data_key_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX data_key_by_wrapping_key ON public.data_key USING btree (organisation_id, wrapping_key) WHERE (destroyed_at IS NULL)
  CREATE UNIQUE INDEX data_key_in_use ON public.data_key USING btree (organisation_id, owner_kind, owner_id) WHERE (destroyed_at IS NULL)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant insert, select, update to rapport_app

table drain -- row level security, forced
  organisation_id uuid not null
  platform text not null
  owner text
  owned_until timestamp with time zone
  hold_until timestamp with time zone
  troubles integer not null default 0
  constraint drain_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint drain_pkey PRIMARY KEY (organisation_id, platform)
  policy carrier_sees for r to rapport_carrier using true
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app
  grant select (hold_until, organisation_id, owned_until, platform, troubles) to rapport_carrier

table inbox -- row level security, forced
  organisation_id uuid not null
  event_id text not null
  taken_at timestamp with time zone not null default now()
  person_id uuid
  reply bytea
  constraint inbox_event_id_check CHECK ((length(event_id) <= 250))
  constraint inbox_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint inbox_pkey PRIMARY KEY (organisation_id, event_id)
  CREATE INDEX inbox_by_age ON public.inbox USING btree (organisation_id, taken_at)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table lookout -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  scheme_id uuid not null
  person_id uuid not null
  since timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint lookout_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint lookout_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint lookout_pkey PRIMARY KEY (organisation_id, id)
  constraint lookout_once UNIQUE (organisation_id, scheme_id, person_id)
  CREATE INDEX lookout_by_person ON public.lookout USING btree (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table meeting -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  start_date date not null
  start_time text not null
  start_zone text not null
  minutes integer not null
  place text not null
  booked_by_id uuid not null
  state text not null
  sequence integer not null
  answered_by_id uuid
  late_ids uuid[]
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  series_id uuid
  held_minutes integer
  held_place text
  not_met_reason text
  booked_at timestamp with time zone
  moved_at timestamp with time zone
  settled_at timestamp with time zone
  last boolean
  constraint meeting_held_minutes_check CHECK (((held_minutes >= 1) AND (held_minutes <= 600)))
  constraint meeting_held_place_check CHECK ((held_place = ANY (ARRAY['video'::text, 'in-person'::text, 'phone'::text])))
  constraint meeting_minutes_check CHECK ((minutes > 0))
  constraint meeting_not_met_reason_check CHECK ((not_met_reason = ANY (ARRAY['work'::text, 'leave'::text, 'illness'::text, 'forgotten'::text, 'other'::text])))
  constraint meeting_place_check CHECK ((place = ANY (ARRAY['video'::text, 'in-person'::text, 'phone'::text])))
  constraint meeting_sequence_check CHECK ((sequence >= 0))
  constraint meeting_start_time_check CHECK ((start_time ~ '^[0-2][0-9]:[0-5][0-9]$'::text))
  constraint meeting_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'met'::text, 'missed'::text, 'cancelled'::text])))
  constraint meeting_organisation_id_answered_by_id_fkey FOREIGN KEY (organisation_id, answered_by_id) REFERENCES person(organisation_id, id)
  constraint meeting_organisation_id_booked_by_id_fkey FOREIGN KEY (organisation_id, booked_by_id) REFERENCES person(organisation_id, id)
  constraint meeting_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint meeting_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX meeting_by_relationship ON public.meeting USING btree (organisation_id, relationship_id, start_date)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table message -- row level security, forced
  organisation_id uuid not null
  recipient text not null
  slot text not null
  sequence bigint not null
  platform text not null
  workspace text not null
  account_id uuid
  message_address text not null
  sent_at timestamp with time zone not null
  bundle_id uuid
  constraint message_organisation_id_account_id_fkey FOREIGN KEY (organisation_id, account_id) REFERENCES account(organisation_id, id)
  constraint message_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint message_pkey PRIMARY KEY (organisation_id, recipient, slot)
  CREATE INDEX message_by_age ON public.message USING btree (organisation_id, sent_at)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table offer -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  scheme_id uuid not null
  person_id uuid not null
  areas text[] not null
  skills text[] not null
  likes_to_help text not null
  capacity integer not null
  place text not null
  usual_times text not null
  time_agreed boolean not null
  trained_on date
  state text not null
  paused_until date
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  portrait text not null default ''::text
  constraint offer_capacity_check CHECK ((capacity >= 0))
  constraint offer_place_check CHECK ((place = ANY (ARRAY['video'::text, 'in-person'::text, 'phone'::text, 'any'::text])))
  constraint offer_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paused'::text, 'closed'::text])))
  constraint offer_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint offer_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint offer_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX offer_by_person ON public.offer USING btree (organisation_id, person_id)
  CREATE INDEX offer_by_scheme ON public.offer USING btree (organisation_id, scheme_id, person_id)
  CREATE UNIQUE INDEX offer_stands_once ON public.offer USING btree (organisation_id, scheme_id, person_id) WHERE (state <> 'closed'::text)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table organisation -- row level security, forced
  organisation_id uuid not null
  name text not null
  zone text not null
  created_at timestamp with time zone not null default now()
  constraint organisation_pkey PRIMARY KEY (organisation_id)
  policy carrier_sees for r to rapport_carrier using true
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant insert, select, update to rapport_app
  grant select (organisation_id) to rapport_carrier

table outbox -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  sequence bigint not null generated always as identity
  dedupe_key text not null
  platform text not null
  workspace text not null
  recipient text not null
  person_id uuid
  account_id uuid
  channel jsonb
  kind text not null
  slot text
  message_address text
  content bytea
  state text not null
  due_at timestamp with time zone not null
  lease_until timestamp with time zone
  attempts integer not null default 0
  why text
  appended_at timestamp with time zone not null
  done_at timestamp with time zone
  held boolean not null default false
  bundle_id uuid
  wanted_at timestamp with time zone
  constraint outbox_forgets CHECK (((state = 'pending'::text) OR (content IS NULL)))
  constraint outbox_goes_to_one CHECK (((person_id IS NULL) <> (channel IS NULL)))
  constraint outbox_kind_check CHECK ((kind = ANY (ARRAY['send'::text, 'revise'::text, 'replace'::text, 'home'::text])))
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'given-up'::text])))
  constraint outbox_organisation_id_account_id_fkey FOREIGN KEY (organisation_id, account_id) REFERENCES account(organisation_id, id)
  constraint outbox_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint outbox_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint outbox_pkey PRIMARY KEY (organisation_id, id)
  constraint outbox_once UNIQUE (organisation_id, dedupe_key)
  CREATE INDEX outbox_done ON public.outbox USING btree (organisation_id, done_at) WHERE (state <> 'pending'::text)
  CREATE INDEX outbox_due ON public.outbox USING btree (due_at) WHERE (state = 'pending'::text)
  CREATE INDEX outbox_in_order ON public.outbox USING btree (organisation_id, platform, sequence) WHERE (state = 'pending'::text)
  CREATE INDEX outbox_waiting ON public.outbox USING btree (organisation_id, platform, recipient, sequence) WHERE (state = 'pending'::text)
  policy carrier_sees for r to rapport_carrier using true
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app
  grant select (attempts, due_at, held, id, lease_until, organisation_id, platform, state, wanted_at, why) to rapport_carrier

table outside_scheme -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  words jsonb
  checked_on date
  retired boolean not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint outside_scheme_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint outside_scheme_pkey PRIMARY KEY (organisation_id, id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table pause -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  started_at timestamp with time zone not null
  ended_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint pause_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint pause_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX pause_by_relationship ON public.pause USING btree (organisation_id, relationship_id, started_at)
  CREATE UNIQUE INDEX pause_lasts_once ON public.pause USING btree (organisation_id, relationship_id) WHERE (ended_at IS NULL)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table person -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  name text not null
  search_name text not null
  zone text not null
  zone_chosen boolean not null default false
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  expected_email text
  grade text
  specialty text
  region text
  constraint person_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint person_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX person_expected ON public.person USING btree (organisation_id, expected_email) WHERE (expected_email IS NOT NULL)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table preparation -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  meeting_id uuid not null
  relationship_id uuid not null
  author_id uuid not null
  words bytea not null
  written_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint preparation_organisation_id_author_id_fkey FOREIGN KEY (organisation_id, author_id) REFERENCES person(organisation_id, id)
  constraint preparation_organisation_id_meeting_id_fkey FOREIGN KEY (organisation_id, meeting_id) REFERENCES meeting(organisation_id, id)
  constraint preparation_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint preparation_pkey PRIMARY KEY (organisation_id, id)
  constraint preparation_once UNIQUE (organisation_id, meeting_id, author_id)
  CREATE INDEX preparation_by_relationship ON public.preparation USING btree (organisation_id, relationship_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table proposal -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  ordinal bigint not null generated always as identity
  request_id uuid not null
  mentor_id uuid not null
  proposed_by_id uuid not null
  state text not null
  counter_times jsonb
  reason text
  message bytea
  sent_at timestamp with time zone not null
  answered_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  answer_on date
  report_back text
  report_back_at timestamp with time zone
  constraint proposal_reason_check CHECK ((reason = ANY (ARRAY['no-time'::text, 'not-right-experience'::text, 'role-conflict'::text, 'other'::text])))
  constraint proposal_report_back_check CHECK (((report_back IS NULL) = (report_back_at IS NULL)))
  constraint proposal_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'expired'::text, 'not-started'::text])))
  constraint proposal_organisation_id_mentor_id_fkey FOREIGN KEY (organisation_id, mentor_id) REFERENCES person(organisation_id, id)
  constraint proposal_organisation_id_proposed_by_id_fkey FOREIGN KEY (organisation_id, proposed_by_id) REFERENCES person(organisation_id, id)
  constraint proposal_organisation_id_request_id_fkey FOREIGN KEY (organisation_id, request_id) REFERENCES request(organisation_id, id)
  constraint proposal_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX proposal_accepted_once ON public.proposal USING btree (organisation_id, request_id) WHERE (state = 'accepted'::text)
  CREATE INDEX proposal_by_mentor ON public.proposal USING btree (organisation_id, mentor_id) WHERE (state = 'open'::text)
  CREATE INDEX proposal_by_request ON public.proposal USING btree (organisation_id, request_id)
  CREATE UNIQUE INDEX proposal_open_once ON public.proposal USING btree (organisation_id, request_id, mentor_id) WHERE (state = 'open'::text)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table question -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  scheme_id uuid not null
  asker_id uuid not null
  mentor_id uuid not null
  words bytea not null
  answer bytea
  asked_at timestamp with time zone not null
  answered_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint question_organisation_id_asker_id_fkey FOREIGN KEY (organisation_id, asker_id) REFERENCES person(organisation_id, id)
  constraint question_organisation_id_mentor_id_fkey FOREIGN KEY (organisation_id, mentor_id) REFERENCES person(organisation_id, id)
  constraint question_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint question_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX question_by_asker ON public.question USING btree (organisation_id, asker_id, asked_at)
  CREATE INDEX question_by_mentor ON public.question USING btree (organisation_id, mentor_id, asked_at)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table reference -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  dialog text not null
  action text not null
  subject text not null
  args jsonb
  last_used_at timestamp with time zone not null default now()
  constraint reference_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint reference_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX reference_by_use ON public.reference USING btree (organisation_id, last_used_at)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table referral -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  request_id uuid not null
  proposal_id uuid not null
  by_id uuid not null
  colleague_id uuid
  contact bytea
  state text not null
  made_at timestamp with time zone not null
  answered_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint referral_names_somebody CHECK (((colleague_id IS NULL) <> (contact IS NULL)))
  constraint referral_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'not-asked'::text, 'agreed'::text, 'refused'::text, 'lapsed'::text, 'outside'::text])))
  constraint referral_organisation_id_by_id_fkey FOREIGN KEY (organisation_id, by_id) REFERENCES person(organisation_id, id)
  constraint referral_organisation_id_colleague_id_fkey FOREIGN KEY (organisation_id, colleague_id) REFERENCES person(organisation_id, id)
  constraint referral_organisation_id_proposal_id_fkey FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal(organisation_id, id)
  constraint referral_organisation_id_request_id_fkey FOREIGN KEY (organisation_id, request_id) REFERENCES request(organisation_id, id)
  constraint referral_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX referral_by_author ON public.referral USING btree (organisation_id, by_id)
  CREATE INDEX referral_by_colleague ON public.referral USING btree (organisation_id, colleague_id) WHERE (state = 'asked'::text)
  CREATE INDEX referral_by_request ON public.referral USING btree (organisation_id, request_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table relationship -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  scheme_id uuid not null
  request_id uuid not null
  mentee_id uuid not null
  mentor_id uuid not null
  state text not null
  cadence_days integer not null
  started_at timestamp with time zone not null
  paused_until date
  ended_at timestamp with time zone
  ended_by_id uuid
  ending text
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  planned_end date
  introduced_at timestamp with time zone
  band text
  watch jsonb
  reopen_asked_by_id uuid
  reopen_asked_at timestamp with time zone
  reopen_declined_at timestamp with time zone
  shred_on date
  records_shredded_at timestamp with time zone
  constraint relationship_band_check CHECK ((band = ANY (ARRAY['not started'::text, 'going well'::text, 'quiet'::text, 'asking'::text])))
  constraint relationship_cadence_days_check CHECK ((cadence_days > 0))
  constraint relationship_ending_check CHECK ((ending = ANY (ARRAY['natural'::text, 'goals-met'::text, 'circumstances'::text, 'no-fault'::text, 'never-started'::text, 'faded'::text])))
  constraint relationship_is_between_two CHECK ((mentee_id <> mentor_id))
  constraint relationship_reopen_asked CHECK (((reopen_asked_by_id IS NULL) = (reopen_asked_at IS NULL)))
  constraint relationship_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text])))
  constraint relationship_organisation_id_ended_by_id_fkey FOREIGN KEY (organisation_id, ended_by_id) REFERENCES person(organisation_id, id)
  constraint relationship_organisation_id_mentee_id_fkey FOREIGN KEY (organisation_id, mentee_id) REFERENCES person(organisation_id, id)
  constraint relationship_organisation_id_mentor_id_fkey FOREIGN KEY (organisation_id, mentor_id) REFERENCES person(organisation_id, id)
  constraint relationship_organisation_id_reopen_asked_by_id_fkey FOREIGN KEY (organisation_id, reopen_asked_by_id) REFERENCES person(organisation_id, id)
  constraint relationship_organisation_id_request_id_fkey FOREIGN KEY (organisation_id, request_id) REFERENCES request(organisation_id, id)
  constraint relationship_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint relationship_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX relationship_by_mentee ON public.relationship USING btree (organisation_id, mentee_id)
  CREATE INDEX relationship_by_mentor ON public.relationship USING btree (organisation_id, mentor_id, scheme_id)
  CREATE INDEX relationship_by_scheme ON public.relationship USING btree (organisation_id, scheme_id, state)
  CREATE UNIQUE INDEX relationship_lives_once ON public.relationship USING btree (organisation_id, request_id) WHERE (state = ANY (ARRAY['active'::text, 'paused'::text]))
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table reminder_choices -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  quiet_from text not null
  quiet_to text not null
  quiet_days integer[] not null
  meeting_minutes integer[] not null
  off text[] not null
  snoozed_until date
  holidays text not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint reminder_choices_holidays_check CHECK ((holidays = ANY (ARRAY['england-and-wales'::text, 'scotland'::text, 'northern-ireland'::text, 'none'::text])))
  constraint reminder_choices_quiet_days_check CHECK ((quiet_days <@ '{1,2,3,4,5,6,7}'::integer[]))
  constraint reminder_choices_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint reminder_choices_pkey PRIMARY KEY (organisation_id, id)
  constraint reminder_choices_once UNIQUE (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table reporting_line -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  manager_id uuid not null
  kind text not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint reporting_line_organisation_id_manager_id_fkey FOREIGN KEY (organisation_id, manager_id) REFERENCES person(organisation_id, id)
  constraint reporting_line_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint reporting_line_pkey PRIMARY KEY (organisation_id, id)
  constraint reporting_line_once UNIQUE (organisation_id, person_id, manager_id, kind)
  CREATE INDEX reporting_line_by_manager ON public.reporting_line USING btree (organisation_id, manager_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table request -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  scheme_id uuid not null
  mentee_id uuid not null
  areas text[] not null
  words bytea not null
  in_mind_id uuid
  line_manager text not null
  conflict_ids uuid[] not null
  times jsonb not null
  place text not null
  state text not null
  asked_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  way text not null default 'coordinator'::text
  wish_ids uuid[] not null default '{}'::uuid[]
  one_by_one boolean not null default false
  eligibility bytea
  report_back text
  report_back_at timestamp with time zone
  waived_modules text[]
  constraint request_line_manager_check CHECK ((line_manager = ANY (ARRAY['told'::text, 'not-told'::text, 'not-said'::text])))
  constraint request_place_check CHECK ((place = ANY (ARRAY['video'::text, 'in-person'::text, 'phone'::text, 'any'::text])))
  constraint request_report_back_check CHECK (((report_back IS NULL) = (report_back_at IS NULL)))
  constraint request_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'proposed'::text, 'matched'::text, 'withdrawn'::text])))
  constraint request_way_check CHECK ((way = ANY (ARRAY['coordinator'::text, 'bank'::text, 'named'::text])))
  constraint request_organisation_id_in_mind_id_fkey FOREIGN KEY (organisation_id, in_mind_id) REFERENCES person(organisation_id, id)
  constraint request_organisation_id_mentee_id_fkey FOREIGN KEY (organisation_id, mentee_id) REFERENCES person(organisation_id, id)
  constraint request_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint request_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX request_by_mentee ON public.request USING btree (organisation_id, mentee_id, asked_at)
  CREATE INDEX request_by_scheme ON public.request USING btree (organisation_id, scheme_id, asked_at)
  CREATE INDEX request_open_by_scheme ON public.request USING btree (organisation_id, scheme_id, asked_at) WHERE (state = ANY (ARRAY['waiting'::text, 'proposed'::text]))
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table rotation -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  person_id uuid not null
  moves_on date not null
  where bytea
  choice text not null
  until date
  again boolean not null
  said_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint rotation_choice_check CHECK ((choice = ANY (ARRAY['carry-on'::text, 'by-video'::text, 'pause'::text, 'end'::text, 'later'::text])))
  constraint rotation_until_when CHECK (((until IS NOT NULL) = (choice = ANY (ARRAY['pause'::text, 'end'::text]))))
  constraint rotation_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint rotation_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint rotation_pkey PRIMARY KEY (organisation_id, id)
  constraint rotation_one_each UNIQUE (organisation_id, relationship_id, person_id)
  CREATE INDEX rotation_by_person ON public.rotation USING btree (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table round -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  scheme_id uuid not null
  by_id uuid not null
  state text not null
  started_at timestamp with time zone not null
  sent_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint round_state_check CHECK ((state = ANY (ARRAY['planning'::text, 'ready'::text, 'sending'::text, 'sent'::text, 'discarded'::text, 'failed'::text])))
  constraint round_organisation_id_by_id_fkey FOREIGN KEY (organisation_id, by_id) REFERENCES person(organisation_id, id)
  constraint round_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint round_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX round_one_at_a_time ON public.round USING btree (organisation_id, scheme_id) WHERE (state = ANY (ARRAY['planning'::text, 'ready'::text, 'sending'::text]))
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table round_pair -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  round_id uuid not null
  request_id uuid not null
  mentor_id uuid
  state text not null
  place integer not null
  nothing_in_common boolean not null
  why text
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint round_pair_has_a_mentor CHECK (((mentor_id IS NULL) = (state = 'unmatched'::text)))
  constraint round_pair_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'out'::text, 'sent'::text, 'dropped'::text, 'unmatched'::text])))
  constraint round_pair_organisation_id_mentor_id_fkey FOREIGN KEY (organisation_id, mentor_id) REFERENCES person(organisation_id, id)
  constraint round_pair_organisation_id_request_id_fkey FOREIGN KEY (organisation_id, request_id) REFERENCES request(organisation_id, id)
  constraint round_pair_organisation_id_round_id_fkey FOREIGN KEY (organisation_id, round_id) REFERENCES round(organisation_id, id) ON DELETE CASCADE
  constraint round_pair_pkey PRIMARY KEY (organisation_id, id)
  constraint round_pair_once UNIQUE (organisation_id, round_id, request_id)
  CREATE INDEX round_pair_in_order ON public.round_pair USING btree (organisation_id, round_id, state, place)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table rules_draft -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  author_id uuid not null
  words bytea not null
  written_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint rules_draft_organisation_id_author_id_fkey FOREIGN KEY (organisation_id, author_id) REFERENCES person(organisation_id, id)
  constraint rules_draft_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint rules_draft_pkey PRIMARY KEY (organisation_id, id)
  constraint rules_draft_once UNIQUE (organisation_id, relationship_id, author_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table scheme -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  name text not null
  about text not null
  areas jsonb not null
  cadence_days integer not null
  meeting_minutes integer not null
  reply_days integer not null
  expiry_days integer not null
  confidentiality text not null
  confidentiality_version integer not null
  digest jsonb
  accepts_requests boolean not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  kind text not null default 'formal'::text
  matching text[] not null default '{coordinator,named}'::text[]
  term_months integer
  records_policy text not null default 'pair-decides'::text
  most_mentees integer
  introduces boolean not null default false
  modules jsonb not null default '[]'::jsonb
  eligibility text
  report_back text
  check_in_first_days integer
  check_in_every_days integer
  prior jsonb
  constraint scheme_cadence_days_check CHECK ((cadence_days > 0))
  constraint scheme_check_in_every_days_check CHECK ((check_in_every_days >= 0))
  constraint scheme_check_in_first_days_check CHECK ((check_in_first_days >= 0))
  constraint scheme_expiry_days_check CHECK ((expiry_days > 0))
  constraint scheme_kind_check CHECK ((kind = ANY (ARRAY['formal'::text, 'informal'::text, 'targeted'::text, 'directed'::text])))
  constraint scheme_matching_check CHECK (((matching <@ '{coordinator,bank,named}'::text[]) AND (cardinality(matching) > 0)))
  constraint scheme_meeting_minutes_check CHECK ((meeting_minutes > 0))
  constraint scheme_most_mentees_check CHECK ((most_mentees > 0))
  constraint scheme_prior_check CHECK (((prior IS NULL) OR (jsonb_typeof(prior) = 'object'::text)))
  constraint scheme_records_policy_check CHECK ((records_policy = ANY (ARRAY['pair-decides'::text, 'none'::text, 'expected'::text])))
  constraint scheme_reply_days_check CHECK ((reply_days > 0))
  constraint scheme_term_months_check CHECK ((term_months > 0))
  constraint scheme_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint scheme_pkey PRIMARY KEY (organisation_id, id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table session_record -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  meeting_id uuid not null
  relationship_id uuid not null
  author_id uuid not null
  written_at timestamp with time zone not null
  discussed bytea not null
  reflection bytea not null
  useful integer
  sharing text not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  preparation_minutes integer
  topics bytea
  changed_at timestamp with time zone
  constraint session_record_preparation_minutes_check CHECK (((preparation_minutes >= 0) AND (preparation_minutes <= 600)))
  constraint session_record_sharing_check CHECK ((sharing = ANY (ARRAY['pair'::text, 'author'::text])))
  constraint session_record_useful_check CHECK (((useful >= 1) AND (useful <= 5)))
  constraint session_record_organisation_id_author_id_fkey FOREIGN KEY (organisation_id, author_id) REFERENCES person(organisation_id, id)
  constraint session_record_organisation_id_meeting_id_fkey FOREIGN KEY (organisation_id, meeting_id) REFERENCES meeting(organisation_id, id)
  constraint session_record_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint session_record_pkey PRIMARY KEY (organisation_id, id)
  constraint session_record_once UNIQUE (organisation_id, meeting_id, author_id)
  CREATE INDEX session_record_by_relationship ON public.session_record USING btree (organisation_id, relationship_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table timer -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  key text not null collate "C"
  dialog text not null
  action text not null
  subject text not null
  args jsonb
  due_at timestamp with time zone not null
  version integer not null default 1
  state text not null
  attempts integer not null default 0
  updated_at timestamp with time zone not null
  person_id uuid
  asked_at timestamp with time zone
  held_by uuid
  held_until timestamp with time zone
  constraint timer_held_until_a_time CHECK (((held_by IS NULL) = (held_until IS NULL)))
  constraint timer_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'fired'::text, 'cancelled'::text, 'failed'::text])))
  constraint timer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint timer_pkey PRIMARY KEY (organisation_id, id)
  constraint timer_key UNIQUE (organisation_id, key)
  CREATE INDEX timer_by_person ON public.timer USING btree (organisation_id, person_id, due_at) WHERE (state = 'pending'::text)
  CREATE INDEX timer_due ON public.timer USING btree (due_at) WHERE (state = 'pending'::text)
  CREATE INDEX timer_due_by_organisation ON public.timer USING btree (organisation_id, due_at) WHERE (state = 'pending'::text)
  CREATE INDEX timer_failed ON public.timer USING btree (dialog, action) WHERE (state = 'failed'::text)
  CREATE INDEX timer_over ON public.timer USING btree (organisation_id, updated_at) WHERE (state <> 'pending'::text)
  policy carrier_sees for r to rapport_carrier using true
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app
  grant select (action, attempts, dialog, due_at, held_until, id, organisation_id, state, version) to rapport_carrier

table training -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  scheme_id uuid not null
  person_id uuid not null
  module text not null
  done_on date not null
  confirmed_by_id uuid
  confirmed_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint training_organisation_id_confirmed_by_id_fkey FOREIGN KEY (organisation_id, confirmed_by_id) REFERENCES person(organisation_id, id)
  constraint training_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint training_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint training_pkey PRIMARY KEY (organisation_id, id)
  constraint training_once UNIQUE (organisation_id, scheme_id, person_id, module)
  CREATE INDEX training_by_person ON public.training USING btree (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table upload -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  platform text not null
  workspace text not null
  name bytea not null
  key bytea
  state text not null
  kind text
  scheme_id uuid
  replace boolean not null
  summary bytea
  digest text
  sent_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint upload_kind_check CHECK ((kind = ANY (ARRAY['people'::text, 'mentors'::text, 'reporting-lines'::text])))
  constraint upload_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'unclear'::text, 'checked'::text, 'importing'::text, 'imported'::text])))
  constraint upload_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint upload_organisation_id_scheme_id_fkey FOREIGN KEY (organisation_id, scheme_id) REFERENCES scheme(organisation_id, id)
  constraint upload_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX upload_by_person ON public.upload USING btree (organisation_id, person_id)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table upload_part -- row level security, forced
  organisation_id uuid not null
  upload_id uuid not null
  content text not null
  part integer not null
  sealed bytea not null
  constraint upload_part_content_check CHECK ((content = ANY (ARRAY['file'::text, 'problems'::text])))
  constraint upload_part_organisation_id_upload_id_fkey FOREIGN KEY (organisation_id, upload_id) REFERENCES upload(organisation_id, id) ON DELETE CASCADE
  constraint upload_part_pkey PRIMARY KEY (organisation_id, upload_id, content, part)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table watch_answer -- row level security, forced
  organisation_id uuid not null
  id uuid not null
  relationship_id uuid not null
  person_id uuid not null
  given_at timestamp with time zone not null
  answer bytea not null
  not_before date
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint watch_answer_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES person(organisation_id, id)
  constraint watch_answer_organisation_id_relationship_id_fkey FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationship(organisation_id, id)
  constraint watch_answer_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX watch_answer_by_relationship ON public.watch_answer USING btree (organisation_id, relationship_id, given_at)
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app

table workspace -- row level security, forced
  organisation_id uuid not null
  platform text not null
  external_id text not null
  token bytea
  created_at timestamp with time zone not null default now()
  constraint workspace_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
  constraint workspace_pkey PRIMARY KEY (organisation_id, platform, external_id)
  constraint workspace_has_one_organisation UNIQUE (platform, external_id)
  policy carrier_sees for r to rapport_carrier using true
  policy organisation_only for * to public using (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid) with check (organisation_id = (NULLIF(current_setting('rapport.organisation_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to rapport_app
  grant select (external_id, organisation_id, platform) to rapport_carrier
