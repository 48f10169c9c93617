/** What a mentor sees of a request that is put to them, and what the mentee sees of other times that a mentor offers. */

import { answerDue, latestAnswerDay, timesToCome } from '../mentoring/asking.ts';
import type { ProposalFacts, RequestFacts } from '../mentoring/facts.ts';
import { readMentors, readRequest } from '../mentoring/pairing.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import { hasAccepted } from '../mentoring/report-back.ts';
import { whyYou } from '../mentoring/score.ts';
import { inZone, sayDate, sayWhen } from '../mentoring/time.ts';
import { menteeLacks } from '../mentoring/training.ts';
import { joinWords, labelsOf, nameOf, sayNumberOf, zoneOf } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import { button, buttons, card, facts, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import type { Match } from './request-cards.ts';
import { labelWith } from './meeting-cards.ts';
import { someone } from './pair.ts';
import { reportBackBlocks } from './report-back-form.ts';
import { sayModules } from './training-words.ts';

/** Why the card comes now. `none-suited`: the mentee could make none of the other times. `changed`: their
 * request. `new-words`: what is reported back, where mentoring is directed; `words-accepted`: the mentee has said yes to it.
 */
export type ProposalNews =
  | 'new'
  | 'reminder'
  | 'none-suited'
  | 'trained'
  | 'let-begin'
  | 'changed'
  | 'new-words'
  | 'words-accepted';

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
  const lacking = menteeLacks(about, now);
  return card(
    `${shortName(mentee)} is looking for a mentor`,
    text(sayWhyNow(news, mentee, scheme.name, isChosen(about))),
    ...sayWhyYou(about, now),
    ...(scheme.kind === 'directed' ? [text(`${WHAT_DIRECTED_IS} ${mentee} ${sayAccepted(about)}`)] : []),
    ...reportBackBlocks(scheme),
    facts({
      'Help with': joinWords(labelsOf(scheme.areas, request.areas)),
      Where: sayPlace(request.place),
    }),
    ...(request.words === '' ? [] : [text([{ bold: 'In their words: ' }, request.words])]),
    ...(times.length === 0
      ? [text('The times they offered have passed; please suggest others.')]
      : [text('Times they can make for a first meeting:'), list(times.map(({ at }) => sayWhen(at, zone)))]),
    lacking.length === 0
      ? undefined
      : text(
          `Before a first meeting they do ${sayModules(lacking)}, and have been asked to. You can accept once it is done, and this request then comes to you again.`,
        ),
    note(
      `${sayDue(about, news, since)} A no is as welcome as a yes: ${isChosen(about) ? 'they are not told who said no' : 'they are never told who was asked'}.`,
    ),
    buttons(
      times.length === 0
        ? undefined
        : button('Accept and choose a time', target('answer-proposal', 'accept', proposal.id), {
            style: 'primary',
          }),
      button('Suggest other times', target('answer-proposal', 'counter', proposal.id)),
      latestAnswerDay(scheme, since, someone(people, proposal.mentorId)) > inZone(now, zone).date
        ? button(
            'Answer on another day',
            target('answer-proposal', 'later', proposal.id, { since: since.toISOString() }),
          )
        : undefined,
      button('Decline this request', target('answer-proposal', 'decline', proposal.id)),
    ),
  );
}

/** For a mentor, who may have known only mentoring that both want. */
const WHAT_DIRECTED_IS =
  'This is directed mentoring: a regulator has made it a condition of practice. You are not asked to assess anybody.';

function sayAccepted({ scheme, request }: ProposalFacts): string {
  return hasAccepted(scheme, request)
    ? 'has accepted what is reported back; if you accept, you say yes to the same words:'
    : 'has been asked to accept these new words on what is reported back, and you can accept once they have:';
}

