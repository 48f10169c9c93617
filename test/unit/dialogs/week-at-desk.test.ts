import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { choicesOf } from '../../../src/mentoring/courtesy.ts';
import type { SchemeFacts } from '../../../src/mentoring/facts.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aLine, aProposal, aRequest } from '../../support/asking-facts.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aPair, coordinator, idOf, mentee, mentor, now } from '../../support/pair-facts.ts';
import { aPairWorld } from '../../support/pair-world.ts';

const { scheme, relationship } = aPair().rows;
const digest = {
  channel: { platform: 'fake', workspace: 'W1', address: { id: 'C1' }, name: '#mentoring' },
  weekday: 1,
  time: '09:00',
  zone: 'Europe/London',
};
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

const waiting = {
  request: aRequest({ id: idOf('request: young'), askedAt: daysAgo(2) }),
  proposals: [],
};
const unanswered = {
  request: aRequest({
    id: idOf('request: old'),
    menteeId: idOf(mentor),
    state: 'proposed',
    askedAt: daysAgo(12),
  }),
  proposals: [aProposal(mentee, { sentAt: daysAgo(9) }), aProposal(mentor, { state: 'declined' })],
};
const slow = [{ relationship: { ...relationship, band: 'not started' as const }, conflictIds: [] }];

/** What the coordinator gets in private when the digest is posted. */
function told(facts: Partial<SchemeFacts>) {
  const world = aPairWorld(aPair().inScheme({ digest }), { scheme: facts });
  world.fire(target('scheme-desk', 'digest-due', scheme.id));
  expect(world.messages.filter(({ to }) => to === '#mentoring')).toHaveLength(1);
  return world.messages.filter(({ to }) => to !== '#mentoring');
}

describe('a coordinator’s own word beside the digest', () => {
  test('says by name who waits longest, who has not answered and which pairs may need a hand', () => {
    const [message, ...more] = told({ requests: [waiting, unanswered], slow });
    expect(more).toEqual([]);
    expect(message?.to).toBe(idOf(coordinator));
    const said = message === undefined ? '' : plainCard(message.card);
    expect(said).toContain(`${mentor}, asked twelve days ago. Not answered yet: ${mentee} for nine days.`);
    expect(said).toContain(`${mentee}, asked two days ago. Nobody is being asked.`);
    expect(said.indexOf('twelve days')).toBeLessThan(said.indexOf('two days'));
    expect(said).toContain(`${mentor} and ${mentee}: A pair since`);
    expect(message && actionButtons(message.card).map(({ label }) => label)).toEqual([
      `Open request of ${mentor}`,
      `Open request of ${mentee}`,
      'Show the pairs',
      'Open the desk',
    ]);
  });

  test('does not come where nothing waits for a hand', () => {
    const asked = { ...unanswered, proposals: [aProposal(mentee, { sentAt: daysAgo(1) })] };
    expect(told({ requests: [asked] })).toEqual([]);
  });

  test('does not come to a coordinator who has switched off what coordinators are told', () => {
    const { people } = aPair().rows;
    const someone = people[idOf(coordinator)];
    if (someone === undefined) throw new Error('The coordinator is one of the people');
    const choices = {
      ...choicesOf(someone),
      id: 'choices',
      personId: someone.id,
      off: ['coordinator' as const],
    };
    const withChoices = { ...someone, courtesy: { choices, absences: [], closures: [] } };
    expect(told({ requests: [waiting], people: { ...people, [someone.id]: withChoices } })).toEqual([]);
  });

  test('says nothing of those whom the coordinator manages or assesses, nor of the coordinator’s own request', () => {
    const own = { ...waiting, request: { ...waiting.request, menteeId: idOf(coordinator) } };
    const reportingLines = [aLine(mentee, coordinator), aLine(mentor, coordinator)];
    expect(told({ requests: [waiting, unanswered, own], slow, reportingLines })).toEqual([]);
  });
});
