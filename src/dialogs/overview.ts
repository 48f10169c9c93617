/** What concerns one person now: the same blocks make the menu, which is short, and their own page, which has it all. */

import type { PersonFacts, RelationshipGlance } from '../mentoring/facts.ts';
import type { RecordsPolicy } from '../mentoring/records/agreement.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { recordsPolicyOf } from '../mentoring/session-records.ts';
import { daysBetween, inZone, instantOf, sayDate, sayDay, sayWhen } from '../mentoring/time.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, divider, empty, note, text } from '../ui/view.ts';
import { endOf } from './booking.ts';
import { target } from './define.ts';
import { bookButton, cancelButton, labelWith, moveButton } from './meeting-cards.ts';
import { otherName, someone } from './pair.ts';
import { rulesBlocks, rulesToAnswer } from './rules-waiting.ts';
import { tellApart } from './tell-apart.ts';

const mostProposals = 5;
const mostRules = 3;
const mostMeetings = 5;
const mostRelationships = 10;
/** A record that was not written within a month will not be; asking for ever would be nagging. */
const recordWithinDays = 30;

/** The answer to the command alone: what waits, the next meeting, and where to go. */
export function menuCard(facts: PersonFacts, now: Date): Card {
  const waiting = waitingBlocks(facts, now);
  const next = meetingBlocks(facts, now, 1);
  const requests = requestBlocks(facts, now);
  const nothing = waiting.length + next.length + requests.length === 0;
  return tellApart(
    card(
      'Rapport',
      ...(nothing ? [empty('Nothing is waiting for you.', 'Here is what you can do:')] : []),
      ...waiting,
      ...next,
      ...requests,
      divider(),
      mainButtons(facts, true),
    ),
  );
}

/** The person's own page. It is drawn ahead of time, so it holds pointers and never anybody's words. */
export function homeCard(facts: PersonFacts, now: Date): Card {
  const waiting = waitingBlocks(facts, now);
  return tellApart(
    card(
      'Your mentoring',
      text([bold('Waiting for you')]),
      ...(waiting.length === 0 ? [text('Nothing at the moment.')] : waiting),
      divider(),
      text([bold('Coming up')]),
      ...orEmpty(meetingBlocks(facts, now, mostMeetings), empty('No meeting is booked.')),
      divider(),
      text([bold('Your mentors and mentees')]),
      ...orEmpty(
        relationshipBlocks(facts),
        empty('You have no mentor and no mentee yet.', 'Ask for a mentor, or offer to be one.'),
      ),
      ...requestBlocks(facts, now),
      ...offerBlocks(facts),
      divider(),
      mainButtons(facts, false),
      note(`Times are shown in your own time zone. Only you see this page.`),
    ),
  );
}

