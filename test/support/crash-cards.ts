/** Whether every card that can be changed shows its last word: no change was lost, and none came after a later one. */

import { renderCard as renderForSlack } from '../../adapters/slack/render-card.ts';
import { readMessageAddress as whereOnSlack } from '../../adapters/slack/address.ts';
import { readMessageAddress as whereOnTeams } from '../../adapters/teams/address.ts';
import { renderMessage as renderForTeams } from '../../adapters/teams/render.ts';
import { asMessageAddress } from '../../src/engine/terms.ts';
import { contentPlace } from '../../src/store/outbox-content.ts';
import type { OutboxContent } from '../../src/store/outbox-content.ts';
import type { CrashSite } from './crash-site.ts';
import { saidBy } from './crash-said.ts';

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
      const { card } = JSON.parse(vault.open(row.content, contentPlace(row.id)) ?? '') as OutboxContent; // sealed by the store
      const last =
        row.platform === 'slack'
          ? saidBy(renderForSlack(card).payload.blocks)
          : saidBy(renderForTeams(card).payload.card);
      const shown = row.platform === 'slack' ? shownOnSlack(site, row) : shownOnTeams(site, row);
      if (shown !== last) stale.push(`${row.slot}\n  shows ${shown ?? 'nothing'}\n  not   ${last}`);
    }
  });
  return { checked: rows.length, stale };
}

type Row = {
  readonly slot: string;
  readonly platform: string;
  readonly message_address: string;
  readonly id: string;
  readonly content: Buffer;
};

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
