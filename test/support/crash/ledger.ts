/**
 * What people were told is done, and whether it is so: every deed they saw taken must be in the database, once. Deeds are
 * told apart by the words that were typed, which nobody types twice.
 */

import type { CrashSite } from './site.ts';

export type Deed =
  | { readonly deed: 'ask'; readonly by: string; readonly words: string }
  | { readonly deed: 'withdraw'; readonly by: string; readonly words: string }
  | { readonly deed: 'propose'; readonly by: string; readonly words: string; readonly mentor: string }
  | { readonly deed: 'accept'; readonly by: string; readonly words: string }
  | { readonly deed: 'met'; readonly by: string; readonly words: string }
  /** `record` is what was written; `words` are still those of the request that it all began with. */
  | { readonly deed: 'record'; readonly by: string; readonly words: string; readonly record: string }
  | { readonly deed: 'end'; readonly by: string; readonly words: string }
  | { readonly deed: 'offer'; readonly by: string; readonly words: string };

export type Told = Deed & {
  /** The life of the app in which the person saw it done. */
  readonly life: number;
};

/** Something that is not as people were told. `life` is when they were told; unknown where nobody was. */
export type Discrepancy = { readonly what: string; readonly life: number | undefined };

export type Verdict = { readonly lost: readonly Discrepancy[]; readonly doubled: readonly Discrepancy[] };

export type Ledger = {
  readonly told: readonly Told[];
  readonly tell: (deed: Deed) => void;
  readonly verify: () => Promise<Verdict>;
};

export function createLedger(site: CrashSite): Ledger {
  const told: Told[] = [];
  return {
    told,
    tell: (deed) => told.push({ ...deed, life: site.life() }),
    verify: () => verify(site, told),
  };
}

type Found = {
  readonly requests: ReadonlyMap<string, readonly Request[]>;
  readonly records: ReadonlyMap<string, number>;
  readonly offers: ReadonlyMap<string, string>;
};

/** One request with all that has come of it. */
type Request = {
  readonly id: string;
  readonly mentee_id: string;
  readonly state: string;
  readonly proposals: readonly { id: string; mentor_id: string; state: string }[];
  readonly relationships: readonly { id: string; state: string; ended_by_id: string | null }[];
  readonly meetings: readonly { id: string; state: string; answered_by_id: string | null }[];
};

async function verify(site: CrashSite, told: readonly Told[]): Promise<Verdict> {
  const found = await findAll(site);
  const lost: Discrepancy[] = [];
  const doubled: Discrepancy[] = [];
  const demandOne = (count: number, what: string, life: number | undefined): void => {
    if (count < 1) lost.push({ what, life });
    if (count > 1) doubled.push({ what: `${what} (${count} times)`, life });
  };
  const audits = new Map<string, { count: number; life: number }>();
  const audited = (one: Told, who: string, action: string, subject: string | undefined): void => {
    const key = `${who} ${action} ${subject ?? 'nothing'}`;
    audits.set(key, { count: (audits.get(key)?.count ?? 0) + 1, life: one.life });
  };

  for (const one of told) {
    const by = site.personId(one.by);
    const what = `${one.by}: ${one.deed}, ${one.words}`;
    if (one.deed === 'offer') {
      audited(one, by, 'offer.start', by);
      const last = told.findLast((other) => other.deed === 'offer' && other.by === one.by);
      if (last === one) demandOne(found.offers.get(by) === one.words ? 1 : 0, what, one.life);
      continue;
    }
    const requests = found.requests.get(one.words) ?? [];
    const [request] = requests;
    switch (one.deed) {
      case 'ask':
        demandOne(requests.filter(({ mentee_id }) => mentee_id === by).length, what, one.life);
        audited(one, by, 'ask.start', by);
        break;
      case 'withdraw':
        demandOne(requests.filter(({ state }) => state === 'withdrawn').length, what, one.life);
        audited(one, by, 'my-request.withdraw', request?.id);
        break;
      case 'propose': {
        const mentor = site.personId(one.mentor);
        const put = request?.proposals.filter(({ mentor_id }) => mentor_id === mentor) ?? [];
        demandOne(put.length, what, one.life);
        audited(one, by, 'triage.propose', request?.id);
        break;
      }
      case 'accept': {
        const accepted = request?.proposals.filter(({ state }) => state === 'accepted') ?? [];
        demandOne(accepted.length, what, one.life);
        demandOne(request?.relationships.length ?? 0, `${what}, the relationship`, one.life);
        demandOne(request?.meetings.length ?? 0, `${what}, the first meeting`, one.life);
        audited(one, by, 'answer-proposal.accept', accepted[0]?.id);
        break;
      }
      case 'met': {
        const met = request?.meetings.filter((meeting) => meeting.answered_by_id === by) ?? [];
        demandOne(met.length, what, one.life);
        audited(one, by, 'meeting.met', met[0]?.id);
        break;
      }
      case 'record':
        demandOne(found.records.get(one.record) ?? 0, what, one.life);
        audited(one, by, 'meeting.record', request?.meetings[0]?.id);
        break;
      case 'end': {
        const ended = request?.relationships.filter(({ ended_by_id }) => ended_by_id === by) ?? [];
        demandOne(ended.length, what, one.life);
        audited(one, by, 'relationship.end', ended[0]?.id);
        break;
      }
      default:
        one satisfies never;
    }
  }

  const asked = new Set(told.filter(({ deed }) => deed === 'ask').map(({ words }) => words));
  for (const words of found.requests.keys())
    if (!asked.has(words))
      doubled.push({ what: `a request that nobody was told of: ${words}`, life: undefined });
  await compareAudit(site, audits, { lost, doubled });
  return { lost, doubled };
}

