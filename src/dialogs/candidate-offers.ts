/** What mentors say of themselves in their offers, as coordinators read it when they choose whom to ask. */

import { freePlaces, placesOf } from '../mentoring/eligibility.ts';
import type { PoolMentor, RequestFacts } from '../mentoring/facts.ts';
import { rankCandidates } from '../mentoring/matching.ts';
import type { Candidate } from '../mentoring/matching.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { sayPlace } from '../mentoring/place.ts';
import { sayDate } from '../mentoring/time.ts';
import { joinWords, labelsOf, nameOf, sayNumberOf } from '../mentoring/wording.ts';
import { cutText } from '../ui/fit.ts';
import type { Block, Card, Text } from '../ui/view.ts';
import { bold, button, buttons, card, empty, facts as factsBlock, note, text } from '../ui/view.ts';
import { skillChoices } from './asking-words.ts';
import { target } from './define.ts';

/** Each at its longest, in any script, on one card. */
const mostOffers = 5;
/** Beside the reasons, so much is enough to choose by; the whole of it is a button away. */
const fewLetters = 140;

type Pool = Pick<RequestFacts, 'pool'>;

/**
 * Candidates with their reasons, and the beginning of what they say: whom they like to help, and when they are free.
 * `withWords`: there is room for these.
 */
export function sayCandidates(
  { pool }: Pool,
  candidates: readonly Candidate[],
  { withWords }: { readonly withWords: boolean },
): readonly Text[] {
  return candidates.map((candidate) => {
    const words = withWords ? inTheirWords(offerOf(pool, candidate.mentorId)) : [];
    return [bold(candidate.name), [`: ${candidate.reasons.join('. ')}.`, ...words].join(' ')];
  });
}

/** Everything that the best of those who may be asked have put in their offers. */
export function candidateOffersCard(facts: RequestFacts, now: Date): Card {
  const { request, people, pool } = facts;
  const { top, rest, again } = rankCandidates(facts, now);
  const all = [...top, ...rest, ...again];
  const more = all.length - mostOffers;
  return card(
    'What they offer',
    text(`Those who could be asked for ${nameOf(people, request.menteeId)}, best fit first:`),
    ...(all.length === 0
      ? [empty('Nobody who offers in this scheme can be asked at the moment.')]
      : all
          .slice(0, mostOffers)
          .flatMap((candidate) => offerBlocks(candidate, offerOf(pool, candidate.mentorId), facts.scheme))),
    ...(more > 0 ? [note(`${sayNumberOf(more, 'more mentor', 'more mentors')} can be chosen too.`)] : []),
    buttons(
      all.length === 0
        ? button('Show the request', target('triage', 'show', request.id))
        : button('Choose whom to ask', target('triage', 'propose', request.id), { style: 'primary' }),
    ),
  );
}

function offerBlocks(
  { name }: Candidate,
  mentor: PoolMentor | undefined,
  { mostMentees }: Pick<Scheme, 'mostMentees'>,
): readonly Block<never>[] {
  if (mentor === undefined) return [];
  const { offer } = mentor;
  return [
    text([bold(name)]),
    factsBlock({
      'Likes to help': offer.likesToHelp,
      'Usually free': offer.usualTimes,
      Skills: joinWords(labelsOf(skillChoices, offer.skills)),
      Where: sayPlace(offer.place),
      'Free places': `${freePlaces(mentor, mostMentees)} of ${placesOf(mentor, mostMentees)}`,
      'Time agreed in the job plan': offer.timeAgreed ? 'Yes' : 'No',
      'Last trained as a mentor': offer.trainedOn === undefined ? undefined : sayDate(offer.trainedOn),
    }),
  ];
}

function inTheirWords(mentor: PoolMentor | undefined): readonly string[] {
  if (mentor === undefined) return [];
  const { likesToHelp, usualTimes } = mentor.offer;
  return [
    ...(likesToHelp === '' ? [] : [`Likes to help: “${oneLine(likesToHelp)}”.`]),
    ...(usualTimes === '' ? [] : [`Usually free: “${oneLine(usualTimes)}”.`]),
  ];
}

/** In quotation marks, as one sentence among others. */
function oneLine(words: string): string {
  return cutText(words.replaceAll(/\s+/g, ' ').trim(), fewLetters).replace(/[.。।]$/u, '');
}

function offerOf(pool: readonly PoolMentor[], mentorId: string): PoolMentor | undefined {
  return pool.find(({ offer }) => offer.personId === mentorId);
}
