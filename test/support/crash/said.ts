/** What a card says, whatever it is made of: so that one that was sent can be held against the one that was appended. */

import { renderCard as renderForSlack } from '../../../adapters/slack/render-card.ts';
import { renderMessage as renderForTeams } from '../../../adapters/teams/render.ts';
import { contentPlace } from '../../../src/store/outbox-content.ts';
import type { OutboxContent } from '../../../src/store/outbox-content.ts';
import type { Vault } from '../../../src/store/vault.ts';

/** A row of the outbox as it was appended. */
export type AppendedRow = { readonly id: string; readonly platform: string; readonly content: Buffer };

/** Texts and what the buttons refer to, in order; without links, which differ every time a card is made. */
export function saidBy(card: unknown): string {
  const said: string[] = [];
  JSON.stringify(card, (key, value: unknown) => {
    if (isLink(value)) return undefined;
    if (['text', 'title', 'value', 'ref'].includes(key) && typeof value === 'string') said.push(value);
    return value;
  });
  return said.join('|');
}

/** What a row says once its platform shows it. The vault has loaded what it needs to open it. */
export function saidByRow(vault: Vault, { id, platform, content }: AppendedRow): string {
  const text = vault.open(content, contentPlace(id));
  if (text === undefined) throw new Error(`The text of ${id} cannot be opened`);
  const { card } = JSON.parse(text) as OutboxContent; // sealed by the store
  return platform === 'slack'
    ? saidBy(renderForSlack(card).payload.blocks)
    : saidBy(renderForTeams(card).payload.card);
}

function isLink(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Action.OpenUrl';
}
