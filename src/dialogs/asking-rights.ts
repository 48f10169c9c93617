/** Who may act upon a request, a proposal, a scheme, and what concerns themselves; asked again at every press. */

import type { May } from '../engine/dialog.ts';
import { triagersOf } from '../mentoring/asking.ts';
import type { PersonFacts, ProposalFacts, RequestFacts, SchemeFacts } from '../mentoring/facts.ts';

export const oneself: May<Pick<PersonFacts, 'person'>> = ({ person }, actor) =>
  person.id === actor.id || 'This belongs to somebody else. Type “ask” or “offer” for your own.';

export const aCoordinator: May<SchemeFacts> = ({ scheme }, actor) =>
  scheme.coordinatorIds.includes(actor.id) || `Only the coordinators of ${scheme.name} can use its desk.`;

export const theMentee: May<Pick<RequestFacts, 'request'>> = ({ request }, actor) =>
  request.menteeId === actor.id || 'Only the person who asked for a mentor can use this.';

/** A coordinator who is left out because they manage or assess the mentee is not told so: they are to hear nothing of it. */
export const aTriager: May<Pick<RequestFacts, 'request' | 'scheme' | 'reportingLines'>> = (facts, actor) => {
  const { request, scheme, reportingLines } = facts;
  if (triagersOf(scheme, request, reportingLines).includes(actor.id)) return true;
  if (!scheme.coordinatorIds.includes(actor.id))
    return `Only the coordinators of ${scheme.name} can use this.`;
  return request.menteeId === actor.id
    ? 'This is your own request, so the other coordinators look after it. Type “ask” to see how it stands.'
    : 'The other coordinators look after this request.';
};

export const theMentorAsked: May<Pick<ProposalFacts, 'proposal'>> = ({ proposal }, actor) =>
  proposal.mentorId === actor.id || 'Only the mentor who was asked can answer this.';
