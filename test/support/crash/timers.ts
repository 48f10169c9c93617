/** Whether every timer that was due has fired, and once. A timer that fired has left a line in the audit. */

import type { Discrepancy, Verdict } from './ledger.ts';
import type { CrashSite } from './site.ts';

export async function verifyTimers(site: CrashSite): Promise<Verdict & { readonly fired: number }> {
  const lost: Discrepancy[] = [];
  const doubled: Discrepancy[] = [];
  const left = await site.query<{ key: string; state: string }>(
    `select key, state from timer where state = 'failed' or (state = 'pending' and due_at <= $1)`,
    [site.now()],
  );
  for (const { key, state } of left) lost.push({ what: `${key} is ${state}`, life: undefined });

  // Every request was announced to its coordinators, every meeting reminded of and asked about, for each of the two.
  const fired = await site.query<{ what: string; fired: number; due: number }>(`
    with due as (
      select 'triage.announce' as what, id as subject, 1 as due from request
      union all select 'meeting.remind', id, 2 from meeting
      union all select 'meeting.did-you-meet', id, 2 from meeting
    )
    select what || ' ' || subject as what, due, (
      select count(*)::int from audit where actor_id is null and subject_id = due.subject::text
        and dialog || '.' || action = due.what
    ) as fired from due`);
  for (const one of fired) {
    const what = `${one.what} fired ${one.fired} times and not ${one.due}`;
    if (one.fired < one.due) lost.push({ what, life: undefined });
    if (one.fired > one.due) doubled.push({ what, life: undefined });
  }
  return { lost, doubled, fired: fired.reduce((sum, one) => sum + one.fired, 0) };
}
