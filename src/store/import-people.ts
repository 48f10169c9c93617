/**
 * A file of people, imported. Somebody unknown becomes a person who is expected at their address. Of somebody who has an
 * account, only what no account tells is taken from a file: their name and zone are the account's.
 */

import { sql } from 'kysely';
import type { PersonRow } from '../mentoring/csv/people.ts';
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
import { searchable } from './people.ts';

const table = 'import_person';
const columns = ['email', 'name', 'search_name', 'zone', 'grade', 'specialty', 'region'];
const types = sql`email text, name text, search_name text, zone text, grade text, specialty text, region text`;
const address = { email: 'email', person: 'person_id', standing: 'standing' };

export const peopleImport: Import<PersonRow> = {
  begin: async (scope) => {
    await allowTime(scope);
    await createStage(scope, table, sql`${types}, person_id uuid, standing text`);
  },

  put: (scope, rows) =>
    stage(
      scope,
      table,
      columns,
      types,
      rows.map(({ row, value }) => ({ at_row: row, ...value, search_name: searchable(value.name) })),
    ),

  judge: async (scope, most) => {
    const { trx, organisationId } = scope;
    await findAddressees(scope, table, [address]);
    const left = await leaveOut(scope, 'left', table, sql`standing = 'left'`);
    // Somebody with two accounts may be in the file with both addresses.
    await markRepeats(scope, table, sql`coalesce(person_id::text, email)`, ['email']);
    await sql`
      update ${sql.table(table)} r set
        fate = case
          when person.id is null then 'new'
          when coalesce(s.grade, person.grade) is distinct from person.grade
            or coalesce(s.specialty, person.specialty) is distinct from person.specialty
            or coalesce(s.region, person.region) is distinct from person.region
            or s.standing = 'expected' and (s.name <> person.name or s.zone <> person.zone) then 'changed'
          else 'unchanged' end,
        standing = case
          when s.standing = 'member' and (s.search_name <> person.search_name or s.zone <> person.zone) then 'named otherwise'
          else s.standing end
      from ${sql.table(table)} s
      left join person on person.organisation_id = ${organisationId} and person.id = s.person_id
      where s.at_row = r.at_row
    `.execute(trx);
    const found = await findingsOf(
      scope,
      table,
      [addressFindings(table, address, 'email', ['shared']), repeatFindings(table)],
      most,
    );
    const repeated = await leaveOut(scope, 'repeated', table, sql`same`);
    return {
      ...found,
      counts: await countFates(scope, table),
      remarks: [
        ...left,
        ...repeated,
        ...(await remarkOn(scope, 'own-name', table, sql`standing = 'named otherwise'`)),
        ...(await remarkOn(scope, 'no-account', table, sql`standing in ('unknown', 'expected')`)),
      ],
    };
  },

  apply: async ({ trx, organisationId }, at) => {
    await sql`
      insert into person (organisation_id, id, name, search_name, zone, expected_email, grade, specialty, region, created_at, updated_at)
      select organisation_id, gen_random_uuid(), r.name, search_name, coalesce(r.zone, organisation.zone), email,
        grade, specialty, region, ${at}, ${at}
      from ${sql.table(table)} r
      join organisation on organisation_id = ${organisationId}
      where fate = 'new'
    `.execute(trx);
    await sql`
      update person set updated_at = ${at},
        grade = coalesce(r.grade, person.grade),
        specialty = coalesce(r.specialty, person.specialty),
        region = coalesce(r.region, person.region),
        name = case when standing = 'expected' then r.name else person.name end,
        search_name = case when standing = 'expected' then r.search_name else person.search_name end,
        zone = case when standing = 'expected' then coalesce(r.zone, person.zone) else person.zone end
      from ${sql.table(table)} r
      where person.organisation_id = ${organisationId} and person.id = r.person_id and fate = 'changed'
    `.execute(trx);
  },
};
