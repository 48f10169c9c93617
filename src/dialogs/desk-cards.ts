/** What coordinators see: the queue with names, for themselves; in a channel, only what belongs there. */

import { isUnderWay, triagersOf } from '../mentoring/asking.ts';
import { freePlaces, placesOf } from '../mentoring/eligibility.ts';
import type { People, SchemeFacts } from '../mentoring/facts.ts';
import { daysBetween, inZone, sayDate } from '../mentoring/time.ts';
import { mentorLacks } from '../mentoring/training.ts';
import { capitalise, sayNumberOf } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, divider, empty, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { secondNeeded } from './coordinator-cards.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { someone } from './pair.ts';
import { mayHearOf, toConfirm } from './scheme-training-cards.ts';
import { sayDigestTime } from './scheme-words.ts';
import { tellApart } from './tell-apart.ts';

const mostRequests = 10;
const mostMentors = 20;

/** With names: shown to one coordinator as a direct answer, never where others read along. */
export function queueCard(facts: SchemeFacts, coordinator: { id: string; zone: string }, now: Date): Card {
  const { scheme } = facts;
  return tellApart(
    card(
      `${scheme.name}: the desk`,
      scheme.acceptsRequests ? undefined : text('The scheme takes no new requests at the moment.'),
      ...requestBlocks(facts, coordinator, now),
      divider(),
      ...mentorBlocks(facts, coordinator.id, now),
      divider(),
      ...trainingBlocks(facts, now),
      scheme.coordinatorIds.length === 1 ? note(secondNeeded) : undefined,
      note(
        scheme.digest === undefined
          ? 'No channel gets the weekly digest yet. Type “admin” in the channel where it should go.'
          : `The weekly digest goes to ${scheme.digest.channel.name}, ${sayDigestTime(scheme.digest)}.`,
      ),
      buttons(
        button('Plan a round', target('scheme-desk', 'round', scheme.id)),
        button('Show the pairs', target('pairs', 'show', scheme.id)),
        button('Show the digest', target('scheme-desk', 'digest', scheme.id)),
        button('Benefits report', target('benefits-report', 'show', coordinator.id, { scheme: scheme.id })),
        button('Change the settings', target('scheme-settings', 'show', scheme.id)),
        button('Change the areas', target('scheme-desk', 'areas', scheme.id)),
        button('Change the coordinators', target('scheme-desk', 'coordinators', scheme.id)),
        button('Files in and out', target('files', 'show', coordinator.id)),
        button('Closure days', target('closures', 'show', scheme.id)),
      ),
    ),
  );
}

/** Where others read along: no names, only what belongs to the channel. */
export function channelDeskCard({ scheme }: SchemeFacts, args: Readonly<Record<string, string>>): Card {
  const { digest } = scheme;
  return card(
    `${scheme.name}: this channel`,
    text('Others may read along here, so the desk itself opens when you type “admin” to me in private.'),
    digest === undefined
      ? text('No channel gets the weekly digest yet. It has figures only, and no names.')
      : text(`The weekly digest goes to ${digest.channel.name}, ${sayDigestTime(digest)}.`),
    buttons(
      button('Post the weekly digest here', target('scheme-desk', 'post-digest-here', scheme.id, args)),
      button('Show the digest', target('scheme-desk', 'digest', scheme.id)),
    ),
  );
}

/** Of a request whose mentee they manage or assess a coordinator learns nothing, not even that there is one. */
function shownTo(coordinatorId: string, { requests, scheme, reportingLines }: SchemeFacts) {
  return requests.filter(
    ({ request }) =>
      request.menteeId === coordinatorId ||
      triagersOf(scheme, request, reportingLines).includes(coordinatorId),
  );
}