/** Proposals to answer, ground rules to agree to, meetings to answer for, records to write. */
function waitingBlocks(facts: PersonFacts, now: Date): readonly Block[] {
  const { person, people } = facts;
  const proposals = facts.proposals.slice(0, mostProposals).flatMap(({ proposal, request }): Block[] => {
    const mentee = someone(people, request.menteeId).name;
    const answered = proposal.counterTimes !== undefined;
    return [
      text(
        answered
          ? `You suggested other times to ${mentee}, who is choosing one.`
          : `${mentee} asks you to be their mentor.`,
      ),
      buttons(
        answered
          ? undefined
          : button(labelWith('Accept', mentee), target('answer-proposal', 'accept', proposal.id), {
              style: 'primary',
            }),
        answered
          ? undefined
          : button(
              labelWith('Suggest other times to', mentee),
              target('answer-proposal', 'counter', proposal.id),
            ),
        button(labelWith('Decline', mentee), target('answer-proposal', 'decline', proposal.id)),
      ),
    ];
  });
  const more = facts.proposals.length - mostProposals;
  const unanswered = facts.relationships
    .flatMap((glance) =>
      glance.meetings
        .filter((meeting) => meeting.state === 'booked' && endOf(meeting) <= now)
        .map((meeting) => ({ glance, meeting })),
    )
    .toSorted(byTime);
  const oldest = now.getTime() - recordWithinDays * 24 * 60 * 60_000;
  const unwritten = recordable(facts, now).filter(
    ({ meeting }) => meeting.state === 'met' && endOf(meeting).getTime() > oldest,
  );
  const suggested = (facts.referrals ?? [])
    .filter(({ colleagueId, state }) => colleagueId === person.id && state === 'asked')
    .slice(0, mostProposals)
    .flatMap(({ id, byId }): Block[] => {
      const by = someone(people, byId).name;
      return [
        text(`${by} suggested you to somebody who is looking for a mentor.`),
        buttons(
          button(labelWith('Look at what came from', by), target('referral', 'yes', id)),
          button(labelWith('Not for me: from', by), target('referral', 'no', id)),
        ),
      ];
    });
  return [
    ...proposals,
    ...suggested,
    ...(more > 0
      ? [note(`${more} more ${more === 1 ? 'request waits' : 'requests wait'} for your answer.`)]
      : []),
    ...facts.relationships
      .filter((glance) => rulesToAnswer(glance, person.id) !== undefined)
      .slice(0, mostRules)
      .flatMap((glance) => rulesBlocks(glance, people, person.id)),
    ...unanswered.slice(0, 3).flatMap(({ glance, meeting }): Block[] => {
      const day = momentOf(meeting, person.zone);
      const other = otherName(glance.relationship, people, person.id);
      return [
        text(`Did you meet ${other} on ${day}?`),
        buttons(
          button(`We met on ${day}`, target('meeting', 'met', meeting.id)),
          button(`Not met on ${day}`, target('meeting', 'not-met', meeting.id)),
        ),
      ];
    }),
    ...unwritten
      .slice(0, 1)
      .flatMap(({ glance, meeting }): Block[] => [
        text(
          `There is no record of yours yet of meeting ${otherName(glance.relationship, people, person.id)}. Writing one is up to you.`,
        ),
        buttons(
          button(
            `Write the record of ${dayOf(meeting, person.zone)}`,
            target('meeting', 'record', meeting.id),
          ),
        ),
      ]),
  ];
}

function meetingBlocks(facts: PersonFacts, now: Date, most: number): readonly Block[] {
  const { person, people } = facts;
  const coming = upcoming(facts, now);
  return [
    ...coming.slice(0, most).flatMap(({ glance, meeting }): Block[] => {
      const about = { relationship: glance.relationship, people, personId: person.id, meeting };
      const other = otherName(glance.relationship, people, person.id);
      return [
        text(`${sayWhen(instantOf(meeting.start), person.zone)}, with ${other}.`),
        buttons(moveButton(about, { withTime: true }), cancelButton(about, { withTime: true })),
      ];
    }),
    ...(coming.length > most && most > 1
      ? [note(`${coming.length - most} more are booked. Type “meetings” to see them all.`)]
      : []),
  ];
}

function relationshipBlocks(facts: PersonFacts): readonly Block[] {
  const { person, people } = facts;
  const current = facts.relationships.filter(({ relationship }) => relationship.state !== 'ended');
  const more = current.length - mostRelationships;
  return [
    ...current.slice(0, mostRelationships).flatMap((glance): Block[] => {
      const { relationship, meetings, actions, proposedAgreement: proposed } = glance;
      const other = otherName(relationship, people, person.id);
      const role = relationship.mentorId === person.id ? 'your mentee' : 'your mentor';
      const mine = actions.filter(
        ({ ownerId, doneAt }) => ownerId === person.id && doneAt === undefined,
      ).length;
      const sentences = [
        `${other} is ${role}.`,
        relationship.state === 'paused' && relationship.pausedUntil !== undefined
          ? `Paused until ${sayDate(relationship.pausedUntil)}.`
          : undefined,
        proposed?.proposedById === person.id ? 'Your ground rules wait for their answer.' : undefined,
        mine === 0 ? undefined : `${mine} ${mine === 1 ? 'next step is' : 'next steps are'} yours.`,
      ];
      const booked = meetings.some(({ state }) => state === 'booked');
      return [
        text(sentences.filter((one) => one !== undefined).join(' ')),
        buttons(
          button(labelWith('Open mentoring with', other), target('relationship', 'show', relationship.id)),
          booked || relationship.state === 'paused' ? undefined : bookButton(relationship, people, person.id),
        ),
      ];
    }),
    ...(more > 0 ? [note(`${more} more are not shown here. Type “meetings” to see them all.`)] : []),
  ];
}

