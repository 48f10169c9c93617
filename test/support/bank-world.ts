/** The bank of a scheme as the store would find it, from rows in memory: by the rules for whom a request may be put to. */

import { hasBank, MENTORS_ON_A_PAGE, readLook, suggested } from '../../src/mentoring/bank.ts';
import type { BankSearch } from '../../src/mentoring/bank.ts';
import { exclusionsFor } from '../../src/mentoring/eligibility.ts';
import type { EligibilityFacts } from '../../src/mentoring/eligibility.ts';
import type { BankFacts, PoolMentor } from '../../src/mentoring/facts.ts';
import type { Lookout } from '../../src/mentoring/records/lookout.ts';
import type { Question } from '../../src/mentoring/records/question.ts';
import type { Request } from '../../src/mentoring/records/request.ts';
import type { Scheme } from '../../src/mentoring/records/scheme.ts';
import { stemOf, wordsIn } from '../../src/mentoring/search-words.ts';
import { aRequest } from './asking-facts.ts';

export type BankRows = Pick<EligibilityFacts, 'people' | 'reportingLines' | 'blocks' | 'trainings'> & {
  readonly scheme: Scheme;
  readonly pool: readonly PoolMentor[];
  readonly requests: readonly Request[];
  readonly questions: readonly Question[];
  readonly lookouts: readonly Lookout[];
};

export function bankFactsOf(
  rows: BankRows,
  personId: string,
  args: Readonly<Record<string, string>>,
  now: Date,
): BankFacts | undefined {
  const { scheme, people, pool } = rows;
  const person = people[personId];
  if (person === undefined) return undefined;
  const request = rows.requests.find(
    ({ menteeId, schemeId, state }) =>
      menteeId === personId && schemeId === scheme.id && (state === 'waiting' || state === 'proposed'),
  );
  const asker = aRequest({ menteeId: personId, conflictIds: request?.conflictIds ?? [] });
  const judge = exclusionsFor({ ...rows, request: asker, proposals: [] }, now);
  const askable = hasBank(scheme)
    ? pool.filter((mentor) => mentor.offer.portrait !== '' && judge(mentor, 'ask-again') === undefined)
    : [];
  const { search, page, chosenIds, mentorId } = readLook(args, scheme);
  const fits = askable.filter((mentor) => isFit(mentor, search, scheme));
  const best = suggested(fits, search, { mostMentees: scheme.mostMentees, now });
  const others = fits.filter((mentor) => !best.includes(mentor));
  return {
    person,
    scheme,
    people,
    found: others.length,
    shown: others.slice(page * MENTORS_ON_A_PAGE, (page + 1) * MENTORS_ON_A_PAGE),
    suggested: best,
    named: askable.filter(({ offer }) => [...chosenIds, mentorId].includes(offer.personId)),
    request,
    questions: rows.questions.filter(({ askerId }) => askerId === personId),
    reportingLines: rows.reportingLines,
    lookout: rows.lookouts.find((one) => one.personId === personId && one.schemeId === scheme.id),
  };
}

function isFit(
  { offer }: PoolMentor,
  { areas, skill, place, words = '' }: BankSearch,
  scheme: Scheme,
): boolean {
  const labels = scheme.areas.filter(({ value }) => offer.areas.includes(value)).map(({ label }) => label);
  const said = wordsIn([offer.portrait, offer.usualTimes, ...offer.skills, ...labels].join(' '));
  return (
    (areas.length === 0 || areas.some((area) => offer.areas.includes(area))) &&
    (skill === undefined || offer.skills.includes(skill)) &&
    (place === undefined || offer.place === place || offer.place === 'any') &&
    wordsIn(words).every((word) => said.some((one) => one.startsWith(stemOf(word))))
  );
}
