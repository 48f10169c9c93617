/**
 * Training that a scheme asks for before the first meeting: who has to do what, and how somebody stands with it. Nobody is
 * matched before both have done theirs (docs/decisions/0021).
 */

import type { People, RequestFacts } from './facts.ts';
import { grouped } from './grouped.ts';
import type { Scheme, Training, TrainingModule } from './records/scheme.ts';
import { remember } from './remember.ts';
import { addMonths, inZone } from './time.ts';
import { zoneOf } from './wording.ts';

/** What somebody is in a scheme. */
export type Part = 'mentor' | 'mentee';

/** How somebody stands with one module. `waiting`: for a coordinator to confirm it. `validUntil`: the last day on which it counts. */
export type Standing =
  | { readonly state: 'missing' }
  | { readonly state: 'waiting' | 'done'; readonly doneOn: string; readonly validUntil: string | undefined }
  | { readonly state: 'expired'; readonly doneOn: string; readonly validUntil: string };

/** So long before it lapses somebody is told. */
const noticeMonths = 1;

/** Modules that have to be done in this scheme, whoever has to. */
export function currentModules({ modules }: Pick<Scheme, 'modules'>): readonly TrainingModule[] {
  return modules.filter(({ retired }) => retired !== true);
}

/** Modules that this scheme asks of somebody who plays these parts in it. */
export function modulesFor(
  scheme: Pick<Scheme, 'modules'>,
  parts: readonly Part[],
): readonly TrainingModule[] {
  return currentModules(scheme).filter(({ who }) => parts.some((part) => who === 'both' || who === part));
}

/** How somebody stands with a module. `today`: on their own calendar. */
export function standingOf(module: TrainingModule, training: Training | undefined, today: string): Standing {
  if (training === undefined) return { state: 'missing' };
  const { doneOn } = training;
  const validUntil = validUntilOf(module, doneOn);
  if (validUntil !== undefined && today > validUntil) return { state: 'expired', doneOn, validUntil };
  const waits = module.confirmedBy === 'coordinator' && training.confirmedById === undefined;
  return { state: waits ? 'waiting' : 'done', doneOn, validUntil };
}

/** The last day on which a module counts that was done on this day; absent where it always does. */
export function validUntilOf({ validMonths }: TrainingModule, doneOn: string): string | undefined {
  return validMonths === undefined ? undefined : addMonths(doneOn, validMonths);
}

/** From this day on somebody is told that a module is about to lapse. */
export function noticeOn(validUntil: string): string {
  return addMonths(validUntil, -noticeMonths);
}

/** What somebody has recorded of a module. */
export function trainingIn(
  trainings: readonly Training[] | undefined,
  of: { readonly schemeId: string; readonly personId: string; readonly module: string },
): Training | undefined {
  return trainings?.find(
    ({ schemeId, personId, module }) =>
      schemeId === of.schemeId && personId === of.personId && module === of.module,
  );
}

/** What somebody who plays these parts has still to do, or to do again, before they can be matched. */
export function lackingModules(
  scheme: Pick<Scheme, 'id' | 'modules'>,
  parts: readonly Part[],
  personId: string,
  trainings: readonly Training[] | undefined,
  today: string,
): readonly TrainingModule[] {
  return modulesFor(scheme, parts).filter((module) => {
    const training = trainingIn(trainings, { schemeId: scheme.id, personId, module: module.value });
    return standingOf(module, training, today).state !== 'done';
  });
}

type Asking = Pick<RequestFacts, 'request' | 'scheme' | 'people' | 'trainings'>;

/** What the one who asks has still to do, but for what a coordinator lets them begin without. */
export function menteeLacks(facts: Asking, now: Date): readonly TrainingModule[] {
  const { menteeId, waivedModules = [] } = facts.request;
  return lacksAs('mentee', facts, menteeId, now).filter(({ value }) => !waivedModules.includes(value));
}

/** What somebody who offers, or is asked, has still to do. */
export function mentorLacks(
  facts: Pick<Asking, 'scheme' | 'people' | 'trainings'>,
  mentorId: string,
  now: Date,
): readonly TrainingModule[] {
  return lacksAs('mentor', facts, mentorId, now);
}

/** Of these mentors, those who have still to do what the scheme asks of mentors. What people have done is sorted once. */
export function untrainedMentors(
  {
    scheme,
    people,
    trainings,
  }: {
    readonly scheme: Pick<Scheme, 'id' | 'modules'>;
    readonly people: People;
    readonly trainings: readonly Training[];
  },
  mentorIds: readonly string[],
  now: Date,
): readonly string[] {
  if (modulesFor(scheme, ['mentor']).length === 0) return [];
  const doneBy = grouped(trainings, ({ personId }) => personId);
  const todayIn = remember((zone) => inZone(now, zone).date);
  return mentorIds.filter((id) => {
    const today = todayIn(zoneOf(people, id));
    return lackingModules(scheme, ['mentor'], id, doneBy(id), today).length > 0;
  });
}

function lacksAs(
  part: Part,
  { scheme, people, trainings }: Pick<Asking, 'scheme' | 'people' | 'trainings'>,
  personId: string,
  now: Date,
): readonly TrainingModule[] {
  // Most schemes ask for none, and then nobody's zone has to be known.
  if (modulesFor(scheme, [part]).length === 0) return [];
  const today = inZone(now, zoneOf(people, personId)).date;
  return lackingModules(scheme, [part], personId, trainings, today);
}
