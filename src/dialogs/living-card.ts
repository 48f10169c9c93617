/** A message that stays current: changed where it stands, or sent anew with the old one pointing to the new. */

import type { Effect } from '../engine/effect.ts';
import type { Card } from '../ui/view.ts';
import { card, text } from '../ui/view.ts';

/** Changes the message where it stands. Nobody is notified. */
export function reviseFor(personId: string, slot: string, current: Card): Effect {
  return { effect: 'revise', to: { person: personId }, slot, card: current };
}

/** Sends the card as news. The message that stood for it until now loses its buttons, so that only one of them acts. */
export function sendAfresh(personId: string, slot: string, current: Card): readonly Effect[] {
  return [
    reviseFor(personId, slot, card(current.title, text('There is news. It is in a newer message below.'))),
    { effect: 'send', to: { person: personId }, slot, card: current },
  ];
}

export function requestSlot(requestId: string): string {
  return `request:${requestId}`;
}

export function triageSlot(requestId: string): string {
  return `triage:${requestId}`;
}

/** What the watch asks of somebody about this pair; one question at a time. */
export function watchSlot(relationshipId: string): string {
  return `watch:${relationshipId}`;
}

/** How somebody is asked, alone, how it goes. */
export function checkInSlot(relationshipId: string): string {
  return `check-in:${relationshipId}`;
}

/** What a pair looks at together. */
export function reviewSlot(relationshipId: string): string {
  return `review:${relationshipId}`;
}

export function referralSlot(referralId: string): string {
  return `referral:${referralId}`;
}

export function proposalSlot(proposalId: string): string {
  return `proposal:${proposalId}`;
}
