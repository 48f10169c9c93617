/** What somebody is in a scheme, mentor, mentee, both or neither, and which training that brings with it. */

import { isUnderWay } from './asking.ts';
import type { PersonFacts } from './facts.ts';
import type { Scheme, TrainingModule } from './records/scheme.ts';
import { inZone } from './time.ts';
import { modulesFor, standingOf, trainingIn } from './training.ts';
import type { Part, Standing } from './training.ts';

type Concerned = Pick<PersonFacts, 'person' | 'offers' | 'proposals' | 'requests' | 'relationships'>;

/** Somebody takes part in a scheme that asks for this, and stands so with it. */
export type Asked = { readonly scheme: Scheme; readonly module: TrainingModule; readonly standing: Standing };

/** What somebody is in a scheme now: they offer, are asked or mentor; they ask or have a mentor; or both. */
export function partsIn(
  { person, offers, proposals, requests, relationships }: Concerned,
  schemeId: string,
): readonly Part[] {
  const pairs = relationships
    .map(({ relationship }) => relationship)
    .filter((one) => one.schemeId === schemeId && one.state !== 'ended');
  const mentors =
    offers.some((offer) => offer.schemeId === schemeId && offer.state !== 'closed') ||
    proposals.some(({ request }) => request.schemeId === schemeId) ||
    pairs.some(({ mentorId }) => mentorId === person.id);
  const isMentored =
    requests.some((request) => request.schemeId === schemeId && isUnderWay(request)) ||
    pairs.some(({ menteeId }) => menteeId === person.id);
  return [...(mentors ? ['mentor' as const] : []), ...(isMentored ? ['mentee' as const] : [])];
}

/** Every module that a scheme asks of somebody, with how they stand; what is still to be done first. */
export function askedOf(
  facts: Concerned & Pick<PersonFacts, 'schemes' | 'trainings'>,
  now: Date,
): readonly Asked[] {
  const { person, schemes, trainings } = facts;
  const today = inZone(now, person.zone).date;
  const all = schemes.flatMap((scheme) =>
    modulesFor(scheme, partsIn(facts, scheme.id)).map((module): Asked => {
      const of = { schemeId: scheme.id, personId: person.id, module: module.value };
      return { scheme, module, standing: standingOf(module, trainingIn(trainings, of), today) };
    }),
  );
  const isDone = ({ standing }: Asked): number => (standing.state === 'done' ? 1 : 0);
  return all.toSorted((one, other) => isDone(one) - isDone(other));
}
