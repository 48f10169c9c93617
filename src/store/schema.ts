/** The tables as queries see them. What they hold, and why, is in `migrations/`. */

import type { ColumnType, Generated } from 'kysely';
import type { Address, ChannelKey } from '../engine/terms.ts';
import type { BenefitsReport } from '../mentoring/benefits/report.ts';
import type { OutsideSchemeWords } from '../mentoring/records/organisation.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import type { WallTime } from '../mentoring/records/wall-time.ts';
import type { Watch } from '../mentoring/records/watch.ts';

/** JSON goes in as text and comes out parsed. */
type Json<T> = ColumnType<T, string, string>;
type OptionalJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
/** Calendar dates are text, YYYY-MM-DD, both ways (`database.ts`): a Date would bring a time zone with it. */
type DateText = string;
type Sealed = Buffer;

type Row = { organisation_id: string };
type Noun = Row & { id: string; created_at: Date; updated_at: Date };

export type Tables = {
  organisation: Row & { name: string; zone: string; created_at: Generated<Date> };
  workspace: Row & {
    platform: string;
    external_id: string;
    token: Sealed | null;
    created_at: Generated<Date>;
  };
  person: Row & {
    id: string;
    name: string;
    /** The name as it is searched: lower case, without accents. */
    search_name: string;
    zone: string;
    /** The person chose it; the platforms' opinion no longer counts. */
    zone_chosen: Generated<boolean>;
    /** Where a coordinator's file says that their account will be; null from the moment it is there. */
    expected_email: string | null;
    grade: string | null;
    specialty: string | null;
    region: string | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  account: Row & {
    id: string;
    person_id: string;
    platform: string;
    workspace: string;
    external_id: string;
    address: Json<Address>;
    /** Normalised; what joins the accounts of one person. */
    email: string | null;
    administrator: Generated<boolean>;
    outsider: Generated<boolean>;
    reachable: Generated<boolean>;
    last_seen_at: Date | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  scheme: Noun & {
    name: string;
    about: string;
    areas: Json<Scheme['areas']>;
    cadence_days: number;
    meeting_minutes: number;
    reply_days: number;
    expiry_days: number;
    confidentiality: string;
    confidentiality_version: number;
    digest: OptionalJson<Scheme['digest']>;
    accepts_requests: boolean;
    kind: Generated<string>;
    matching: Generated<string[]>;
    term_months: number | null;
    records_policy: Generated<string>;
    check_in_first_days: number | null;
    check_in_every_days: number | null;
    most_mentees: number | null;
    introduces: Generated<boolean>;
    modules: Json<Scheme['modules']>;
    eligibility: string | null;
    report_back: string | null;
    prior: OptionalJson<Scheme['prior']>;
  };
  coordinator: Row & { scheme_id: string; person_id: string };
  offer: Noun & {
    scheme_id: string;
    person_id: string;
    portrait: Generated<string>;
    areas: string[];
    skills: string[];
    likes_to_help: string;
    capacity: number;
    place: string;
    usual_times: string;
    time_agreed: boolean;
    trained_on: DateText | null;
    state: string;
    paused_until: DateText | null;
  };
  request: Noun & {
    scheme_id: string;
    mentee_id: string;
    areas: string[];
    words: Sealed;
    way: Generated<string>;
    in_mind_id: string | null;
    wish_ids: Generated<string[]>;
    one_by_one: Generated<boolean>;
    eligibility: Sealed | null;
    line_manager: string;
    conflict_ids: string[];
    times: Json<readonly WallTime[]>;
    place: string;
    state: string;
    asked_at: Date;
    report_back: string | null;
    report_back_at: Date | null;
    waived_modules: string[] | null;
  };
  proposal: Noun & {
    /** Several are put in one turn, ranked: this keeps their order. */
    ordinal: Generated<string>;
    request_id: string;
    mentor_id: string;
    proposed_by_id: string;
    state: string;
    counter_times: OptionalJson<readonly WallTime[]>;
    reason: string | null;
    message: Sealed | null;
    sent_at: Date;
    answered_at: Date | null;
    answer_on: DateText | null;
    report_back: string | null;
    report_back_at: Date | null;
  };
  referral: Noun & {
    request_id: string;
    proposal_id: string;
    by_id: string;
    colleague_id: string | null;
    contact: Sealed | null;
    state: string;
    made_at: Date;
    answered_at: Date | null;
  };
  question: Noun & {
    scheme_id: string;
    asker_id: string;
    mentor_id: string;
    words: Sealed;
    answer: Sealed | null;
    asked_at: Date;
    answered_at: Date | null;
  };
  lookout: Noun & { scheme_id: string; person_id: string; since: Date };
  training: Noun & {
    scheme_id: string;
    person_id: string;
    module: string;
    done_on: DateText;
    confirmed_by_id: string | null;
    confirmed_at: Date | null;
  };
  reporting_line: Noun & {
    person_id: string;
    manager_id: string;
    kind: string;
  };
  block: Noun & { blocker_id: string; blocked_id: string };
  relationship: Noun & {
    scheme_id: string;
    request_id: string;
    mentee_id: string;
    mentor_id: string;
    state: string;
    cadence_days: number;
    started_at: Date;
    paused_until: DateText | null;
    ended_at: Date | null;
    ended_by_id: string | null;
    ending: string | null;
    planned_end: DateText | null;
    introduced_at: Date | null;
    band: string | null;
    watch: OptionalJson<Watch>;
    reopen_asked_by_id: string | null;
    reopen_asked_at: Date | null;
    reopen_declined_at: Date | null;
    shred_on: DateText | null;
    records_shredded_at: Date | null;
  };
  pause: Noun & { relationship_id: string; started_at: Date; ended_at: Date | null };
  closing: Noun & { relationship_id: string; author_id: string; words: Sealed; written_at: Date };
  rotation: Noun & {
    relationship_id: string;
    person_id: string;
    moves_on: DateText;
    where: Sealed | null;
    choice: string;
    until: DateText | null;
    again: boolean;
    said_at: Date;
  };
  watch_answer: Noun & {
    relationship_id: string;
    person_id: string;
    given_at: Date;
    answer: Sealed;
    not_before: DateText | null;
  };
  check_in: Noun & {
    relationship_id: string;
    person_id: string;
    asked_at: Date;
    answer: string | null;
    answered_at: Date | null;
    words: Sealed | null;
  };
  consent: Noun & {
    relationship_id: string;
    person_id: string;
    wording: string;
    given_at: Date;
  };
  agreement: Noun & {
    relationship_id: string;
    version: number;
    proposed_by_id: string;
    proposed_at: Date;
    agreed_at: Date | null;
    terms: Sealed;
  };
  meeting: Noun & {
    relationship_id: string;
    start_date: DateText;
    start_time: string;
    start_zone: string;
    minutes: number;
    place: string;
    booked_by_id: string;
    state: string;
    sequence: number;
    answered_by_id: string | null;
    held_minutes: number | null;
    held_place: string | null;
    not_met_reason: string | null;
    late_ids: string[] | null;
    series_id: string | null;
    booked_at: Date | null;
    moved_at: Date | null;
    settled_at: Date | null;
    last: boolean | null;
  };
  session_record: Noun & {
    meeting_id: string;
    relationship_id: string;
    author_id: string;
    written_at: Date;
    discussed: Sealed;
    reflection: Sealed;
    useful: number | null;
    preparation_minutes: number | null;
    sharing: string;
    topics: Sealed | null;
    changed_at: Date | null;
  };
  rules_draft: Noun & {
    relationship_id: string;
    author_id: string;
    words: Sealed;
    written_at: Date;
  };
  action: Noun & {
    /** Several are agreed in one turn: this keeps their order. */
    ordinal: Generated<string>;
    relationship_id: string;
    record_id: string | null;
    owner_id: string;
    what: Sealed;
    due_on: DateText | null;
    done_at: Date | null;
  };
  contact_attempt: Noun & {
    relationship_id: string;
    author_id: string;
    tried_on: DateText;
    how: string;
    note: Sealed | null;
  };
  preparation: Noun & {
    meeting_id: string;
    relationship_id: string;
    author_id: string;
    words: Sealed;
    written_at: Date;
  };
  reminder_choices: Noun & {
    person_id: string;
    quiet_from: string;
    quiet_to: string;
    quiet_days: number[];
    meeting_minutes: number[];
    off: string[];
    snoozed_until: DateText | null;
    holidays: string;
  };
  absence: Noun & { person_id: string; first_day: DateText; last_day: DateText; why: string };
  /** Of the whole organisation. */
  upload: Noun & {
    person_id: string;
    platform: string;
    workspace: string;
    name: Sealed;
    key: Sealed | null;
    state: string;
    kind: string | null;
    scheme_id: string | null;
    replace: boolean;
    summary: Sealed | null;
    /** SHA-256 of the content that is kept. */
    digest: string | null;
    sent_at: Date;
  };
  /** A file's content, or what is wrong with it, in pieces. */
  upload_part: Row & { upload_id: string; content: 'file' | 'problems'; part: number; sealed: Sealed };
  benefit_survey: Noun & {
    relationship_id: string;
    person_id: string;
    stage: string;
    asked_at: Date;
    answered_at: Date | null;
    answers: Sealed | null;
  };
  /** As they were first made; without a scheme, of the whole organisation. */
  benefits_report: Noun & {
    scheme_id: string | null;
    period: string;
    figures: Json<BenefitsReport>;
    made_at: Date;
  };
  benefits_order: Noun & { person_id: string; scheme_id: string | null; every: string };
  closure: Noun & { first_day: DateText; last_day: DateText; name: string };
  /** Entries of the organisation's own, and what it changed of shipped ones, whose ids those have. */
  outside_scheme: Noun & {
    words: OptionalJson<OutsideSchemeWords>;
    checked_on: DateText | null;
    retired: boolean;
  };
  reference: Row & {
    id: string;
    dialog: string;
    action: string;
    subject: string;
    args: OptionalJson<Readonly<Record<string, string>>>;
    last_used_at: Generated<Date>;
  };
  timer: Row & {
    id: string;
    key: string;
    dialog: string;
    action: string;
    subject: string;
    args: OptionalJson<Readonly<Record<string, string>>>;
    due_at: Date;
    /** Of a nudge: whose it is, and when it was to come before their hours were asked about. */
    person_id: string | null;
    asked_at: Date | null;
    version: Generated<number>;
    state: 'pending' | 'fired' | 'cancelled' | 'failed';
    attempts: Generated<number>;
    /** Who does the long work that it leads to, and until when that is theirs alone. */
    held_by: string | null;
    held_until: Date | null;
    updated_at: Date;
  };
  round: Row & {
    id: string;
    scheme_id: string;
    by_id: string;
    state: 'planning' | 'ready' | 'sending' | 'sent' | 'discarded' | 'failed';
    started_at: Date;
    sent_at: Date | null;
    created_at: Date;
    updated_at: Date;
  };
  round_pair: Row & {
    id: string;
    round_id: string;
    request_id: string;
    mentor_id: string | null;
    state: 'planned' | 'out' | 'sent' | 'dropped' | 'unmatched';
    place: number;
    nothing_in_common: boolean;
    why: string | null;
    created_at: Date;
    updated_at: Date;
  };
  inbox: Row & {
    event_id: string;
    taken_at: Generated<Date>;
    /** Whose key seals the reply. */
    person_id: string | null;
    reply: Sealed | null;
  };
  outbox: Row & {
    id: string;
    /** Rows of one recipient go out in this order. */
    sequence: Generated<string>;
    dedupe_key: string;
    platform: string;
    workspace: string;
    recipient: string;
    person_id: string | null;
    account_id: string | null;
    channel: OptionalJson<ChannelKey>;
    kind: 'send' | 'revise' | 'replace' | 'home';
    slot: string | null;
    /** Of the message that a `replace` replaces. */
    message_address: string | null;
    content: Sealed | null;
    state: 'pending' | 'sent' | 'given-up';
    due_at: Date;
    /** When it was to go out, whatever kept it since; unknown of rows of an older version. */
    wanted_at: Date | null;
    /** It waits for the morning, and holds nothing else back meanwhile. */
    held: Generated<boolean>;
    /** The bundle whose message this is. */
    bundle_id: string | null;
    lease_until: Date | null;
    /** How often it was leased. Also tells the holder of an expired lease that it holds it no more. */
    attempts: Generated<number>;
    /** Why the last attempt failed, in the platform's own short words; never content. */
    why: string | null;
    appended_at: Date;
    done_at: Date | null;
  };
  /** The newest message of each slot for each recipient. */
  message: Row & {
    recipient: string;
    slot: string;
    sequence: string;
    platform: string;
    workspace: string;
    account_id: string | null;
    message_address: string;
    bundle_id: string | null;
    sent_at: Date;
  };
  /** Several nudges in one message: a card for each, sealed together, so that one can change and the others stay. */
  bundle: Row & { id: string; person_id: string; slots: string[]; parts: Sealed; made_at: Date };
  drain: Row & {
    platform: string;
    owner: string | null;
    owned_until: Date | null;
    hold_until: Date | null;
    /** How often in a row nothing got through. */
    troubles: Generated<number>;
  };
  data_key: Row & {
    id: string;
    owner_kind: 'person' | 'relationship' | 'organisation';
    owner_id: string;
    wrapping_key: string;
    wrapped: Buffer | null;
    created_at: Generated<Date>;
    destroyed_at: Date | null;
  };
  audit: Row & {
    id: Generated<string>;
    at: Date;
    actor_id: string | null;
    dialog: string;
    action: string;
    subject: string;
    subject_id: string;
    /** Of what was done to many at once: numbers only. */
    counts: OptionalJson<Readonly<Record<string, number>>>;
  };
};
