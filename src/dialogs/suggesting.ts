/** A mentor who declines names somebody else: a colleague, who is asked at once where they may be, or a contact outside. */

import type { PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answerDue } from '../mentoring/asking.ts';
import type { ProposalFacts, ReferralFacts, RequestFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import type { Referral } from '../mentoring/records/proposal.ts';
import { mayBeSuggested } from '../mentoring/referring.ts';
import type { FieldErrors } from '../ui/form.ts';
import type { DeclineValues } from './answer-forms.ts';
import { insert, target } from './define.ts';
import { referralSlot } from './living-card.ts';
import { someone } from './pair.ts';
import { referralCard } from './referral-cards.ts';
import type { Step } from './request-flow.ts';

/** What the mentor can see for themselves to be wrong; whether the colleague may be asked is not theirs to learn. */
export function wrongSuggestion(
  { request, proposal }: ProposalFacts,
  { colleague, outside }: DeclineValues,
  { picked }: PersonContext,
): FieldErrors {
  if (outside !== undefined && holdsNhsNumber(outside)) return { outside: takeOutNhsNumber };
  if (colleague === undefined) return {};
  if (!Object.hasOwn(picked, colleague))
    return { colleague: 'This person could not be found. Please choose from the list again.' };
  if (colleague === proposal.mentorId)
    return { colleague: 'Please name somebody other than yourself, or leave this empty.' };
  return colleague === request.menteeId
    ? { colleague: 'This is the person who asks. Please name somebody else, or leave this empty.' }
    : {};
}

/** The facts once this was suggested, and what follows: a question to the colleague, or nothing that anybody would notice. */
export function suggest(
  facts: ProposalFacts,
  { colleague, outside }: DeclineValues,
  { now, newId }: PersonContext,
): Step & { readonly facts: RequestFacts } {
  const by = {
    requestId: facts.request.id,
    proposalId: facts.proposal.id,
    byId: facts.proposal.mentorId,
    madeAt: now,
  };
  const made: Referral[] = [];
  if (colleague !== undefined) {
    const state = mayBeSuggested(facts, colleague, now) ? 'asked' : 'not-asked';
    made.push({ ...by, id: newId(), colleagueId: colleague, state });
  }
  if (outside !== undefined) made.push({ ...by, id: newId(), contact: outside, state: 'outside' });
  const after: RequestFacts = { ...facts, referrals: [...facts.referrals, ...made] };
  const asked = made.flatMap((referral) => (referral.state === 'asked' ? [{ ...after, referral }] : []));
  return {
    facts: after,
    changes: made.map((referral) => insert('referral', referral)),
    effects: asked.map((about) => ({
      effect: 'send',
      to: { person: colleagueOf(about.referral) },
      slot: referralSlot(about.referral.id),
      card: referralCard(about),
    })),
    timers: asked.flatMap(referralTimers),
  };
}

/** A colleague has as long to answer as a mentor has. */
export function referralTimers({ referral, scheme, people }: ReferralFacts): readonly TimerChange[] {
  const { remindAt, expireAt } = answerDue(scheme, referral.madeAt, someone(people, colleagueOf(referral)));
  const timer = (action: string, at: Date): TimerChange => ({
    timer: 'set',
    key: `referral:${referral.id}:${action}`,
    to: target('referral', action, referral.id),
    at,
  });
  return remindAt < expireAt
    ? [timer('remind', remindAt), timer('expire', expireAt)]
    : [timer('expire', expireAt)];
}

/** The colleague who was named; nobody for a contact outside, to whom no card goes. */
export function colleagueOf({ colleagueId = '' }: Referral): string {
  return colleagueId;
}
