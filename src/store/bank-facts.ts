/**
 * What somebody is shown who looks for a mentor in the bank of a scheme. A scheme may have thousands of mentors, and a
 * page of the bank has five: who fits is found by the database, and only those are brought.
 */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { hasBank, MENTORS_ON_A_PAGE, MOST_SUGGESTED, readLook, suggested } from '../mentoring/bank.ts';
import type { BankLook, BankSearch } from '../mentoring/bank.ts';
import { superiorsOf } from '../mentoring/eligibility.ts';
import type { BankFacts, PoolMentor } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { stemOf, wordsIn } from '../mentoring/search-words.ts';
import { modulesFor } from '../mentoring/training.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { namedIn, poolMentor, reportingLine } from './request-facts.ts';
import { linesAbove, outsideSchemesOf, rowsOf, schemesWhere } from './rows-as-json.ts';
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
  const [lookout] = found.lookouts.map((row) => reading.record('lookout', row));
  const outsideSchemes = found.outside.map((row) => reading.record('outsideScheme', row));
  const reportingLines = found.lines.map(reportingLine);
  const look = readLook(args, scheme);
  const conflictIds = [...superiorsOf(actorId, reportingLines), ...(request?.conflictIds ?? [])];
  const searched = look.search.words !== undefined;
  const asker = { personId: actorId, conflictIds, searched, now };

  const looked = await lookInto(scope, scheme, look, asker);
  const likely = looked.likely.map((row) => poolMentor(reading, row));
  const best = suggested(likely, look.search, { mostMentees: scheme.mostMentees, now });
  const onPage = looked.page.map((row) => poolMentor(reading, row));
  const shown = withoutThose(onPage, looked.before, best, likely);
  const named = looked.named.map((row) => poolMentor(reading, row));
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
    found: looked.found,
    shown,
    suggested: best,
    named,
    request,
    questions,
    reportingLines,
    lookout,
    outsideSchemes,
  };
}

type Theirs = Record<'schemes' | 'requests' | 'questions' | 'lines' | 'lookouts' | 'outside', RowJson[]>;

async function ofTheirs({ trx, organisationId }: Scope, schemeId: string, personId: string): Promise<Theirs> {
  const ours = sql`organisation_id = ${organisationId}`;
  const { rows } = await sql<Theirs>`
    select
      ${schemesWhere(organisationId, sql`id = ${schemeId}`)} as schemes,
      ${rowsOf(sql`
        select * from request where ${ours} and scheme_id = ${schemeId} and mentee_id = ${personId}
          and state in ('waiting', 'proposed') order by asked_at, id limit 1`)} as requests,
      ${rowsOf(sql`select * from question where ${ours} and asker_id = ${personId} order by asked_at, id`)} as questions,
      ${rowsOf(sql`
        select * from lookout where ${ours} and scheme_id = ${schemeId} and person_id = ${personId}`)} as lookouts,
      ${outsideSchemesOf(organisationId)} as outside,
      ${linesAbove(organisationId, sql`${personId}::uuid`)} as lines
  `.execute(trx);
  return only(rows);
}

type Asker = {
  readonly personId: string;
  readonly conflictIds: readonly string[];
  readonly searched: boolean;
  readonly now: Date;
};

type Looked = Record<'likely' | 'page' | 'named', RowJson[]> & {
  /** How many fit, but for those who are suggested. */
  readonly found: number;
  /** How many of these stand on earlier pages. */
  readonly before: number;
};

/**
 * Those who share most areas with what is looked for, of whom the best are suggested; a page of the others, in the same
 * order; and those whom the control names, if they can be asked. Who fits is found once: of thousands that takes longer
 * than all the rest. Whom to suggest is judged only afterwards, so that the page comes with as many more.
 */
async function lookInto(
  { trx, organisationId }: Scope,
  scheme: Scheme,
  { search, page, chosenIds, mentorId }: BankLook,
  asker: Asker,
): Promise<Looked> {
  const { personId } = asker;
  const order = inOrder(search, personId);
  const namedIds = [...chosenIds, ...(mentorId === undefined ? [] : [mentorId])].filter(isId);
  const best = search.areas.length === 0 ? 0 : MOST_SUGGESTED;
  const named = sql`select id from (${askableBy(organisationId, scheme, asker, namedIds)}) mentor`;
  const likely = sql`select id from fits where place <= ${mostLikely}`;
  const onPage = sql`
    select id from fits, page where place > page.before and place <= page.before + ${MENTORS_ON_A_PAGE + best}`;
  const { rows } = await sql<Looked>`
    with fits as materialized (
      select id, row_number() over (order by ${order}) as place
      from (${askableBy(organisationId, scheme, asker)}) mentor where ${fitting(scheme, search)}
    ), others as (
      select greatest(0, count(*) - ${best})::int as found from fits
    ), page as (
      -- Whoever turns to a page that has gone since is shown the last there is.
      select found, ${MENTORS_ON_A_PAGE} * least(${page}, greatest(0, found - 1) / ${MENTORS_ON_A_PAGE}) as before
      from others
    )
    select found, before,
      ${best === 0 ? nobody : withCounts(organisationId, likely, search, personId)} as likely,
      ${withCounts(organisationId, onPage, search, personId)} as page,
      ${namedIds.length === 0 ? nobody : withCounts(organisationId, named, search, personId)} as named
    from page
  `.execute(trx);
  return only(rows);
}

