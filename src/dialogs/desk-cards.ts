/** What coordinators see: the queue with names, for themselves; the digest without any, for a channel. */

import { isUnderWay, triagersOf } from '../mentoring/asking.ts';
import { digestOf } from '../mentoring/digest.ts';
import type { People, SchemeFacts } from '../mentoring/facts.ts';
import { daysBetween, inZone, sayDate } from '../mentoring/time.ts';
import type { Block, Card } from '../ui/view.ts';
import {
  bold,
  button,
  buttons,
  card,
  divider,
  empty,
  facts as factsBlock,
  list,
  note,
  text,
} from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { secondNeeded } from './coordinator-cards.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { someone } from './pair.ts';
import { sayDigestTime } from './scheme-settings.ts';
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
      ...mentorBlocks(facts, coordinator.id),
      divider(),
      scheme.coordinatorIds.length === 1 ? note(secondNeeded) : undefined,
      note(
        scheme.digest === undefined
          ? 'No channel gets the weekly digest yet. Type “admin” in the channel where it should go.'
          : `The weekly digest goes to ${scheme.digest.channel.name}, ${sayDigestTime(scheme.digest)}.`,
      ),
      buttons(
        button('Show the digest', target('scheme-desk', 'digest', scheme.id)),
        button('Change the settings', target('scheme-desk', 'settings', scheme.id)),
        button('Change the areas', target('scheme-desk', 'areas', scheme.id)),
        button('Change the coordinators', target('scheme-desk', 'coordinators', scheme.id)),
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
    ),
  );
}

/** Figures only. Small numbers are not given, as readers of a channel know each other. */
export function digestCard({ scheme, counts }: SchemeFacts, now: Date): Card {
  const { changed, figures } = digestOf(counts, now);
  return card(
    `${scheme.name}: the week`,
    text(changed),
    Object.keys(figures).length === 0 ? undefined : factsBlock(figures),
    Object.keys(figures).length === 0
      ? undefined
      : note('Numbers under five are not given. Coordinators see their queue by typing “admin” in private.'),
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

function mentorBlocks(facts: SchemeFacts, coordinatorId: string): readonly Block[] {
  const { pool, people, requests } = facts;
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
    .reduce((sum, { offer, mentees }) => sum + Math.max(0, offer.capacity - mentees), 0);
  const lines = offering.slice(0, mostMentors).map(({ offer, mentees, openProposals }) => {
    const known = openProposals - hidden.filter(({ mentorId }) => mentorId === offer.personId).length;
    const asked = known <= 0 ? '' : `, being asked by ${known}`;
    const state =
      offer.state === 'paused'
        ? `paused${offer.pausedUntil === undefined ? '' : ` until ${sayDate(offer.pausedUntil)}`}`
        : `${Math.max(0, offer.capacity - mentees)} of ${offer.capacity} ${offer.capacity === 1 ? 'place' : 'places'} free${asked}`;
    return `${shortName(someone(people, offer.personId).name)}: ${state}`;
  });
  const more = offering.length - mostMentors;
  return [
    text([bold('Mentors'), `: ${free} ${free === 1 ? 'place' : 'places'} free`]),
    list(lines),
    ...(more > 0 ? [note(`${more} more mentors are not shown.`)] : []),
  ];
}

function byName(people: People, one: string, other: string): number {
  const names = [one, other].map((id) => someone(people, id).name);
  return (names[0] ?? '').localeCompare(names[1] ?? '', 'en-GB') || (one < other ? -1 : 1);
}