function requestBlocks(
  facts: SchemeFacts,
  coordinator: { id: string; zone: string },
  now: Date,
): readonly Block[] {
  const { people, scheme, reportingLines } = facts;
  const open = shownTo(coordinator.id, facts)
    .filter(({ request }) => isUnderWay(request))
    .toSorted((a, b) => a.request.askedAt.getTime() - b.request.askedAt.getTime());
  if (open.length === 0) return [empty('Nobody is waiting for a mentor.')];
  const today = inZone(now, coordinator.zone).date;
  return [
    text([bold('Waiting for a mentor')]),
    ...open.slice(0, mostRequests).flatMap(({ request, proposals }): Block[] => {
      const name = someone(people, request.menteeId).name;
      const days = daysBetween(inZone(request.askedAt, coordinator.zone).date, today);
      const age = days === 0 ? 'since today' : days === 1 ? 'for one day' : `for ${days} days`;
      if (!triagersOf(scheme, request, reportingLines).includes(coordinator.id))
        return [text(`Your own request, waiting ${age}. The other coordinators look after it.`)];
      const out = proposals.filter(({ state }) => state === 'open');
      const asked =
        out.length === 0
          ? 'Nobody is being asked.'
          : `Being asked: ${out.map(({ mentorId, sentAt }) => `${shortName(someone(people, mentorId).name)} since ${sayDate(inZone(sentAt, coordinator.zone).date)}`).join(', ')}.`;
      return [
        text(`${name}, waiting ${age}. ${asked}`),
        buttons(button(labelWith('Open request of', name), target('triage', 'show', request.id))),
      ];
    }),
    ...(open.length > mostRequests
      ? [note(`${open.length - mostRequests} more wait, all for a shorter time.`)]
      : []),
  ];
}

function mentorBlocks(facts: SchemeFacts, coordinatorId: string, now: Date): readonly Block[] {
  const { pool, people, requests, scheme } = facts;
  const { mostMentees } = scheme;
  const shown = shownTo(coordinatorId, facts);
  /** Proposals of requests that are not shown here are not counted either. */
  const hidden = requests
    .filter((one) => !shown.includes(one))
    .flatMap(({ proposals }) => proposals.filter(({ state }) => state === 'open'));
  const offering = pool
    .filter(({ offer }) => offer.state !== 'closed')
    .toSorted((one, other) => byName(people, one.offer.personId, other.offer.personId));
  if (offering.length === 0)
    return [empty('Nobody offers to mentor yet.', 'Colleagues can type “offer” to this bot.')];
  const free = offering
    .filter(({ offer }) => offer.state === 'open')
    .reduce((sum, mentor) => sum + freePlaces(mentor, mostMentees), 0);
  const lines = offering.slice(0, mostMentors).map((mentor) => {
    const { offer, openProposals } = mentor;
    const places = placesOf(mentor, mostMentees);
    const known = openProposals - hidden.filter(({ mentorId }) => mentorId === offer.personId).length;
    const asked = known <= 0 ? '' : `, being asked by ${known}`;
    const state =
      offer.state === 'paused'
        ? `paused${offer.pausedUntil === undefined ? '' : ` until ${sayDate(offer.pausedUntil)}`}`
        : `${freePlaces(mentor, mostMentees)} of ${places} ${places === 1 ? 'place' : 'places'} free${asked}`;
    const lacks =
      mayHearOf(facts, coordinatorId, offer.personId) && mentorLacks(facts, offer.personId, now).length > 0;
    const untrained = lacks ? ', training missing' : '';
    return `${shortName(someone(people, offer.personId).name)}: ${state}${untrained}`;
  });
  const more = offering.length - mostMentors;
  return [
    text([bold('Mentors'), `: ${free} ${free === 1 ? 'place' : 'places'} free`]),
    list(lines),
    ...(more > 0 ? [note(`${more} more mentors are not shown.`)] : []),
  ];
}

function trainingBlocks(facts: SchemeFacts, now: Date): readonly Block[] {
  const waiting = toConfirm(facts, now).length;
  if (waiting === 0) return [];
  return [
    text(
      `${capitalise(sayNumberOf(waiting, 'record of training waits', 'records of training wait'))} for a coordinator’s word.`,
    ),
    buttons(button('Training to confirm', target('scheme-training', 'show', facts.scheme.id))),
  ];
}

function byName(people: People, one: string, other: string): number {
  const names = [one, other].map((id) => someone(people, id).name);
  return (names[0] ?? '').localeCompare(names[1] ?? '', 'en-GB') || (one < other ? -1 : 1);
}