function requestBlocks({ requests, person, schemes }: PersonFacts, now: Date): readonly Block[] {
  const today = inZone(now, person.zone).date;
  return requests
    .filter(({ state }) => state === 'waiting' || state === 'proposed')
    .flatMap((request): Block[] => {
      const days = daysBetween(inZone(request.askedAt, person.zone).date, today);
      const scheme = schemes.find(({ id }) => id === request.schemeId)?.name ?? 'the scheme';
      const since = days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
      return [
        text(`You asked for a mentor in ${scheme} ${since}.`),
        buttons(button(labelWith('My request in', scheme), target('my-request', 'show', request.id))),
      ];
    });
}

function offerBlocks({ offers, schemes }: PersonFacts): readonly Block[] {
  return offers
    .filter(({ state }) => state !== 'closed')
    .map(({ state, schemeId, pausedUntil }) => {
      const scheme = schemes.find(({ id }) => id === schemeId)?.name ?? 'the scheme';
      if (state === 'open') return note(`You offer to mentor in ${scheme}.`);
      return note(
        pausedUntil === undefined
          ? `Your offer to mentor in ${scheme} is paused.`
          : `Your offer to mentor in ${scheme} is paused until ${sayDate(pausedUntil)}.`,
      );
    });
}

function mainButtons(facts: PersonFacts, withMeetings: boolean): Block {
  const { person, schemes } = facts;
  const coordinates = schemes.some(({ coordinatorIds }) => coordinatorIds.includes(person.id));
  const setsUp = facts.administrator && schemes.length === 0;
  const offers = facts.offers.some(({ state }) => state !== 'closed');
  return buttons(
    withMeetings && facts.relationships.length > 0
      ? button('Show my meetings', target('desk', 'meetings', person.id))
      : undefined,
    button('Ask for a mentor', target('ask', 'start', person.id)),
    button(offers ? 'Change my offer to mentor' : 'Offer to mentor', target('offer', 'start', person.id)),
    coordinates ? button('Open the coordinators’ desk', target('desk', 'admin', person.id)) : undefined,
    setsUp ? button('Set up the first scheme', target('desk', 'first-scheme', person.id)) : undefined,
    button('My reminders', target('reminders', 'show', person.id)),
    button('My training', target('training', 'show', person.id)),
    button('Privacy', target('desk', 'privacy', person.id)),
    button('Help', target('desk', 'help', person.id)),
  );
}

export type GlancedMeeting = { readonly glance: RelationshipGlance; readonly meeting: Meeting };

/** Booked and still to come, soonest first, over all relationships. */
export function upcoming({ relationships }: PersonFacts, now: Date): readonly GlancedMeeting[] {
  return relationships
    .flatMap((glance) => glance.meetings.map((meeting) => ({ glance, meeting })))
    .filter(({ meeting }) => meeting.state === 'booked' && endOf(meeting) > now)
    .toSorted(byTime);
}

/** Meetings of which this person could still write a record, newest first. */
export function recordable(facts: PersonFacts, now: Date): readonly GlancedMeeting[] {
  return facts.relationships
    .filter((glance) => policyOf(facts, glance) !== 'none')
    .flatMap((glance) => glance.meetings.map((meeting) => ({ glance, meeting })))
    .filter(
      ({ glance, meeting }) =>
        (meeting.state === 'met' || meeting.state === 'booked') &&
        instantOf(meeting.start) <= now &&
        !glance.recorded.includes(meeting.id),
    )
    .toSorted((a, b) => byTime(b, a));
}

/** What a pair of somebody's keeps of its meetings, as the two and their scheme have it. */
export function policyOf(
  { schemes }: Pick<PersonFacts, 'schemes'>,
  { agreement, relationship }: Pick<RelationshipGlance, 'agreement' | 'relationship'>,
): RecordsPolicy {
  return recordsPolicyOf({ agreement, scheme: schemes.find(({ id }) => id === relationship.schemeId) });
}

function byTime(one: GlancedMeeting, other: GlancedMeeting): number {
  return instantOf(one.meeting.start).getTime() - instantOf(other.meeting.start).getTime();
}

/** "3 December, 17:30": tells apart two meetings on one day. */
export function momentOf(meeting: Pick<Meeting, 'start'>, zone: string): string {
  return `${dayOf(meeting, zone)}, ${inZone(instantOf(meeting.start), zone).time}`;
}

export function dayOf(meeting: Pick<Meeting, 'start'>, zone: string): string {
  return sayDay(inZone(instantOf(meeting.start), zone).date);
}

function orEmpty(blocks: readonly Block[], otherwise: Block): readonly Block[] {
  return blocks.length === 0 ? [otherwise] : blocks;
}
