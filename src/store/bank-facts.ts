/**
 * What somebody is shown who looks for a mentor in the bank of a scheme. A scheme may have thousands of mentors, and a
 * page of the bank has five: who fits is found by the database, and only those are brought.
 */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { hasBank, MENTORS_ON_A_PAGE, readLook, suggested } from '../mentoring/bank.ts';
import type { BankLook, BankSearch } from '../mentoring/bank.ts';
import { superiorsOf } from '../mentoring/eligibility.ts';
import type { BankFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { stemOf, wordsIn } from '../mentoring/search-words.ts';
import { modulesFor } from '../mentoring/training.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { namedIn, poolMentor, reportingLine } from './request-facts.ts';
import { linesAbove, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';
import { isId, storableJson } from './text.ts';

/** So many who share most areas are compared in full: more than enough for the few who are suggested. */
const mostLikely = 60;
/** Of what somebody types, the words that narrow it down. */
const mostWords = 6;

const accented = 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ';
const plain = 'aaaaaaceeeeiiiinooooouuuuyy';

/** Locks the person who looks; without one there is nothing to look at. `id`: the scheme's. */
export async function bankFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
  args: Readonly<Record<string, string>>,
): Promise<BankFacts | undefined> {
  if (actorId === undefined) return undefined;
  const { trx, organisationId } = scope;
  const person = await trx
    .selectFrom('person')
    .select(['id', 'name', 'zone'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', actorId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const found = await ofTheirs(scope, id, actorId);
  const [schemeRow] = found.schemes;
  if (person === undefined || schemeRow === undefined) return undefined;

  const reading = beginReading(scope);
  const scheme = reading.record('scheme', schemeRow);
  const [request] = found.requests.map((row) => reading.record('request', row, () => true));
  const questions = found.questions.map((row) => reading.record('question', row, () => true));
  const reportingLines = found.lines.map(reportingLine);
  const look = readLook(args, scheme);
  const conflictIds = [...superiorsOf(actorId, reportingLines), ...(request?.conflictIds ?? [])];
  const bank = askableBy(organisationId, scheme, {
    personId: actorId,
    conflictIds,
    searched: look.search.words !== undefined,
    now,
  });

  const first = await candidates(scope, bank, scheme, look, actorId);
  const likely = first.likely.map((row) => poolMentor(reading, row));
  const best = suggested(likely, look.search, { mostMentees: scheme.mostMentees, now });
  const bestIds = best.map(({ offer }) => offer.personId);
  const page = await onThePage(scope, bank, scheme, look, { personId: actorId, bestIds });
  const shown = page.shown.map((row) => poolMentor(reading, row));
  const named = first.named.map((row) => poolMentor(reading, row));
  const people = await reading.finish([
    actorId,
    ...(request === undefined ? [] : namedIn(request, [])),
    ...[...best, ...shown, ...named].map(({ offer }) => offer.personId),
    ...questions.map(({ mentorId }) => mentorId),
    ...reportingLines.map(({ managerId }) => managerId),
  ]);
  return {
    person,
    scheme,
    people,
    found: page.found,
    shown,
    suggested: best,
    named,
    request,
    questions,
    reportingLines,
  };
}

type Theirs = Record<'schemes' | 'requests' | 'questions' | 'lines', RowJson[]>;

async function ofTheirs({ trx, organisationId }: Scope, schemeId: string, personId: string): Promise<Theirs> {
  const ours = sql`organisation_id = ${organisationId}`;
  const { rows } = await sql<Theirs>`
    select
      ${schemesWhere(organisationId, sql`id = ${schemeId}`)} as schemes,
      ${rowsOf(sql`
        select * from request where ${ours} and scheme_id = ${schemeId} and mentee_id = ${personId}
          and state in ('waiting', 'proposed') order by asked_at, id limit 1`)} as requests,
      ${rowsOf(sql`select * from question where ${ours} and asker_id = ${personId} order by asked_at, id`)} as questions,
      ${linesAbove(organisationId, sql`${personId}::uuid`)} as lines
  `.execute(trx);
  return only(rows);
}

/** Those who share most areas with what is looked for; and those whom the control names, if they can be asked. */
async function candidates(
  { trx, organisationId }: Scope,
  bank: RawBuilder<unknown>,
  scheme: Scheme,
  { search, chosenIds, mentorId }: BankLook,
  personId: string,
): Promise<Record<'likely' | 'named', RowJson[]>> {
  const namedIds = [...chosenIds, ...(mentorId === undefined ? [] : [mentorId])].filter(isId);
  const likely = sql`
    select id from (${bank}) mentor where ${fitting(scheme, search)}
    order by ${inOrder(search, personId)} limit ${mostLikely}`;
  const named = sql`select id from (${bank}) mentor where person_id = any(${namedIds}::uuid[])`;
  const { rows } = await sql<Record<'likely' | 'named', RowJson[]>>`
    select
      ${search.areas.length === 0 ? nobody : withCounts(organisationId, likely, search, personId)} as likely,
      ${namedIds.length === 0 ? nobody : withCounts(organisationId, named, search, personId)} as named
  `.execute(trx);
  return only(rows);
}

async function onThePage(
  { trx, organisationId }: Scope,
  bank: RawBuilder<unknown>,
  scheme: Scheme,
  { search, page }: BankLook,
  { personId, bestIds }: { readonly personId: string; readonly bestIds: readonly string[] },
): Promise<{ readonly found: number; readonly shown: RowJson[] }> {
  const order = inOrder(search, personId);
  // Whoever turns to a page that has gone since is shown the last there is.
  const onPage = sql`
    select id from fits order by place
    limit ${MENTORS_ON_A_PAGE}
    offset ${MENTORS_ON_A_PAGE} * least(${page}, (select greatest(0, count(*) - 1) / ${MENTORS_ON_A_PAGE} from fits))`;
  const { rows } = await sql<{ found: number; shown: RowJson[] }>`
    with fits as materialized (
      select id, row_number() over (order by ${order}) as place from (${bank}) mentor
      where ${fitting(scheme, search)} and person_id <> all(${bestIds}::uuid[])
    )
    select (select count(*)::int from fits) as found, ${withCounts(organisationId, onPage, search, personId)} as shown
  `.execute(trx);
  return only(rows);
}

/**
 * Whom somebody can ask at all: who has written a portrait, is open, trained, has a free place, and is neither blocked
 * from nor manages or assesses them. Asked again, by the rules of `eligibility.ts`, when they are really asked. A pause counts as
 * over once it is over in every time zone.
 */
function askableBy(
  organisationId: string,
  scheme: Scheme,
  who: {
    readonly personId: string;
    readonly conflictIds: readonly string[];
    readonly searched: boolean;
    readonly now: Date;
  },
): RawBuilder<unknown> {
  const { personId, conflictIds, searched, now } = who;
  const { id, mostMentees } = scheme;
  const modules = modulesFor(scheme, ['mentor']).map(({ value, confirmedBy, validMonths }) => ({
    value,
    confirmed: confirmedBy === 'coordinator',
    months: validMonths ?? null,
  }));
  const everywhere = new Date(now.getTime() - 12 * 3_600_000).toISOString().slice(0, 10);
  return sql`
    select offer.*, ${searched ? said : sql`''`} as said
    from offer
    join person on person.organisation_id = offer.organisation_id and person.id = offer.person_id
    where offer.organisation_id = ${organisationId} and offer.scheme_id = ${id}
      and ${hasBank(scheme)} and offer.portrait <> ''
      and (offer.state = 'open' or offer.state = 'paused' and offer.paused_until <= ${everywhere}::date)
      and person.expected_email is null
      and person.id <> ${personId}
      and person.id <> all(${conflictIds}::uuid[])
      and not exists (
        select from block where block.organisation_id = offer.organisation_id
          and (blocker_id = ${personId} and blocked_id = person.id or blocker_id = person.id and blocked_id = ${personId}))
      and least(offer.capacity, ${mostMentees ?? null}::int) > (
        select count(*) from relationship
        where relationship.organisation_id = offer.organisation_id and relationship.mentor_id = offer.person_id
          and relationship.scheme_id = offer.scheme_id and relationship.state in ('active', 'paused'))
      and not exists (
        select from jsonb_to_recordset(${storableJson(modules)}::jsonb) module (value text, confirmed boolean, months integer)
        where not exists (
          select from training
          where training.organisation_id = offer.organisation_id and training.scheme_id = offer.scheme_id
            and training.person_id = offer.person_id and training.module = module.value
            and (not module.confirmed or training.confirmed_by_id is not null)
            and (module.months is null or training.done_on + make_interval(months => module.months) >= ${now}::date)))`;
}

/** Whether a `mentor` of the bank is one that is looked for. */
function fitting(scheme: Scheme, { areas, skill, place, words = '' }: BankSearch): RawBuilder<unknown> {
  const stems = wordsIn(words).slice(0, mostWords).map(stemOf);
  const wishes = [
    ...(areas.length === 0 ? [] : [sql`mentor.areas && ${areas}::text[]`]),
    ...(skill === undefined ? [] : [sql`${skill} = any(mentor.skills)`]),
    ...(place === undefined ? [] : [sql`mentor.place in (${place}, 'any')`]),
    ...stems.map((stem) => sql`(${mentions(stem)} or mentor.areas && ${areasWith(scheme, stem)}::text[])`),
  ];
  return wishes.length === 0 ? sql`true` : sql.join(wishes, sql` and `);
}

/** In what a mentor says of themselves, a word that begins so; where a script does not part its words, anywhere. */
function mentions(stem: string): RawBuilder<unknown> {
  return sql`mentor.said ~ ${/^[a-z0-9]/.test(stem) ? `\\m${stem}` : stem}`;
}

/**
 * All that a mentor says of themselves, as it is searched: lower case, and without the accents of western Europe.
 * PostgreSQL's own `normalize` knows all accents, and takes three seconds for ten thousand mentors.
 */
const said = sql`(
  select case when octet_length(words) = length(words) then words else translate(words, ${accented}, ${plain}) end
  from lower(concat_ws(' ', person.name, offer.portrait, offer.usual_times, array_to_string(offer.skills, ' '))) words
  offset 0)`;

function areasWith({ areas }: Scheme, stem: string): readonly string[] {
  return areas
    .filter(({ label }) => wordsIn(label).some((word) => word.startsWith(stem)))
    .map(({ value }) => value);
}

/** Who shares most areas stands first; beyond that each who looks has an order of their own, so that no name is favoured. */
function inOrder({ areas }: BankSearch, personId: string): RawBuilder<unknown> {
  const shared = sql`(select count(*) from unnest(mentor.areas) area where area = any(${areas}::text[])) desc`;
  const own = sql`md5(mentor.person_id::text || ${personId}), mentor.id`;
  return areas.length === 0 ? own : sql`${shared}, ${own}`;
}

/** Rows as `poolMentor` reads them. `ids`: a query for the ids of offers. */
function withCounts(
  organisationId: string,
  ids: RawBuilder<unknown>,
  search: BankSearch,
  personId: string,
): RawBuilder<RowJson[]> {
  return rowsOf(sql`
    select to_jsonb(mentor) as offer,
      (select count(*)::int from relationship
        where organisation_id = mentor.organisation_id and mentor_id = mentor.person_id
          and scheme_id = mentor.scheme_id and state in ('active', 'paused')) as mentees,
      (select count(*)::int from proposal
        where organisation_id = mentor.organisation_id and mentor_id = mentor.person_id and state = 'open') as open_proposals
    from offer mentor
    where organisation_id = ${organisationId} and id in (${ids})
    order by ${inOrder(search, personId)}`);
}

const nobody = sql`'[]'::json`;

function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('A select without a from clause has one row');
  return row;
}
