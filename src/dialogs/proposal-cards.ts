/** What a mentor sees of a request that is put to them, and what the mentee sees of other times that a mentor offers. */

import { answerDue, timesToCome } from '../mentoring/asking.ts';
import type { ProposalFacts, RequestFacts } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Proposal } from '../mentoring/records.ts';
import { inZone, sayDate, sayWhen } from '../mentoring/time.ts';
import { joinWords, labelsOf, nameOf, zoneOf } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, facts, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import type { Match } from './request-cards.ts';
import { labelWith } from './meeting-cards.ts';

/** Why the card comes now. `none-suited`: the mentee could make none of the other times. */
export type ProposalNews = 'new' | 'reminder' | 'none-suited';

/**
 * A request put to a mentor, with everything needed to answer it. Times are in the mentor's zone. `since`: from when
 * the days to answer are counted, where that is later than when the proposal was made.
 */
export function proposalCard(
  about: ProposalFacts,
  now: Date,
  options: { readonly news?: ProposalNews; readonly since?: Date } = {},
): Card {
  const { news = 'new', since = about.proposal.sentAt } = options;
  const { request, scheme, people, proposal } = about;
  const mentee = nameOf(people, request.menteeId);
  const zone = zoneOf(people, proposal.mentorId);
  const times = timesToCome(request.times, now);
  return card(
    `${shortName(mentee)} is looking for a mentor`,
    text(sayWhyNow(news, mentee, scheme.name)),
    facts({
      'Help with': joinWords(labelsOf(scheme.areas, request.areas)),
      Where: sayPlace(request.place),
    }),
    ...(request.words === '' ? [] : [text([{ bold: 'In their words: ' }, request.words])]),
    ...(times.length === 0
      ? [text('The times they offered have passed; please suggest others.')]
      : [text('Times they can make for a first meeting:'), list(times.map(({ at }) => sayWhen(at, zone)))]),
    note(
      `${sayDue(about, zone, news, since)} A no is as welcome as a yes: they are never told who was asked.`,
    ),
    buttons(
      times.length === 0
        ? undefined
        : button('Accept and choose a time', target('answer-proposal', 'accept', proposal.id), {
            style: 'primary',
          }),
      button('Suggest other times', target('answer-proposal', 'counter', proposal.id)),
      button('Decline this request', target('answer-proposal', 'decline', proposal.id)),
    ),
  );
}

/** The mentor has suggested other times and waits for the mentee. */
export function counteredCard(about: ProposalFacts, now: Date): Card {
  const { request, people, proposal } = about;
  const mentee = nameOf(people, request.menteeId);
  const zone = zoneOf(people, proposal.mentorId);
  const offered = timesToCome(request.times, now).length > 0;
  return card(
    `You suggested other times to ${shortName(mentee)}`,
    text('They choose one of these, or say that none suits. You hear here either way:'),
    list(timesToCome(proposal.counterTimes ?? [], now).map(({ at }) => sayWhen(at, zone))),
    buttons(
      offered
        ? button('Accept one of their times instead', target('answer-proposal', 'accept', proposal.id))
        : undefined,
      button('Suggest different times', target('answer-proposal', 'counter', proposal.id)),
      button('Decline this request', target('answer-proposal', 'decline', proposal.id)),
    ),
  );
}

/**
 * A proposal whose story has ended, for its mentor. However it came to be withdrawn (somebody else accepted, the mentee
 * withdrew, somebody blocked somebody), the words are the same, so that nothing private can be read from them.
 */
export function endedProposalCard(proposal: Proposal, zone: string): Card {
  const on =
    proposal.answeredAt === undefined ? '' : ` on ${sayDate(inZone(proposal.answeredAt, zone).date)}`;
  switch (proposal.state) {
    case 'accepted':
      return card(
        'You accepted this request',
        text(
          `This was answered${on}. There is nothing left to do here; type “meetings” to see what is booked.`,
        ),
      );
    case 'declined':
      return card(
        'You declined this request',
        text(`This was answered${on}. Thank you for saying so: there is nothing left to do here.`),
      );
    case 'expired':
      return card(
        'This request has moved on',
        text(
          'It was open for a while without an answer, so the coordinators are looking further. There is nothing left to do here.',
        ),
      );
    case 'withdrawn':
    case 'queued':
    case 'open':
      return card(
        'This request is no longer open',
        text('It needs nothing more from you. Thank you for being ready to help.'),
      );
    default:
      return proposal.state satisfies never;
  }
}

/** For the mentor, when a relationship has begun. */
export function mentorMatchedCard(match: Match & { readonly menteeName: string }): Card {
  const { menteeName, schemeName, firstMeetingAt, zone, relationshipId } = match;
  return card(
    `You are mentoring ${shortName(menteeName)}`,
    text(`Thank you. In ${schemeName} you first meet on ${sayWhen(firstMeetingAt, zone)}.`),
    note(
      'A good first meeting settles the ground rules: confidentiality and its limits, boundaries, goals, how often you meet, and whether records are kept.',
    ),
    buttons(
      button(labelWith('Open my mentoring with', menteeName), target('relationship', 'show', relationshipId)),
    ),
  );
}

