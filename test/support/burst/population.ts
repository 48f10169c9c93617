/**
 * Organisations full of pairs who all meet tomorrow at the same hour, so that everybody's reminder is due in the same
 * minute. Written by statements and not by turns: a hundred thousand people do not press buttons in a test.
 */

import type { Client } from 'pg';
import { aRequest, aScheme, insert } from '../../bench/population.ts';
import type { RapportStore } from '../../../src/store/store.ts';

/** Two reminders are due for each pair: one for either of the two. */
export type BurstOrganisation = {
  readonly id: string;
  readonly number: number;
  readonly pairs: number;
};

/** Channels are called after their organisation's number: `D7X…` is somebody's of the seventh. */
export const channelPrefix = 'D';

/** So many organisations and so many reminders, half of them the first organisation's. */
export async function populateBurst(
  store: RapportStore,
  admin: Client,
  size: { readonly organisations: number; readonly reminders: number },
): Promise<readonly BurstOrganisation[]> {
  const zone = zoneOfMidday(new Date());
  const ofEachOther = Math.max(1, Math.round(size.reminders / 4 / (size.organisations - 1)));
  const made: BurstOrganisation[] = [];
  for (let number = 0; number < size.organisations; number += 1) {
    const pairs = number === 0 ? Math.round(size.reminders / 4) : ofEachOther;
    made.push(await anOrganisation(store, admin, { number, pairs, zone }));
  }
  await admin.query('analyze');
  return made;
}

/** Everybody's reminder is due at `at`. */
export async function setReminders(
  admin: Client,
  organisations: readonly BurstOrganisation[],
  at: Date,
): Promise<number> {
  let set = 0;
  for (const { id } of organisations) {
    const { rowCount } = await admin.query(
      `insert into timer (organisation_id, id, key, dialog, action, subject, args, due_at, person_id, asked_at, state, updated_at)
        select meeting.organisation_id, gen_random_uuid(), 'meeting:' || meeting.id || ':remind:' || person || ':1440',
          'meeting', 'remind', meeting.id, jsonb_build_object('person', person, 'minutes', '1440'), $2, person, $2, 'pending', now()
        from meeting join relationship on relationship.organisation_id = meeting.organisation_id
          and relationship.id = meeting.relationship_id
        cross join unnest(array[mentee_id, mentor_id]) person
        where meeting.organisation_id = $1`,
      [id, at],
    );
    set += rowCount ?? 0;
  }
  await admin.query('analyze timer');
  return set;
}

/** A zone in which it is about noon: nobody is in their quiet hours, whenever this runs. */
function zoneOfMidday(now: Date): string {
  const ahead = 12 - now.getUTCHours();
  // The names of these zones count the other way round: Etc/GMT-5 is five hours ahead.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function anOrganisation(
  store: RapportStore,
  admin: Client,
  { number, pairs, zone }: { number: number; pairs: number; zone: string },
): Promise<BurstOrganisation> {
  const workspace = `T${number}BURST`;
  const id = await store.ensureOrganisation({
    name: `Organisation ${number}`,
    zone,
    workspaces: [{ platform: 'slack', externalId: workspace }],
  });
  const scheme = aScheme();
  const people = `
    insert into person (organisation_id, id, name, search_name, zone)
      select $1, md5($2 || n)::uuid, 'Dr Sam Example ' || n, 'dr sam example ' || n, $3 from generate_series(1, $4::int * 2) n`;
  await admin.query(people, [id, workspace, zone, pairs]);
  await admin.query(
    `insert into account (organisation_id, id, person_id, platform, workspace, external_id, address, last_seen_at)
      select $1, gen_random_uuid(), md5($2 || n)::uuid, 'slack', $2, 'U' || n,
        jsonb_build_object('workspace', $2::text, 'user', 'U' || n, 'channel', $3 || 'X' || n), now()
      from generate_series(1, $4::int * 2) n`,
    [id, workspace, `${channelPrefix}${number}`, pairs],
  );
  const { rows } = await admin.query<{ id: string }>(`select md5($1 || 1)::uuid as id`, [workspace]);
  const request = aRequest(scheme.id, rows[0]?.id ?? '', { state: 'matched' });
  await store.transact(id, (tx) =>
    tx.apply([insert('scheme', scheme), insert('request', request)], new Date()),
  );
  // Everybody asked in the same words; nobody reads them again.
  await admin.query(
    `insert into request select copy.* from request
      cross join generate_series(1, $4::int) n
      cross join lateral jsonb_populate_record(request, jsonb_build_object(
        'id', md5('ask' || $2 || n)::uuid, 'mentee_id', md5($2 || (2 * n - 1))::uuid)) copy
      where request.organisation_id = $1 and request.id = $3`,
    [id, workspace, request.id, pairs],
  );
  await admin.query(
    `insert into relationship (organisation_id, id, scheme_id, request_id, mentee_id, mentor_id, state, cadence_days, started_at, created_at, updated_at)
      select $1, md5('pair' || $2 || n)::uuid, $3, md5('ask' || $2 || n)::uuid, md5($2 || (2 * n - 1))::uuid,
        md5($2 || (2 * n))::uuid, 'active', 28, now() - interval '90 days', now(), now()
      from generate_series(1, $4::int) n`,
    [id, workspace, scheme.id, pairs],
  );
  await admin.query(
    `insert into meeting (organisation_id, id, relationship_id, start_date, start_time, start_zone, minutes, place, booked_by_id, state, sequence, created_at, updated_at)
      select $1, gen_random_uuid(), md5('pair' || $2 || n)::uuid, (now() at time zone $3)::date + 1, '13:30', $3, 60, 'video',
        md5($2 || (2 * n - 1))::uuid, 'booked', 0, now(), now()
      from generate_series(1, $4::int) n`,
    [id, workspace, zone, pairs],
  );
  return { id, number, pairs };
}
