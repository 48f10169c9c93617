/** What a scheme's coordinators see of a request: whom it could be put to and why, and how each mentor answered. */

import { isUnderWay, longerUntil, openProposals } from '../mentoring/asking.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import { rankCandidates } from '../mentoring/matching.ts';
import type { Candidate, Ranking } from '../mentoring/matching.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import type { Request } from '../mentoring/records/request.ts';
import { askedColleagues, placesToAsk } from '../mentoring/referring.ts';
import { hasAccepted } from '../mentoring/report-back.ts';
import { IN_MIND } from '../mentoring/score.ts';
import { daysBetween, inZone, instantOf, sayDate, sayWhen } from '../mentoring/time.ts';
import { menteeLacks } from '../mentoring/training.ts';
import {
  capitalise,
  joinWithin,
  joinWords,
  labelsOf,
  nameOf,
  sayNumberOf,
  zoneOf,
} from '../mentoring/wording.ts';
import { cutText } from '../ui/fit.ts';
import type { Choice } from '../ui/form.ts';
import type { Block, Card, Text } from '../ui/view.ts';
import { button, card, empty, facts, list, note, text } from '../ui/view.ts';
import { OPTION_LENGTH, sayReason, shortName } from './asking-words.ts';
import { sayCandidates } from './candidate-offers.ts';
import { target } from './define.ts';
import { someButtons } from './some-buttons.ts';
import { sayModules } from './training-words.ts';
import { passOnButton, suggestionBlocks } from './suggestion-blocks.ts';

/** Why the card comes now; absent when it was asked for, or only changes where it stands. */
export type TriageNews =
  | 'new'
  | 'nobody-left'
  | 'taken-back'
  | 'came-back'
  | 'still-waiting'
  | 'long-wait'
  | 'trained'
  | 'words-unanswered';

/** More answers than these, or more letters in their messages, would push the candidates off the card. */
const ANSWERS_SHOWN = 6;
const ANSWER_LETTERS = 1200;
/** So many where suggestions stand beneath the answers. */
const FEWER_ANSWER_LETTERS = 500;
/** Whoever asks for help with more than this asks for help with anything. */
const AREA_LETTERS = 500;

/** How a request stands, for its coordinators. Names are in here: it goes to them alone, never to a channel. */
export function triageCard(about: RequestFacts, now: Date, news?: TriageNews): Card {
  const { request, scheme, people } = about;
  const mentee = nameOf(people, request.menteeId);
  if (!isUnderWay(request)) return endedTriageCard(about);

  const ranking = rankCandidates(about, now);
  const open = openProposals(about).length;
  return card(
    `${shortName(mentee)} asks for a mentor`,
    text(sayState(about, open, now, news)),
    facts({
      Scheme: scheme.kind === 'directed' ? `${scheme.name} (directed)` : scheme.name,
      'Help with': joinWithin(labelsOf(scheme.areas, request.areas), AREA_LETTERS),
      'Times they offer': request.times
        .map((time) => sayWhen(instantOf(time), zoneOf(people, request.menteeId)))
        .join('; '),
      Where: sayPlace(request.place),
    }),
    ...(request.words === '' ? [] : [text([{ bold: 'In their words: ' }, request.words])]),
    ...trainingBlocks(about, now),
    hasAccepted(scheme, request)
      ? undefined
      : note(
          'They have yet to accept the new words on what is reported back. No mentor can accept before that.',
        ),
    ...inMindBlocks(about, ranking),
    ...answersSoFar(about),
    ...suggestionBlocks(about),
    ...candidateBlocks(about, ranking, open),
    sayExcluded(ranking),
    actions(about, ranking.top.length + ranking.again.length > 0),
  );
}

/** Mentors can be asked already, so that neither waits for the other. */
function trainingBlocks(about: RequestFacts, now: Date): readonly Block<never>[] {
  const lacking = menteeLacks(about, now);
  return lacking.length === 0
    ? []
    : [
        note(
          `They have yet to do ${sayModules(lacking)}, and have been asked to. You can ask mentors already; none can accept before it is done.`,
        ),
      ];
}

/**
 * With what the mentee declared of themselves. It is shown where a coordinator asks for it, and never in a message, which
 * what mentors do would draw again.
 */
export function withDeclaration(view: Card, { eligibility }: Request): Card {
  if (eligibility === undefined) return view;
  const [first, ...rest] = view.body;
  const declared = text([{ bold: 'They declared of themselves: ' }, eligibility]);
  return { ...view, body: [...(first === undefined ? [] : [first]), declared, ...rest] };
}

/** Takes the place of a request's card for a coordinator whom the request is no longer for. Names nobody. */
export const takenCard: Card = card(
  'A request that is no longer with you',
  text('There is nothing left for you to do here.'),
);

