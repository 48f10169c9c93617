/** A coordinator's own word beside the weekly digest: by name, in private, what waits for a hand. */

import type { Effect } from '../engine/effect.ts';
import { triagersOf } from '../mentoring/asking.ts';
import { whenToSay } from '../mentoring/courtesy.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import { deskBandOf, deskBands, sayStanding } from '../mentoring/say-standing.ts';
import { daysBetween, inZone } from '../mentoring/time.ts';
import { joinWords, sayNumberOf } from '../mentoring/wording.ts';
import type { Block } from '../ui/view.ts';
import { bold, button, buttons, card, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { idsOf, someone } from './pair.ts';
import { tellApart } from './tell-apart.ts';

const mostRequests = 5;
const mostPairs = 8;
const dayMs = 86_400_000;

/** One message to each coordinator for whom there is something to do, of what that coordinator may know. */
export function weekAtDesk(facts: SchemeFacts, now: Date): readonly Effect[] {
  return facts.scheme.coordinatorIds.flatMap((id): Effect[] => {
    const coordinator = someone(facts.people, id);
    // Whoever has switched off what coordinators are told finds the same at the desk.
    if (whenToSay('coordinator', now, coordinator) === undefined) return [];
    const { zone } = coordinator;
    const body = [...waitingBlocks(facts, id, zone, now), ...pairBlocks(facts, id, zone, now)];
    if (body.length === 0) return [];
    return [
      {
        effect: 'send',
        to: { person: id },
        card: tellApart(
          card(
            'This week at your desk',
            text(`${facts.scheme.name}: what waits for a hand, those who wait longest first.`),
            ...body,
            note(
              'Only you see this. People whom you manage or assess are left out, and nobody is told of it.',
            ),
            buttons(button('Open the desk', target('scheme-desk', 'show', facts.scheme.id))),
          ),
        ),
      },
    ];
  });
}

type Open = SchemeFacts['requests'][number];
type Asked = { readonly request: Open['request']; readonly unanswered: Open['proposals'] };

function waitingBlocks(facts: SchemeFacts, coordinatorId: string, zone: string, now: Date): readonly Block[] {
  const waiting = waitingFor(facts, coordinatorId, now);
  if (waiting.length === 0) return [];
  const { people, scheme } = facts;
  const days = (since: Date): string =>
    sayNumberOf(daysBetween(inZone(since, zone).date, inZone(now, zone).date), 'day', 'days');
  const more = waiting.length - mostRequests;
  return [
    text([bold('Waiting for a mentor')]),
    ...waiting.slice(0, mostRequests).flatMap(({ request, unanswered }): Block[] => {
      const { name } = someone(people, request.menteeId);
      const mentors = unanswered.map(
        ({ mentorId, sentAt }) => `${shortName(someone(people, mentorId).name)} for ${days(sentAt)}`,
      );
      const state =
        mentors.length === 0 ? 'Nobody is being asked.' : `Not answered yet: ${joinWords(mentors)}.`;
      return [
        text(`${name}, asked ${days(request.askedAt)} ago. ${state}`),
        buttons(button(labelWith('Open request of', name), target('triage', 'show', request.id))),
      ];
    }),
    ...(more > 0 ? [note(`${sayNumberOf(more, 'request', 'requests')} more at ${scheme.name}’s desk.`)] : []),
  ];
}

/** Nobody is being asked, or everybody who is has let the days pass in which an answer is hoped for. */
function waitingFor(
  { requests, scheme, reportingLines }: SchemeFacts,
  coordinatorId: string,
  now: Date,
): readonly Asked[] {
  const hopedSince = now.getTime() - scheme.replyDays * dayMs;
  return requests
    .filter(
      ({ request }) =>
        request.menteeId !== coordinatorId &&
        triagersOf(scheme, request, reportingLines).includes(coordinatorId),
    )
    .map(({ request, proposals }) => ({ request, open: proposals.filter(({ state }) => state === 'open') }))
    .filter(({ open }) => open.every(({ sentAt }) => sentAt.getTime() <= hopedSince))
    .map(({ request, open }) => ({ request, unanswered: open }))
    .toSorted((one, other) => one.request.askedAt.getTime() - other.request.askedAt.getTime());
}

function pairBlocks(facts: SchemeFacts, coordinatorId: string, zone: string, now: Date): readonly Block[] {
  const slow = slowPairs(facts, coordinatorId);
  if (slow.length === 0) return [];
  const more = slow.length - mostPairs;
  // Of a directed pair no more is passed on than both have accepted.
  const withReason = facts.scheme.kind !== 'directed';
  return [
    text([bold('Pairs that may need a hand')]),
    list(
      slow.slice(0, mostPairs).map((pair) => {
        const [mentee, mentor] = idsOf(pair).map((id) => shortName(someone(facts.people, id).name));
        return `${mentor} and ${mentee}: ${sayStanding(pair, now, zone, { withReason })}`;
      }),
    ),
    ...(more > 0 ? [note(`${sayNumberOf(more, 'pair', 'pairs')} more.`)] : []),
    buttons(button('Show the pairs', target('pairs', 'show', facts.scheme.id))),
  ];
}

function slowPairs(
  { slow = [], scheme, reportingLines }: SchemeFacts,
  coordinatorId: string,
): readonly Relationship[] {
  return slow
    .filter(({ relationship, conflictIds }) =>
      impartialCoordinators(scheme, { ids: idsOf(relationship), conflictIds }, reportingLines).includes(
        coordinatorId,
      ),
    )
    .map(({ relationship }) => relationship)
    .toSorted((one, other) => deskBands.indexOf(deskBandOf(one)) - deskBands.indexOf(deskBandOf(other)));
}