/** The mentor has suggested other times and waits for the mentee. */
export function counteredCard(about: ProposalFacts, now: Date): Card {
  const { request, people, proposal } = about;
  const mentee = nameOf(people, request.menteeId);
  const zone = zoneOf(people, proposal.mentorId);
  const offered = timesToCome(request.times, now).length > 0;
  const suggested = timesToCome(proposal.counterTimes ?? [], now);
  return card(
    `You suggested other times to ${shortName(mentee)}`,
    ...(suggested.length === 0
      ? [text('Those times have passed. Suggest different ones, or decline this request.')]
      : [
          text('They choose one of these, or say that none suits. You hear here either way:'),
          list(suggested.map(({ at }) => sayWhen(at, zone))),
        ]),
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
 * `suggested`: whoever declined named somebody; they read the same whatever comes of it.
 */
export function endedProposalCard(
  proposal: Proposal,
  zone: string,
  declined: { readonly suggested?: boolean; readonly mayTakeBack?: boolean } = {},
): Card {
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
        declined.suggested === true
          ? text('Thank you for your suggestion, too. What becomes of it stays with those whom it concerns.')
          : undefined,
        declined.mayTakeBack === true
          ? buttons(button('I pressed the wrong button', target('answer-proposal', 'take-back', proposal.id)))
          : undefined,
      );
    case 'expired':
      return card(
        'This request has moved on',
        text(
          'It was open for a while without an answer, so the coordinators are looking further. There is nothing left to do here.',
        ),
      );
    case 'not-started':
      return card(
        'It did not come to a meeting',
        text('Nobody is at fault. There is nothing left to do here; your place counts as free again.'),
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
export function cannotAcceptCard(
  about: ProposalFacts,
  why: 'full' | 'as-many-as-the-scheme-lets' | 'not-offering',
): Card {
  const { proposal, request, scheme } = about;
  if (why === 'as-many-as-the-scheme-lets')
    return card(
      'You mentor as many as the scheme allows',
      text(
        `In ${scheme.name} one mentor has at most ${sayNumberOf(scheme.mostMentees ?? 1, 'mentee', 'mentees')}, so that everybody is seen well. Once a place is free you can accept.`,
      ),
      note('The request stays open to you meanwhile.'),
      buttons(button('Decline this request', target('answer-proposal', 'decline', proposal.id))),
    );
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

/** Whether the mentee has chosen this mentor, and not a coordinator. */
function isChosen({ proposal, request }: ProposalFacts): boolean {
  return proposal.proposedById === request.menteeId;
}

/** Whom the mentee has chosen is told so instead. What was closed is not offered any more. */
function sayWhyYou(about: ProposalFacts, now: Date): readonly Block<never>[] {
  const { request, scheme, people, pool, proposal } = about;
  const offered = pool.filter(
    ({ offer }) => offer.personId === proposal.mentorId && offer.state !== 'closed',
  );
  const [offering] = readMentors(offered, people);
  if (offering === undefined || isChosen(about)) return [];
  const times = timesToCome(request.times, now).map(({ start }) => start);
  const why = whyYou(
    readRequest({ request: { ...request, times }, proposals: [] }, now),
    offering,
    scheme.areas,
  );
  return why === undefined ? [] : [text(why)];
}

function sayWhyNow(news: ProposalNews, mentee: string, scheme: string, chosen: boolean): string {
  switch (news) {
    case 'new':
      if (chosen)
        return `${mentee} has chosen you in ${scheme}, and would like you to be their mentor. If you accept, your first meeting is booked at once.`;
      return `The coordinators of ${scheme} think that you could help. If you accept, your first meeting is booked at once.`;
    case 'reminder':
      if (chosen)
        return `${mentee} would like you to be their mentor in ${scheme}, and no answer has come yet. One tap is enough.`;
      return `The coordinators of ${scheme} asked whether you could help, and no answer has come yet. One tap is enough.`;
    case 'none-suited':
      return `${mentee} can make none of the times you suggested. You could suggest others, or accept one of theirs.`;
    case 'changed':
      return `${mentee} has changed their request in ${scheme}. This is how it stands now.`;
    case 'new-words':
      return `The coordinators of ${scheme} have put in new words what is reported back. Please read them before you answer.`;
    case 'words-accepted':
      return `${mentee} has accepted the words on what is reported back in ${scheme}, so you can accept now. If you do, your first meeting is booked at once.`;
    case 'let-begin':
      return `The coordinators of ${scheme} let ${mentee} begin without the training that was still to be done, so you can accept now. If you do, your first meeting is booked at once.`;
    case 'trained':
      return `${mentee} has done the training that ${scheme} asks for, so you can accept now. If you do, your first meeting is booked at once.`;
    default:
      return news satisfies never;
  }
}

function sayDue({ scheme, proposal, people }: ProposalFacts, news: ProposalNews, since: Date): string {
  const { answerOn } = proposal;
  const mentor = someone(people, proposal.mentorId);
  const { zone } = mentor;
  const { remindAt, expireAt } = answerDue(scheme, since, mentor, answerOn);
  const until = sayDate(inZone(expireAt, zone).date);
  if (answerOn !== undefined && inZone(remindAt, zone).date === answerOn && news !== 'reminder')
    return `You mean to answer by ${sayDate(answerOn)} and are reminded that morning; it stays open to you until ${until}.`;
  return news === 'reminder'
    ? `It stays open to you until ${until}, and then goes to somebody else.`
    : `Please answer by ${sayDate(inZone(remindAt, zone).date)}; it stays open to you until ${until}.`;
}