/** A candidate as an option's label: as much of the strongest reason as fits after the name. */
export function candidateLabel(candidate: Pick<Candidate, 'name' | 'reasons'>, length: number): string {
  const reason = candidate.reasons.find((one) => one !== IN_MIND) ?? '';
  return cutText(`${cutText(candidate.name, 30)}: ${reason}`, length);
}

/** A candidate as an option, with the strongest of these reasons. */
export function candidateOption(
  { mentorId, name }: Pick<Candidate, 'mentorId' | 'name'>,
  reasons: readonly string[],
): Choice {
  return { value: mentorId, label: candidateLabel({ name, reasons }, OPTION_LENGTH) };
}

function actions(about: RequestFacts, anybody: boolean): Block | undefined {
  const { request, scheme, proposals } = about;
  const open = openProposals({ proposals }).length;
  return someButtons(
    anybody && placesToAsk(about) > 0
      ? button('Choose whom to ask', target('triage', 'propose', request.id), { style: 'primary' })
      : undefined,
    anybody ? button('Read what they offer', target('triage', 'offers', request.id)) : undefined,
    placesToAsk(about) > 0
      ? button('Ask somebody by name', target('triage', 'somebody', request.id))
      : undefined,
    open > 0 ? button('Remind them now', target('triage', 'remind', request.id)) : undefined,
    open > 0 ? button('Take it back', target('triage', 'take-back', request.id)) : undefined,
    // This card is also redrawn by what mentees and mentors do, who may not read what a mentor wrote to coordinators.
    proposals.some(({ state }) => state === 'declined')
      ? button('Show it with all answers', target('triage', 'show', request.id))
      : undefined,
    scheme.kind === 'targeted' && scheme.eligibility !== undefined
      ? button('Read what they declared', target('triage', 'show', request.id))
      : undefined,
    passOnButton(about),
    open === 0
      ? button('Tell them where else to look', target('triage', 'signpost', request.id), {
          confirm: {
            title: 'Tell them where else to look?',
            text: 'They get a message with other places that offer mentoring. Their request stays open with you.',
            yes: 'Send the message',
            no: 'Not now',
          },
        })
      : undefined,
  );
}

function endedTriageCard({ request, people, proposals, scheme }: RequestFacts): Card {
  const mentee = nameOf(people, request.menteeId);
  const accepted = proposals.find((proposal) => proposal.state === 'accepted');
  return request.state === 'matched'
    ? card(
        `${shortName(mentee)} has a mentor`,
        text(
          accepted === undefined
            ? `The request in ${scheme.name} is matched. There is nothing left to do here.`
            : `${nameOf(people, accepted.mentorId)} accepted in ${scheme.name}, and their first meeting is booked. There is nothing left to do here.`,
        ),
      )
    : card(
        `${shortName(mentee)} withdrew their request`,
        text(`The request in ${scheme.name} is closed. There is nothing left to do here.`),
      );
}

function sayState(about: RequestFacts, open: number, now: Date, news: TriageNews | undefined): string {
  const { request, people } = about;
  const zone = zoneOf(people, request.menteeId);
  const askedOn = inZone(request.askedAt, zone).date;
  const days = daysBetween(askedOn, inZone(now, zone).date);
  const waiting =
    days < 1 ? 'Asked today' : `Asked on ${sayDate(askedOn)}, ${sayNumberOf(days, 'day', 'days')} ago`;
  const before = `${waiting}. It is before ${sayNumberOf(open, 'mentor', 'mentors')} now`;
  if (news === 'words-unanswered')
    return `${open > 0 ? before : waiting}. They have been reminded three times of the new words on what is reported back, and nobody can begin with them before they accept.${
      open > 0
        ? ' You could speak to them, or take it back; otherwise the mentors are let go once their days are over.'
        : ' You could speak to them.'
    }`;
  if (open > 0 && news === 'long-wait')
    return `${before}, and it may be a while before an answer comes. You could take it back, and ask somebody else.`;
  if (open > 0) return `${before}.`;
  if (askedColleagues(about).length > 0)
    return `${waiting}. A colleague who was suggested has yet to answer; you can ask others meanwhile.`;
  switch (news) {
    case 'nobody-left':
      return `${waiting}. Nobody who was asked can take it on, so it needs you to choose again.`;
    case 'taken-back':
      return `${waiting}. A coordinator has taken it back from the mentor who had it, so it needs you to choose again.`;
    case 'came-back':
      return `${waiting}. They had a mentor, and it did not come to a meeting. Please put them first.`;
    case 'still-waiting':
      return `${waiting}. It still waits for you to choose whom to ask.`;
    case 'trained':
      return `${waiting}. They have done the training, so mentors can accept again. It waits for you to choose whom to ask.`;
    case 'new':
    case 'long-wait': // said above, with those who have it
    case undefined:
      return `${waiting}. It waits for you to choose whom to ask.`;
    default:
      return news satisfies never;
  }
}

