/** One of a pair tells the coordinators on which dates the two met, where both agreed to it: the dates, nothing else. */

import { answer } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import { inZone, instantOf, sayDate } from '../mentoring/time.ts';
import type { ActionButton } from '../ui/view.ts';
import { button, card, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { idsOf, someone } from './pair.ts';

/** The newest of them: nobody reads more in a message. */
const mostDates = 24;

/** Only where both have agreed to it, and there is something to tell. */
export function tellDatesButton(facts: RelationshipFacts): ActionButton | undefined {
  if (!mayTell(facts) || facts.relationship.state === 'ended') return undefined;
  return button('Tell the scheme our dates', target('relationship', 'tell-dates', facts.relationship.id), {
    confirm: {
      title: 'Tell the scheme your dates?',
      text: 'The coordinators get the dates on which you met, with both your names. They learn nothing else.',
      yes: 'Tell them',
      no: 'Not now',
    },
  });
}

export function tellDates(facts: RelationshipFacts, personId: string): Outcome {
  const { relationship, scheme, people, reportingLines, conflictIds } = facts;
  if (!mayTell(facts) || relationship.state === 'ended')
    return {
      reply: answer(
        card(
          'Nothing is told',
          text(
            relationship.state === 'ended'
              ? 'This mentoring has ended, so there is nothing left to tell.'
              : 'The coordinators learn your dates once you have met, and only if both of you agreed to it in your ground rules.',
          ),
        ),
      ),
    };
  const told = impartialCoordinators(scheme, { ids: idsOf(relationship), conflictIds }, reportingLines);
  const mentee = someone(people, relationship.menteeId);
  const dates = heldOn(facts, mentee.zone).slice(-mostDates);
  const mentor = someone(people, relationship.mentorId).name;
  return {
    effects: told.map((id) => ({
      effect: 'send',
      to: { person: id },
      card: card(
        'Dates on which a pair met',
        text(
          `${someone(people, personId).name} tells you when ${mentor} and ${mentee.name} met, ${scheme.name}:`,
        ),
        list(dates.map(sayDate)),
        note('Both of them agreed that the scheme may know these dates. Nothing else is passed on.'),
      ),
    })),
    reply: answer(
      card(
        told.length === 0 ? 'Nobody could be told' : 'The scheme is being told',
        text(
          told.length === 0
            ? 'Every coordinator of the scheme manages or assesses one of you, so that nobody is told.'
            : `The coordinators of ${scheme.name} get these dates, and nothing else:`,
        ),
        told.length === 0 ? undefined : list(dates.map(sayDate)),
      ),
    ),
  };
}

function mayTell({ agreement, meetings }: RelationshipFacts): boolean {
  return agreement?.terms.datesToScheme === true && meetings.some(({ state }) => state === 'met');
}

function heldOn({ meetings }: RelationshipFacts, zone: string): readonly string[] {
  return meetings
    .filter(({ state }) => state === 'met')
    .map(({ start }) => inZone(instantOf(start), zone).date);
}