/** One line in the audit for every deed, and no line without one. */
async function compareAudit(
  site: CrashSite,
  expected: ReadonlyMap<string, { count: number; life: number }>,
  { lost, doubled }: { lost: Discrepancy[]; doubled: Discrepancy[] },
): Promise<void> {
  const rows = await site.query<{ key: string; count: number }>(
    `select actor_id || ' ' || dialog || '.' || action || ' ' || subject_id as key, count(*)::int
       from audit where actor_id is not null and dialog || '.' || action = any($1) group by 1`,
    [auditedActions],
  );
  const actual = new Map(rows.map(({ key, count }) => [key, count]));
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    const wanted = expected.get(key);
    const difference = (actual.get(key) ?? 0) - (wanted?.count ?? 0);
    const what = `audit: ${key}, ${actual.get(key) ?? 0} and not ${wanted?.count ?? 0}`;
    if (difference < 0) lost.push({ what, life: wanted?.life });
    if (difference > 0) doubled.push({ what, life: wanted?.life });
  }
}

const auditedActions = [
  'ask.start',
  'my-request.withdraw',
  'triage.propose',
  'answer-proposal.accept',
  'meeting.met',
  'meeting.record',
  'relationship.end',
  'offer.start',
];

/** Everything with the words that people typed, which only the app's own keys can read. */
async function findAll(site: CrashSite): Promise<Found> {
  const { query, store, organisationId } = site;
  const rows = await query<Request>(`
    select id, mentee_id, state,
      (select coalesce(json_agg(p), '[]') from proposal p where p.request_id = request.id) as proposals,
      (select coalesce(json_agg(r), '[]') from relationship r where r.request_id = request.id) as relationships,
      (select coalesce(json_agg(m), '[]') from meeting m join relationship r on r.id = m.relationship_id
        where r.request_id = request.id) as meetings
    from request`);
  const written = await query<{ meeting_id: string; author_id: string }>(
    'select meeting_id, author_id from session_record',
  );
  const offered = await query<{ person_id: string }>('select person_id from offer');
  return store.transact(organisationId, async (tx) => {
    const load = async <T>(subject: string, id: string, asker: string): Promise<T> =>
      (await tx.loadFacts(subject, id, asker, site.now())) as T; // each subject's facts, of which a part is named here
    const requests = new Map<string, Request[]>();
    for (const row of rows) {
      const { request } = await load<{ request: { words: string } }>('request', row.id, row.mentee_id);
      requests.set(request.words, [...(requests.get(request.words) ?? []), row]);
    }
    const records = new Map<string, number>();
    for (const { meeting_id, author_id } of written) {
      const facts = await load<{ records: { meetingId: string; authorId: string; discussed: string }[] }>(
        'meeting',
        meeting_id,
        author_id,
      );
      for (const { meetingId, authorId, discussed } of facts.records)
        if (meetingId === meeting_id && authorId === author_id)
          records.set(discussed, (records.get(discussed) ?? 0) + 1);
    }
    const offers = new Map<string, string>();
    for (const { person_id } of offered) {
      const facts = await load<{ offers: { likesToHelp: string }[] }>('person', person_id, person_id);
      offers.set(person_id, facts.offers[0]?.likesToHelp ?? '');
    }
    return { requests, records, offers };
  });
}