/** The page without those who are suggested. `before`: how many of the others stand on earlier pages. */
function withoutThose(
  onPage: readonly PoolMentor[],
  before: number,
  best: readonly PoolMentor[],
  likely: readonly PoolMentor[],
): readonly PoolMentor[] {
  const isBest = ({ offer }: PoolMentor): boolean => best.some((one) => one.offer.id === offer.id);
  // Of the rows that stand before those of the page, some are suggested: so many of the first rows belong to the page before.
  const earlier = likely.slice(0, before).filter(isBest).length;
  return onPage.filter((one) => !isBest(one)).slice(earlier, earlier + MENTORS_ON_A_PAGE);
}

/**
 * Whom somebody can ask at all: who has written a portrait, is open, trained, has a free place, and is neither blocked
 * from nor manages or assesses them. Asked again, by the rules of `eligibility.ts`, when they are really asked. A pause counts as
 * over once it is over in every time zone. Each of these lists is made once, and not once for each mentor: of ten thousand
 * that was most of the time.
 */
function askableBy(
  organisationId: string,
  scheme: Scheme,
  { personId, conflictIds, searched, now }: Asker,
  onlyIds?: readonly string[],
): RawBuilder<unknown> {
  const { id, mostMentees } = scheme;
  const everywhere = new Date(now.getTime() - 12 * 3_600_000).toISOString().slice(0, 10);
  const amongThese = (column: string): RawBuilder<unknown> =>
    onlyIds === undefined ? sql`true` : sql`${sql.ref(column)} = any(${onlyIds}::uuid[])`;
  return sql`
    select offer.id, offer.person_id, offer.areas, offer.skills, offer.place, ${searched ? said : sql`''`} as said
    from offer
    ${searched ? sql`join person on person.organisation_id = offer.organisation_id and person.id = offer.person_id` : sql``}
    where offer.organisation_id = ${organisationId} and offer.scheme_id = ${id} and ${amongThese('offer.person_id')}
      and ${hasBank(scheme)} and offer.portrait <> ''
      and (offer.state = 'open' or offer.state = 'paused' and offer.paused_until <= ${everywhere}::date)
      and offer.person_id <> ${personId}
      and offer.person_id <> all(${conflictIds}::uuid[])
      and offer.person_id not in (
        select id from person where organisation_id = ${organisationId} and expected_email is not null)
      and offer.person_id not in (
        select case blocker_id when ${personId} then blocked_id else blocker_id end from block
        where organisation_id = ${organisationId} and (blocker_id = ${personId} or blocked_id = ${personId}))
      and offer.person_id not in (
        select mentor_id from relationship
        join offer theirs on theirs.organisation_id = relationship.organisation_id
          and theirs.scheme_id = relationship.scheme_id and theirs.person_id = relationship.mentor_id
        where relationship.organisation_id = ${organisationId} and relationship.scheme_id = ${id}
          and relationship.state in ('active', 'paused') and ${amongThese('relationship.mentor_id')}
        group by mentor_id, theirs.capacity
        having count(*) >= least(theirs.capacity, ${mostMentees ?? null}::int))
      and ${trained(organisationId, scheme, now, amongThese('training.person_id'))}`;
}

/** Whether the mentor of an `offer` has done all that the scheme asks of mentors, confirmed where somebody confirms it. */
function trained(
  organisationId: string,
  scheme: Scheme,
  now: Date,
  amongThese: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const modules = modulesFor(scheme, ['mentor']).map(({ value, confirmedBy, validMonths }) => ({
    value,
    confirmed: confirmedBy === 'coordinator',
    months: validMonths ?? null,
  }));
  if (modules.length === 0) return sql`true`;
  // What PostgreSQL may turn into a join it guesses wrong about: "is true" keeps it one list that is made once.
  return sql`(offer.person_id in (
    select training.person_id from training
    join jsonb_to_recordset(${storableJson(modules)}::jsonb) module (value text, confirmed boolean, months integer)
      on module.value = training.module
    where training.organisation_id = ${organisationId} and training.scheme_id = ${scheme.id} and ${amongThese}
      and (not module.confirmed or training.confirmed_by_id is not null)
      and (module.months is null or training.done_on + make_interval(months => module.months) >= ${now}::date)
    group by training.person_id having count(*) = ${modules.length})) is true`;
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
  const shared = sql`${sql.join(
    areas.map((area) => sql`(${area} = any(mentor.areas))::int`),
    sql` + `,
  )} desc`;
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