/** About the person in mind, where they are not among the candidates. */
function inMindBlocks(
  { request, people, proposals }: RequestFacts,
  ranking: Ranking,
): readonly Block<never>[] {
  const { inMindId } = request;
  if (inMindId === undefined) return [];
  const listed = [...ranking.top, ...ranking.rest, ...ranking.again].some((one) => one.mentorId === inMindId);
  if (listed || proposals.some((proposal) => proposal.mentorId === inMindId)) return [];
  const excluded = ranking.excluded.find((one) => one.mentorId === inMindId);
  const why = excluded?.exclusion.words ?? 'does not offer to mentor in this scheme, and could be invited to';
  return [text(`${nameOf(people, inMindId)}, whom they have in mind, ${why}.`)];
}

function answersSoFar(about: RequestFacts): readonly Block<never>[] {
  const { proposals, people, referrals } = about;
  if (proposals.length === 0) return [];
  const newest = newestAnswers(proposals, referrals.length === 0 ? ANSWER_LETTERS : FEWER_ANSWER_LETTERS);
  const earlier = proposals.length - newest.length;
  return [
    text('Asked so far:'),
    list(
      newest.map((proposal): Text => [
        { bold: nameOf(people, proposal.mentorId) },
        `: ${sayAnswer(about, proposal)}`,
      ]),
    ),
    ...(earlier > 0 ? [note(`And ${sayNumberOf(earlier, 'mentor', 'mentors')} before them.`)] : []),
  ];
}

/** The newest answers of which there is room to show every word, in the order in which they were asked. */
function newestAnswers(proposals: readonly Proposal[], most: number): readonly Proposal[] {
  let letters = 0;
  const tooMany = proposals.toReversed().findIndex(({ message }, index) => {
    letters += message?.length ?? 0;
    return index === ANSWERS_SHOWN || letters > most;
  });
  return tooMany < 0 ? proposals : proposals.slice(-tooMany);
}

function sayAnswer(about: RequestFacts, proposal: Proposal): string {
  const zone = zoneOf(about.people, proposal.mentorId);
  const longer = longerUntil(about, proposal);
  switch (proposal.state) {
    case 'queued':
      return 'is asked next';
    case 'open':
      if (proposal.counterTimes !== undefined) return 'would accept at other times; the mentee is choosing';
      if (proposal.answerOn !== undefined) return `means to answer by ${sayDate(proposal.answerOn)}`;
      return [
        `asked on ${sayDate(inZone(proposal.sentAt, zone).date)}, no answer yet`,
        // Why is theirs alone.
        ...(longer === undefined ? [] : [`has until ${sayDate(longer)}`]),
      ].join('; ');
    case 'accepted':
      return 'accepted';
    case 'declined':
      return [
        `declined, ${sayReason(proposal.reason ?? 'other')}`,
        ...(proposal.message ? [`“${proposal.message}”`] : []),
      ].join(': ');
    case 'expired':
      return 'did not answer in time';
    case 'not-started':
      return 'accepted, and it did not come to a meeting';
    case 'withdrawn':
      return 'is no longer asked';
    default:
      return proposal.state satisfies never;
  }
}

function candidateBlocks(about: RequestFacts, ranking: Ranking, open: number): readonly Block<never>[] {
  const { top, rest, again } = ranking;
  const more = rest.length + again.length;
  if (top.length > 0)
    return [
      text('Who could help, best fit first:'),
      // Once mentors have answered, their answers take the room; what they offer is at one press.
      list(sayCandidates(about, top, { withWords: about.proposals.length === 0 }), { ordered: true }),
      ...(more > 0 ? [note(`${capitalise(sayNumberOf(more, 'other', 'others'))} can be chosen too.`)] : []),
    ];
  if (again.length > 0)
    return [
      text(
        'Everybody else who could help has been asked. You can ask somebody again, or invite a colleague to offer.',
      ),
    ];
  if (open > 0) return [];
  return [
    empty(
      'Nobody who offers in this scheme can be asked at the moment.',
      'You could invite a colleague to type “offer”, ask a mentor who is full whether they could take one more, or tell the mentee where else to look.',
    ),
  ];
}

/** In numbers only: a list by name of who is not available would say too much about each of them. */
function sayExcluded({ excluded }: Ranking): Block<never> | undefined {
  const count = (rule: string) => excluded.filter((one) => one.exclusion.rule === rule).length;
  const sentences = [
    [count('full'), 'has no free place', 'have no free place'],
    [count('role-conflict'), 'manages or assesses them', 'manage or assess them'],
    [count('not-available'), 'is not available at the moment', 'are not available at the moment'],
  ] as const;
  const said = sentences.flatMap(([number, one, many]) =>
    number === 0 ? [] : [`${sayNumberOf(number, 'mentor', 'mentors')} ${number === 1 ? one : many}`],
  );
  return said.length === 0 ? undefined : note(`Left out: ${joinWords(said)}.`);
}
