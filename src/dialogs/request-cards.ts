/** What a mentee sees of their request: one card that always says how it stands, and never who was asked. */

import {
  choiceOf,
  isUnattended,
  longerUntil,
  lookedAtUntil,
  nextNews,
  openProposals,
  timesToCome,
} from '../mentoring/asking.ts';
import { hasBank, writeLook } from '../mentoring/bank.ts';
import type { PersonFacts, RequestFacts } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { OutsideSchemeEntry } from '../mentoring/records/organisation.ts';
import type { Request } from '../mentoring/records/request.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { hasAccepted } from '../mentoring/report-back.ts';
import { inZone, instantOf, sayDate, sayWhen } from '../mentoring/time.ts';
import { joinWords, labelsOf, nameOf, sayNumberOf, zoneOf } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import { button, buttons, card, facts, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { signpostBlocks } from './outside-scheme-signpost.ts';
import { acceptWordsButton } from './report-back-cards.ts';
import { reportBackBlocks } from './report-back-form.ts';
import { tellApart } from './tell-apart.ts';

/** A request as its mentee sees it: no mentor is in here until one has accepted. */
export type RequestGlance = {
  readonly request: Request;
  readonly scheme: Pick<Scheme, 'name' | 'areas' | 'kind' | 'matching' | 'reportBack'>;
  /** The mentee's zone. */
  readonly zone: string;
  readonly now: Date;
  /** How many mentors it is before; absent where that is not known. */
  readonly asked?: number;
  /** The day until which a mentor is looking at it, by their own word. */
  readonly lookedAtUntil?: string | undefined;
  /** A mentor who has it has more days than usual; the mentee never learns why. */
  readonly longer?: boolean;
  /** The names of those whom they have chosen themselves, first choice first; absent where they have chosen nobody. */
  readonly chosen?: readonly string[];
  /** A mentor had accepted, and it did not come to a meeting. */
  readonly cameBack?: boolean;
  /** It has just been made: those whom they have chosen are only about to be asked. */
  readonly fresh?: boolean;
  /** Who accepted. */
  readonly mentorName?: string;
  /** Everybody who coordinates the scheme manages or assesses the mentee, so that it is before nobody. */
  readonly unattended?: boolean;
};

export type Match = {
  readonly relationshipId: string;
  readonly mentorName: string;
  readonly schemeName: string;
  readonly firstMeetingAt: Date;
  readonly zone: string;
};

export function glanceOf(facts: RequestFacts, now: Date): RequestGlance {
  const { request, scheme, people, proposals, reportingLines } = facts;
  const accepted = proposals.find((proposal) => proposal.state === 'accepted');
  return {
    request,
    scheme,
    zone: zoneOf(people, request.menteeId),
    now,
    asked: openProposals(facts).length,
    lookedAtUntil: lookedAtUntil(facts, inZone(now, zoneOf(people, request.menteeId)).date),
    longer: openProposals(facts).some((proposal) => longerUntil(facts, proposal) !== undefined),
    ...(accepted && { mentorName: nameOf(people, accepted.mentorId) }),
    cameBack: proposals.some(({ state }) => state === 'not-started'),
    unattended: isUnattended(scheme, request, reportingLines),
    chosen: choiceOf(request).map((id) => nameOf(people, id)),
  };
}

/** As the mentee's own facts show it, which do not say how many have it. */
export function glanceAt(
  { person, scheme, people, reportingLines = [] }: OwnFacts,
  request: Request,
  now: Date,
): RequestGlance {
  return {
    request,
    scheme,
    zone: person.zone,
    now,
    unattended: isUnattended(scheme, request, reportingLines),
    chosen: choiceOf(request).map((id) => nameOf(people, id)),
  };
}

type OwnFacts = Pick<PersonFacts, 'person' | 'people' | 'reportingLines'> & { readonly scheme: Scheme };

/** How a request stands. `withNote`: with words for the line manager, for those who have not told them yet. */
export function requestCard(
  glance: RequestGlance,
  options: { readonly withNote?: boolean; readonly withDeclaration?: boolean } = {},
): Card {
  const { request, scheme } = glance;
  switch (request.state) {
    case 'waiting':
    case 'proposed':
      return card(
        'Your request for a mentor',
        text(glance.longer === true ? `${sayProgress(glance)} ${LONGER}` : sayProgress(glance)),
        ...(hasAccepted(scheme, request)
          ? []
          : [
              text(
                'No mentor can begin with you until you have accepted the new words on what is reported back.',
              ),
              ...reportBackBlocks(scheme),
            ]),
        ...(isStuck(glance)
          ? [text('Meanwhile, these may have a mentoring scheme for you:'), elsewhere]
          : []),
        timesToCome(request.times, glance.now).length === 0
          ? text(
              'The times that you offered have passed. Please give new ones, so that a mentor can accept one of them.',
            )
          : undefined,
        text(
          `You hear from us here as soon as somebody says yes, and by ${sayDate(newsBy(glance))} even if there is no news.`,
        ),
        requestFacts(glance),
        ...(options.withDeclaration === true && request.eligibility !== undefined
          ? [text([{ bold: 'You declared: ' }, request.eligibility])]
          : []),
        ...(options.withNote === true ? lineManagerNote(request, scheme) : []),
        note(
          isStuck(glance)
            ? 'Nobody but you can read what you wrote until then.'
            : `Only the coordinators of ${scheme.name}, none of whom manages or assesses you, and the mentors they ask can read what you wrote.`,
        ),
        buttons(
          acceptWordsButton(scheme, request),
          button('Change my request', target('my-request', 'change', request.id)),
          hasBank(scheme)
            ? button('Look at the mentors', target('bank', 'show', request.schemeId, areasOf(request)))
            : undefined,
          button('Withdraw my request', target('my-request', 'withdraw', request.id), {
            style: 'danger',
            confirm: {
              title: 'Withdraw your request?',
              text: 'Nobody is told why. You can ask again whenever you like.',
              yes: 'Withdraw it',
              no: 'Keep it',
            },
          }),
        ),
      );
    case 'matched':
      return card(
        'Your request has found a mentor',
        text(
          glance.mentorName === undefined
            ? `You have a mentor in ${scheme.name}.`
            : `${glance.mentorName} is your mentor in ${scheme.name}.`,
        ),
        note('There is nothing left to do here. Type “meetings” to see what is booked.'),
      );
    case 'withdrawn':
      return card(
        'You withdrew your request',
        text(`Your request in ${scheme.name} is closed, and nobody is asked any more.`),
        buttons(button('Ask for a mentor again', target('ask', 'start', request.menteeId))),
      );
    default:
      return request.state satisfies never;
  }
}

/** The good news. */
export function matchedCard(match: Match): Card {
  const { mentorName, schemeName, firstMeetingAt, zone, relationshipId } = match;
  return card(
    'You have a mentor',
    text(
      `${mentorName} is your mentor in ${schemeName}. You first meet on ${sayWhen(firstMeetingAt, zone)}.`,
    ),
    text('A good first meeting settles the ground rules:'),
    list([
      'what is confidential, and its limits',
      'boundaries: what this mentoring is, and what it is not',
      'what you hope to get from it',
      'how often you meet, for how long and where',
      'whether records are kept, and by whom',
    ]),
    buttons(
      button(labelWith('Open my mentoring with', mentorName), target('relationship', 'show', relationshipId)),
    ),
  );
}

/**
 * For somebody whom nobody here can mentor yet: what else there is, so that they are not left with this scheme alone.
 * `outsideSchemes`: what the organisation made of the directory.
 */
export function elsewhereCard(
  glance: RequestGlance,
  outsideSchemes: readonly OutsideSchemeEntry[] | undefined,
): Card {
  const { request, scheme, zone, now } = glance;
  const suggested = signpostBlocks({
    outsideSchemes,
    areas: labelsOf(scheme.areas, request.areas),
    menteeId: request.menteeId,
    today: inZone(now, zone).date,
  });
  return tellApart(
    card(
      'Where else you could find a mentor',
      text(
        `The coordinators of ${scheme.name} have nobody to suggest yet. They go on looking, and your request stays open. ` +
          'Meanwhile, others may be quicker:',
      ),
      ...suggested,
      ...(suggested.length > 0 ? [text('Others who often know of mentoring nearby:')] : []),
      elsewhere,
      text('If you know somebody you would like, you can also ask them yourself, and tell a coordinator.'),
      buttons(button('See how my request stands', target('my-request', 'show', request.id))),
    ),
  );
}

export const elsewhere: Block<never> = list([
  'Your deanery or postgraduate office: many have a mentoring scheme, and know of others in your area.',
  'Your royal college: several offer trained mentors across the country.',
  'Your clinical director, director of medical education or human resources department.',
]);

/** The sentence that says where it is now. Numbers only: who was asked, and who said no, is not the mentee's to know. */
function sayProgress(glance: RequestGlance): string {
  const { request, scheme, asked } = glance;
  if (glance.fresh === true && hasChosen(glance)) return sayChoice(glance);
  if (isStuck(glance))
    return (
      `Nobody can look after your request yet: everybody who coordinates ${scheme.name} manages or assesses you, so it is not shown to them. ` +
      'It is kept, and goes to the next coordinator whom the scheme names. Whoever looks after mentoring here can name one; you need not say why you ask.'
    );
  if (request.state === 'waiting' && glance.cameBack === true)
    return `It did not come to a meeting, which is nobody’s fault. Your request is with the coordinators of ${scheme.name} again, before those who asked later, and they are looking for another mentor.`;
  if (request.state === 'waiting' && hasChosen(glance))
    return `It has not come to a match with anybody whom you chose. Your request is with the coordinators of ${scheme.name}, who are looking for a mentor who fits.`;
  if (request.state === 'waiting')
    return `Your request is with the coordinators of ${scheme.name}, who are looking for a mentor who fits.`;
  if (glance.lookedAtUntil !== undefined)
    return `A mentor is looking at your request, and means to answer by ${sayDate(glance.lookedAtUntil)}.`;
  if (hasChosen(glance) && asked !== 0) return sayChoice(glance);
  if (asked === 0) return `The coordinators of ${scheme.name} wait to hear whether somebody could help.`;
  return asked === undefined
    ? `The coordinators of ${scheme.name} have put your request to mentors, and wait for an answer.`
    : `The coordinators of ${scheme.name} have put your request to ${sayNumberOf(asked, 'mentor', 'mentors')}. The first who accepts becomes yours.`;
}

const LONGER = 'A mentor who has it has a little longer to answer than usual.';

/** What they ask for help with, so that the bank begins with whoever fits. */
function areasOf({ areas }: Request) {
  return writeLook({ search: { areas }, page: 0, chosenIds: [] });
}

function hasChosen({ chosen = [] }: RequestGlance): boolean {
  return chosen.length > 0;
}

/** Whom they chose they know; which of those has it, and who said no, stays unsaid. */
function sayChoice({ request, chosen = [], asked, fresh }: RequestGlance): string {
  const said = `You chose ${joinWords(chosen)}.`;
  const inTurn = request.oneByOne && chosen.length > 1;
  if (fresh === true)
    return `${said} ${inTurn ? 'They are asked one after the other, in this order' : chosen.length > 1 ? 'They are asked at once, and the first who accepts becomes yours' : 'They are asked at once'}. Whoever cannot be asked at the moment is passed over.`;
  const before = asked === undefined ? 'mentors' : sayNumberOf(asked, 'mentor', 'mentors');
  return inTurn
    ? `${said} They are asked one after the other, and your request is before ${before} now. As soon as somebody says no, or has not answered in time, it moves on.`
    : `${said} Your request is before ${before} now. The first who accepts becomes yours.`;
}

/** Mentors who were asked while somebody looked after it can still say yes. */
function isStuck({ request, unattended }: RequestGlance): boolean {
  return unattended === true && request.state === 'waiting';
}

function newsBy({ now, zone }: RequestGlance): string {
  return inZone(nextNews(now, zone), zone).date;
}

function requestFacts({ request, scheme, zone }: RequestGlance): Block<never> {
  return facts({
    Scheme: scheme.name,
    'Help with': joinWords(labelsOf(scheme.areas, request.areas)),
    'Times you offer': request.times.map((time) => sayWhen(instantOf(time), zone)).join('; '),
    Where: sayPlace(request.place),
    'Asked on': sayDate(inZone(request.askedAt, zone).date),
  });
}

function lineManagerNote(request: Request, scheme: Pick<Scheme, 'name'>): readonly Block<never>[] {
  if (request.lineManager !== 'not-told') return [];
  return [
    text(
      'You need nobody’s permission to have a mentor, and we tell your line manager nothing. ' +
        'Many people find it helps to involve them. If you would like to, here is a note you can send:',
    ),
    text(
      `“I am looking for a mentor through ${scheme.name}. It is voluntary, confidential, and separate from appraisal ` +
        'and supervision, so there is nothing you need to do. I wanted you to know, and would be glad of your ' +
        'support if I ask for a little time for meetings.”',
    ),
  ];
}