/** For the mentee: a mentor would say yes at another time. The mentor stays unnamed until a time is settled. */
export function chooseCard(
  about: RequestFacts & { readonly proposal: Proposal },
  now: Date,
  news: 'new' | 'reminder' = 'new',
): Card {
  const { request, scheme, people, proposal } = about;
  const zone = zoneOf(people, request.menteeId);
  const times = timesToCome(proposal.counterTimes ?? [], now);
  if (times.length === 0)
    return card(
      'A mentor’s times have passed',
      text(`In ${scheme.name} a mentor would like to help you, but the times they suggested have passed.`),
      buttons(button('Ask for other times', target('answer-proposal', 'choose', proposal.id))),
    );
  return card(
    'A mentor suggests other times',
    text(
      news === 'new'
        ? `In ${scheme.name} a mentor would like to help you, at one of these times:`
        : `In ${scheme.name} a mentor would like to help you and waits for your choice:`,
    ),
    list(times.map(({ at }) => sayWhen(at, zone))),
    note('Choosing one books your first meeting. You may also say that none of them suits.'),
    buttons(
      button('Choose one of these times', target('answer-proposal', 'choose', proposal.id), {
        style: 'primary',
      }),
    ),
  );
}

/** Takes the place of `chooseCard` once there is nothing to choose. */
export const chooseEndedCard: Card = card(
  'These times are no longer open',
  text('There is nothing left to do here. Your request’s own card says how it stands.'),
);

/** Takes the place of `chooseCard` once the first meeting is booked with the mentor who offered the times. */
export function timeChosenCard({ mentorName, firstMeetingAt, zone }: Match): Card {
  return card(
    'Your first meeting is booked',
    text(`You meet ${mentorName} on ${sayWhen(firstMeetingAt, zone)}. There is nothing left to do here.`),
  );
}

/** For the mentee, who said that none of a mentor's times suits. */
export const noneSuitedCard: Card = card(
  'The mentor knows that none of these times suits',
  text('They may suggest others. There is nothing left to do here.'),
);

/** For the mentee: what a mentor who declined wrote to them, with their name, because the mentor chose so. */
export function messageCard(mentorName: string, schemeName: string, message: string): Card {
  return card(
    `A message from ${shortName(mentorName)}`,
    text(`They cannot take on your request in ${schemeName}, and wrote to you:`),
    text(`“${message}”`),
    note('Your request stays open, and the coordinators look after it.'),
  );
}

/** For a mentor who wants to accept but whose own offer stands in the way; nothing is lost meanwhile. */
export function cannotAcceptCard(about: ProposalFacts, why: 'full' | 'not-offering'): Card {
  const { proposal, request } = about;
  return card(
    why === 'full' ? 'You have no free place' : 'Your offer is not open',
    text(
      why === 'full'
        ? 'You already mentor as many people as you offered to. If you would like to take one more, raise the number in your offer and then accept.'
        : 'Your offer to mentor is paused or closed. If you would like to take this on, open your offer again and then accept.',
    ),
    note('The request stays open to you meanwhile.'),
    buttons(
      button('Change my offer', target('offer', 'start', proposal.mentorId, { scheme: request.schemeId })),
      button('Accept and choose a time', target('answer-proposal', 'accept', proposal.id)),
      button('Decline this request', target('answer-proposal', 'decline', proposal.id)),
    ),
  );
}

/** The mentee's offered times have all passed. */
export function noTimesLeftCard(proposal: Proposal, menteeName: string): Card {
  return card(
    'The offered times have passed',
    text(`You can still say yes: suggest other times, and ${menteeName} chooses one.`),
    buttons(
      button('Suggest other times', target('answer-proposal', 'counter', proposal.id), { style: 'primary' }),
      button('Decline this request', target('answer-proposal', 'decline', proposal.id)),
    ),
  );
}

function sayWhyNow(news: ProposalNews, mentee: string, scheme: string): string {
  switch (news) {
    case 'new':
      return `The coordinators of ${scheme} think that you could help. If you accept, your first meeting is booked at once.`;
    case 'reminder':
      return `The coordinators of ${scheme} asked whether you could help, and no answer has come yet. One tap is enough.`;
    case 'none-suited':
      return `${mentee} can make none of the times you suggested. You could suggest others, or accept one of theirs.`;
    default:
      return news satisfies never;
  }
}

function sayDue({ scheme }: ProposalFacts, zone: string, news: ProposalNews, since: Date): string {
  const { remindAt, expireAt } = answerDue(scheme, since, zone);
  const until = sayDate(inZone(expireAt, zone).date);
  return news === 'reminder'
    ? `It stays open to you until ${until}, and then goes to somebody else.`
    : `Please answer by ${sayDate(inZone(remindAt, zone).date)}; it stays open to you until ${until}.`;
}
