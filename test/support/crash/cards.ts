/** Whether every card that can be changed shows its last word: no change was lost, and none came after a later one. */

import { readMessageAddress as whereOnSlack } from '../../../adapters/slack/address.ts';
import { readMessageAddress as whereOnTeams } from '../../../adapters/teams/address.ts';
import { asMessageAddress } from '../../../src/engine/terms.ts';
import type { CrashSite } from './site.ts';
import { saidBy, saidByRow } from './said.ts';
import type { AppendedRow } from './said.ts';

/** Cards that show something else than what was last appended for them. Needs the copies of `createMessageAudit`. */
export async function staleCards(site: CrashSite): Promise<{ checked: number; stale: readonly string[] }> {
  const rows = await site.query<Row>(`
    select message.slot, message.platform, message.message_address, last.id, last.content
    from message cross join lateral (
      select id, content from copied_outbox copy
      where copy.organisation_id = message.organisation_id and copy.sequence >= message.sequence
        and ((copy.kind in ('send', 'revise') and copy.recipient = message.recipient and copy.slot = message.slot)
          or (copy.kind = 'replace' and copy.message_address = message.message_address))
      order by copy.sequence desc limit 1
    ) last`);
  const stale: string[] = [];
  await site.inOrganisation(site.organisationId, async ({ vault }) => {
    await vault.load(rows.map(({ content }) => content));
    for (const row of rows) {
      const last = saidByRow(vault, row);
      const shown = row.platform === 'slack' ? shownOnSlack(site, row) : shownOnTeams(site, row);
      if (!isShown(last, shown)) stale.push(`${row.slot}\n  shows ${shown ?? 'nothing'}\n  not   ${last}`);
    }
  });
  return { checked: rows.length, stale };
}

/** As a card of its own, or as one of several things in a message, which are numbered. */
function isShown(last: string, shown = ''): boolean {
  return shown === last || shown.replaceAll('*', '').includes(`. ${last.replaceAll('*', '')}`);
}

type Row = AppendedRow & { readonly slot: string; readonly message_address: string };

function shownOnSlack({ playground }: CrashSite, { message_address }: Row): string | undefined {
  const where = whereOnSlack(asMessageAddress(message_address));
  const message = playground.slack.workspace.state.messages.find(
    ({ ts, channel }) => ts === where?.ts && channel === where.channel,
  );
  return message && saidBy(message.payload['blocks']);
}

function shownOnTeams({ playground }: CrashSite, { message_address }: Row): string | undefined {
  const where = whereOnTeams(asMessageAddress(message_address));
  const message = playground.teams.tenant.state.messages.find(({ id }) => id === where?.activityId);
  const attachments = message?.activity['attachments'];
  const [card] = Array.isArray(attachments) ? (attachments as { content?: unknown }[]) : [];
  return card && saidBy(card.content);
}
