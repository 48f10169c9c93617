/**
 * Whether every message of the outbox arrived, and how often. The platforms' own lists of what they were asked for are
 * held against a copy of every row that the app ever appended.
 *
 * A platform takes a message a moment before the app can write down that it did. Whoever dies in that moment cannot
 * know, and sends again. So at every death it is counted how many messages had arrived that the database did not know
 * of: exactly these may arrive once more, and no others.
 */

import { findConversation } from '../../../adapters/playground/teams-tenant.ts';
import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import { saidBy, saidByRow } from './said.ts';
import type { AppendedRow } from './said.ts';
import type { CrashSite } from './site.ts';

export type MessageVerdict = {
  /** Messages that were appended. */
  readonly appended: number;
  readonly lost: readonly string[];
  /** How many arrived twice because they were in the air at a death. */
  readonly twice: number;
  /** Arrived once more than they should, though nobody died with them in the air. */
  readonly doubled: readonly string[];
  /** Rows of any kind that were never sent. */
  readonly unsent: readonly string[];
};

export type MessageAudit = {
  /** How many messages were in the air at a death: they have arrived, and the database does not know. */
  readonly atDeath: () => Promise<number>;
  readonly verify: () => Promise<MessageVerdict>;
};

/** From here on every row that is appended to the outbox is copied. */
export async function createMessageAudit(site: CrashSite): Promise<MessageAudit> {
  await site.query(`
    create table copied_outbox as select * from outbox where content is not null;
    create function copy_outbox() returns trigger language plpgsql security definer as
      $$ begin insert into copied_outbox select new.*; return new; end $$;
    create trigger copy_outbox after insert on outbox for each row execute function copy_outbox();
  `);
  const names = new Map<string, string>();
  const inTheAir = new Map<string, number>();
  const arrivals = countArrivals(site);

  /** Every message that was appended, by whom it is for and what it says. */
  async function appended(): Promise<ReadonlyMap<string, Count>> {
    const rows = await site.query<Row>(`
      select copy.id, copy.platform, copy.content, account.external_id, coalesce(now.state, 'pruned') as state,
        now.state = 'pending' and now.lease_until is not null as leased
      from copied_outbox copy
      left join outbox now on now.id = copy.id
      left join account on account.id = copy.account_id
      where copy.kind = 'send'`);
    await nameNew(
      site,
      rows.filter(({ id }) => !names.has(id)),
      names,
    );
    const counts = new Map<string, Count>();
    for (const { id, state, leased } of rows) {
      const name = names.get(id) ?? '';
      const count = counts.get(name) ?? { rows: 0, sent: 0, leased: 0 };
      counts.set(name, {
        rows: count.rows + 1,
        sent: count.sent + (state === 'pending' ? 0 : 1),
        leased: count.leased + (leased === true ? 1 : 0),
      });
    }
    return counts;
  }

  return {
    atDeath: async () => {
      const arrived = arrivals();
      let found = 0;
      for (const [name, { sent, leased }] of await appended()) {
        const before = inTheAir.get(name) ?? 0;
        // A row that nobody was sending is no excuse for a message that had arrived twice before.
        const more = Math.min((arrived.get(name) ?? 0) - before - sent, leased);
        if (more <= 0) continue;
        inTheAir.set(name, before + more);
        found += more;
      }
      return found;
    },
    verify: async () => {
      const arrived = arrivals();
      const counts = await appended();
      const lost: string[] = [];
      const doubled: string[] = [];
      let all = 0;
      for (const [name, { rows }] of counts) {
        all += rows;
        const difference = (arrived.get(name) ?? 0) - rows - (inTheAir.get(name) ?? 0);
        if (difference < 0) lost.push(name);
        if (difference > 0) doubled.push(name);
      }
      const unsent = await site.query<{ what: string }>(`
        select kind || ' ' || state || coalesce(' ' || why, '') || coalesce(' ' || slot, '') as what
        from outbox where state <> 'sent'`);
      const twice = [...inTheAir.values()].reduce((sum, times) => sum + times, 0);
      return { appended: all, lost, twice, doubled, unsent: unsent.map(({ what }) => what) };
    },
  };
}

type Row = AppendedRow & {
  readonly external_id: string | null;
  readonly state: string;
  readonly leased: boolean | null;
};

/** Of rows that say the same to the same person. */
type Count = { readonly rows: number; readonly sent: number; readonly leased: number };

async function nameNew(site: CrashSite, rows: readonly Row[], names: Map<string, string>): Promise<void> {
  if (rows.length === 0) return;
  await site.inOrganisation(site.organisationId, async ({ vault }) => {
    await vault.load(rows.map(({ content }) => content));
    for (const row of rows) {
      const to = site.people.find((one) => (one.aadObjectId ?? one.userId) === row.external_id);
      names.set(row.id, nameOf(to, saidByRow(vault, row)));
    }
  });
}

/** How often each message has arrived so far. What was counted once is not looked at again. */
function countArrivals({
  playground: { slack, teams },
  people,
}: CrashSite): () => ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let fromSlack = 0;
  let fromTeams = 0;
  const count = (to: RosterPerson | undefined, words: string): void => {
    const name = nameOf(to, words);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  return () => {
    for (const { method, args, result } of slack.calls.slice(fromSlack)) {
      if (method !== 'chat.postMessage' || result !== 'ok') continue;
      const channel = slack.workspace.channels.find(({ id }) => id === args['channel']);
      const isReader = ({ userId }: RosterPerson): boolean =>
        channel?.direct === true && channel.members.includes(userId);
      count(people.find(isReader), saidBy(args['blocks']));
    }
    fromSlack = slack.calls.length;
    for (const { operation, path, body, status } of teams.calls.slice(fromTeams)) {
      if (operation !== 'send' || status !== 201) continue;
      const chat = findConversation(teams.tenant, decodeURIComponent(path.split('/')[3] ?? ''));
      const [attachment] = (body as { attachments?: { content?: unknown }[] }).attachments ?? []; // the platform has checked it
      count(chat?.kind === 'personal' ? chat.person : undefined, saidBy(attachment?.content));
    }
    fromTeams = teams.calls.length;
    return counts;
  };
}

function nameOf(to: RosterPerson | undefined, words: string): string {
  return `${to?.id ?? 'nobody'}: ${words}`;
}
