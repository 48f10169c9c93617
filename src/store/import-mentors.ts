/**
 * A file of a scheme's mentors, imported as their offers. What a mentor wrote is only replaced by what the file says
 * instead, never by an empty cell; and whether an offer that exists is open is up to its mentor.
 */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MentorChoices, MentorRow } from '../mentoring/csv/mentors.ts';
import {
  addressFindings,
  allowTime,
  countFates,
  createStage,
  findAddressees,
  findingsOf,
  leaveOut,
  markRepeats,
  remarkOn,
  repeatFindings,
  stage,
} from './import.ts';
import type { Import } from './import.ts';

const table = 'import_mentor';
const plain = ['portrait', 'likes_to_help', 'capacity', 'place', 'usual_times', 'time_agreed', 'trained_on'];
const columns = ['email', 'areas', 'skills', ...plain, 'state', 'paused_until'];
const types = sql`email text, areas text[], skills text[], portrait text, likes_to_help text, capacity integer, place text,
  usual_times text, time_agreed boolean, trained_on date, state text, paused_until date`;
const address = { email: 'email', person: 'person_id', standing: 'standing' };

export function mentorsImport(schemeId: string, { areas, skills, today }: MentorChoices): Import<MentorRow> {
  const differs = sql.join(
    [
      isOther(
        'areas',
        areas.map(({ value }) => value),
      ),
      isOther(
        'skills',
        skills.map(({ value }) => value),
      ),
      ...plain.map((name) => {
        const column = sql.ref(name);
        return sql`coalesce(s.${column}, offer.${column}) is distinct from offer.${column}`;
      }),
    ],
    sql` or `,
  );
  // A pause is over on its date, without anybody acting.
  const stands = (whose: string): RawBuilder<unknown> => {
    const [state, until] = [sql.ref(`${whose}.state`), sql.ref(`${whose}.paused_until`)];
    return sql`case when ${state} = 'paused' and ${until} <= ${today}::date then 'open' else ${state} end`;
  };
  const isPaused = sql`${stands('r')} = 'paused'`;
  return {
    begin: async (scope) => {
      await allowTime(scope);
      await createStage(
        scope,
        table,
        sql`${types}, person_id uuid, standing text, offer_id uuid, own_state boolean`,
      );
    },

    put: (scope, rows) =>
      stage(
        scope,
        table,
        columns,
        types,
        rows.map(({ row, value }) => ({
          at_row: row,
          ...value,
          likes_to_help: value.likesToHelp,
          usual_times: value.usualTimes,
          time_agreed: value.timeAgreed,
          trained_on: value.trainedOn,
          paused_until: value.pausedUntil,
        })),
      ),

    judge: async (scope, most) => {
      const { trx, organisationId } = scope;
      await findAddressees(scope, table, [address]);
      const left = await leaveOut(scope, 'left', table, sql`standing = 'left'`);
      await markRepeats(scope, table, sql`coalesce(person_id::text, email)`, ['email']);
      await sql`
        update ${sql.table(table)} r set offer_id = offer.id,
          fate = case when offer.id is null then 'new' when ${differs} then 'changed' else 'unchanged' end,
          own_state = s.state is not null and offer.id is not null and ${stands('s')} <> ${stands('offer')}
        from ${sql.table(table)} s
        left join (
          select distinct on (person_id) * from offer
          where organisation_id = ${organisationId} and scheme_id = ${schemeId}
          order by person_id, state = 'closed', created_at desc, id
        ) offer on offer.person_id = s.person_id
        where s.at_row = r.at_row
      `.execute(trx);
      const found = await findingsOf(
        scope,
        table,
        [
          addressFindings(table, address, 'email', ['unknown', 'shared']),
          repeatFindings(table),
          sql`
            select at_row as row, 'no-areas' as finding from ${sql.table(table)}
            where fate = 'new' and person_id is not null and repeats is null and coalesce(cardinality(areas), 0) = 0`,
        ],
        most,
      );
      const repeated = await leaveOut(scope, 'repeated', table, sql`same`);
      return {
        ...found,
        counts: await countFates(scope, table),
        remarks: [
          ...left,
          ...repeated,
          ...(await remarkOn(scope, 'own-state', table, sql`own_state`)),
          ...(await remarkOn(scope, 'no-account', table, sql`standing = 'expected'`)),
        ],
      };
    },

    apply: async ({ trx, organisationId }, at) => {
      // Whoever has offered in the chat since a moment ago is left as they are.
      await sql`
        insert into offer (organisation_id, id, scheme_id, person_id, areas, skills, portrait, likes_to_help, capacity,
          place, usual_times, time_agreed, trained_on, state, paused_until, created_at, updated_at)
        select ${organisationId}, gen_random_uuid(), ${schemeId}, person_id, areas, coalesce(skills, '{}'),
          coalesce(portrait, ''), coalesce(likes_to_help, ''), coalesce(capacity, 1), coalesce(place, 'any'),
          coalesce(usual_times, ''), coalesce(time_agreed, false), trained_on, coalesce(${stands('r')}, 'open'),
          case when ${isPaused} then paused_until end, ${at}, ${at}
        from ${sql.table(table)} r where fate = 'new' order by at_row
        on conflict (organisation_id, scheme_id, person_id) where state <> 'closed' do nothing
      `.execute(trx);
      const set = ['areas', 'skills', ...plain].map((name) => {
        const column = sql.ref(name);
        return sql`${column} = coalesce(r.${column}, offer.${column})`;
      });
      await sql`
        update offer set updated_at = ${at}, ${sql.join(set)} from ${sql.table(table)} r
        where offer.organisation_id = ${organisationId} and offer.id = r.offer_id and fate = 'changed'
      `.execute(trx);
    },
  };
}

/** Whether a cell names other choices, in whatever order; those that a scheme has since dropped count no more. */
function isOther(name: string, known: readonly string[]): RawBuilder<unknown> {
  const column = sql.ref(name);
  const kept = sql`array(select unnest(offer.${column}) intersect select unnest(${known}::text[]))`;
  return sql`(s.${column} is not null and not (s.${column} @> ${kept} and ${kept} @> s.${column}))`;
}
