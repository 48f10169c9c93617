/** Somebody sees which training their schemes ask of them, records what they have done, and puts a wrong date right. */

import type { Context, PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { isUnderWay, triagersOf } from '../mentoring/asking.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { askedOf, partsIn } from '../mentoring/parts.ts';
import type { Asked } from '../mentoring/parts.ts';
import type { Request } from '../mentoring/records/request.ts';
import type { Scheme, Training, TrainingModule } from '../mentoring/records/scheme.ts';
import { addDays, inZone, sayDate } from '../mentoring/time.ts';
import { modulesFor, noticeOn, standingOf, trainingIn, validUntilOf } from '../mentoring/training.ts';
import { sayNumberOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { cutText } from '../ui/fit.ts';
import type { Card } from '../ui/view.ts';
import { button, text } from '../ui/view.ts';
import { oneself } from './asking-rights.ts';
import { OPTION_LENGTH } from './asking-words.ts';
import { dialog, formAction, insert, press, remove, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { sendAfresh } from './living-card.ts';
import { nudge } from './nudge.ts';
import { withMark } from './tell-apart.ts';
import { lapsedCard, lapsingCard, takenBackCard, toConfirmCard, trainingCard } from './training-cards.ts';
import type { Done } from './training-cards.ts';
import { trainingTimers } from './training-call.ts';
import { confirmSlot, goOnWith, lapseTimer, reviseForOthers } from './training-flow.ts';

/** A slip of the century is caught, and a career is not. */
const earliestDays = 40 * 366;

export const training = dialog({
  name: 'training',
  subject: 'person',
  actions: {
    show: press(oneself, (facts: PersonFacts, { now }) => ({
      reply: answer(trainingCard(askedOf(facts, now), facts.person.id)),
    })),
    record: formAction({ may: oneself, form: recordForm, submit: recordModule }),
    undo: press(oneself, (facts: PersonFacts, context) => undo(facts, context)),
    /** A month before a module lapses, and again when it has. */
    lapses: nudge<PersonFacts>({
      kind: 'news',
      whose: ({ person }) => person.id,
      say: (facts, _, context) => lapses(facts, context),
    }),
  },
});

function recordForm(facts: PersonFacts, { args, now }: PersonContext) {
  const { person } = facts;
  const all = askedOf(facts, now);
  const options = optionsFor(all, facts.schemes.length > 1);
  const chosen = all.find((one) => keyOf(one) === keyFrom(args));
  if (options.length === 0) return trainingCard(all, person.id);
  const today = inZone(now, person.zone).date;
  return form({
    title: 'Record training',
    intro: [
      text(
        'You need not have done it for this scheme: the same training elsewhere counts just as well. A date that you gave before is replaced.',
      ),
    ],
    fields: {
      module: {
        kind: 'oneOf',
        label: 'Which training?',
        options,
        value: chosen === undefined ? undefined : keyOf(chosen),
        required: true,
      },
      doneOn: {
        kind: 'date',
        label: 'When did you do it?',
        min: addDays(today, -earliestDays),
        max: today,
        required: true,
      },
    },
    submit: 'Record it',
  });
}

type RecordValues = FormValues<Exclude<ReturnType<typeof recordForm>, Card>['fields']>;

function recordModule(
  facts: PersonFacts,
  { module: key, doneOn }: RecordValues,
  context: PersonContext,
): Outcome {
  const { person, trainings = [] } = facts;
  const { now, newId } = context;
  const chosen = askedOf(facts, now).find((one) => keyOf(one) === key);
  if (chosen === undefined)
    return { reply: refuse({ module: 'This is no longer asked for. Please choose another.' }) };
  const { scheme, module } = chosen;
  const validUntil = validUntilOf(module, doneOn);
  if (validUntil !== undefined && validUntil < inZone(now, person.zone).date)
    return {
      reply: refuse({
        doneOn: `It counts for ${sayNumberOf(module.validMonths ?? 0, 'month', 'months')}, so this one lapsed on ${sayDate(validUntil)}. Please do it again, or put the date right.`,
      }),
    };
  const before = trainingIn(trainings, { schemeId: scheme.id, personId: person.id, module: module.value });
  if (before?.doneOn === doneOn) return { reply: replaceWith(trainingCard(askedOf(facts, now), person.id)) };
  const after: Training = {
    id: before?.id ?? newId(),
    schemeId: scheme.id,
    personId: person.id,
    module: module.value,
    doneOn,
  };
  const changed = withTraining(facts, after);
  const confirmers = module.confirmedBy === 'coordinator' ? confirmersFor(facts, scheme) : [];
  return {
    changes: [
      before === undefined
        ? insert('training', after)
        : update('training', after.id, { doneOn, confirmedById: undefined, confirmedAt: undefined }),
    ],
    effects: confirmers.flatMap((id) =>
      sendAfresh(id, confirmSlot(after.id), toConfirmCard(scheme, module, after, person.name)),
    ),
    timers: followUps(changed, scheme, module, after, now),
    reply: replaceWith(
      trainingCard(askedOf(changed, now), person.id, doneWith(chosen, after, before, confirmers.length > 0)),
    ),
  };
}

function doneWith(
  { scheme, module }: Asked,
  after: Training,
  before: Training | undefined,
  asked: boolean,
): Done {
  const args = { scheme: scheme.id, module: module.value, ...(before && writeBefore(before)) };
  return {
    title: 'Recorded',
    says: `“${module.label}”, done on ${sayDate(after.doneOn)}. ${sayConfirmation(scheme, module, asked)}`,
    undo: button(
      before === undefined ? 'Undo: not done yet' : 'Undo: the date before',
      target('training', 'undo', after.personId, args),
    ),
  };
}

function sayConfirmation({ name }: Scheme, { confirmedBy }: TrainingModule, asked: boolean): string {
  if (confirmedBy === 'self') return 'Thank you: your word is enough.';
  return asked
    ? `The coordinators of ${name} are asked to confirm it, and you hear from us here.`
    : `Nobody who coordinates ${name} can confirm it yet. It waits for the next coordinator whom the scheme names.`;
}

/** Takes a declaration back, or puts the one before it in its place. Twice is the same as once. */
function undo(facts: PersonFacts, { args, now }: PersonContext): Outcome {
  const { person, schemes, trainings = [] } = facts;
  const scheme = schemes.find(({ id }) => id === args['scheme']);
  const module = scheme?.modules.find(({ value }) => value === args['module']);
  const current =
    scheme &&
    module &&
    trainingIn(trainings, { schemeId: scheme.id, personId: person.id, module: module.value });
  if (scheme === undefined || module === undefined || current === undefined)
    return { reply: replaceWith(trainingCard(askedOf(facts, now), person.id)) };
  const before = readBefore(current, args);
  const after: PersonFacts =
    before === undefined
      ? { ...facts, trainings: trainings.filter(({ id }) => id !== current.id) }
      : withTraining(facts, before);
  const { doneOn, confirmedById, confirmedAt } = before ?? current;
  return {
    changes: [
      before === undefined
        ? remove('training', current.id)
        : update('training', current.id, { doneOn, confirmedById, confirmedAt }),
    ],
    effects: reviseForOthers(scheme, current.id, takenBackCard),
    timers: [lapseTimer(module, { ...idsIn(facts, scheme) }, before, now)],
    reply: replaceWith(
      trainingCard(askedOf(after, now), person.id, {
        title: 'Taken back',
        says:
          before === undefined
            ? `“${module.label}” counts as not done.`
            : `“${module.label}” counts as done on ${sayDate(before.doneOn)} again.`,
      }),
    ),
  };
}

/** Nobody is told of what they need not do any more, or of a scheme that they have left. */
function lapses(facts: PersonFacts, { now, args }: Context): Outcome {
  const { person, trainings, schemes } = facts;
  const scheme = schemes.find(({ id }) => id === args['scheme']);
  const module =
    scheme && modulesFor(scheme, partsIn(facts, scheme.id)).find(({ value }) => value === args['module']);
  if (scheme === undefined || module === undefined) return {};
  const today = inZone(now, person.zone).date;
  const current = trainingIn(trainings, { schemeId: scheme.id, personId: person.id, module: module.value });
  const standing = standingOf(module, current, today);
  const tell = (said: Card): Effect => ({ effect: 'send', to: { person: person.id }, card: said });
  if (standing.state === 'expired')
    return {
      effects: [tell(lapsedCard(scheme, module, standing.validUntil, person.id))],
      timers: waitingIn(facts, scheme).flatMap(({ id }) => trainingTimers(id, person, now)),
    };
  const due =
    standing.state === 'done' && standing.validUntil !== undefined && noticeOn(standing.validUntil) <= today;
  return {
    effects: due ? [tell(lapsingCard(scheme, module, standing.validUntil ?? today, person.id))] : [],
    timers: [lapseTimer(module, idsIn(facts, scheme), current, now)],
  };
}

function followUps(facts: PersonFacts, scheme: Scheme, module: TrainingModule, after: Training, now: Date) {
  return [
    lapseTimer(module, idsIn(facts, scheme), after, now),
    ...(module.confirmedBy === 'self' ? goOnWith(waitingIn(facts, scheme), now) : []),
  ];
}

function waitingIn({ requests }: PersonFacts, scheme: Scheme): readonly Request[] {
  return requests.filter((request) => request.schemeId === scheme.id && isUnderWay(request));
}

/** The coordinators who may hear that this person has a part in the scheme. */
function confirmersFor({ person, requests, reportingLines }: PersonFacts, scheme: Scheme): readonly string[] {
  const conflictIds = requests
    .filter(({ schemeId }) => schemeId === scheme.id)
    .flatMap((request) => request.conflictIds);
  return triagersOf(scheme, { menteeId: person.id, conflictIds }, reportingLines);
}

function idsIn({ person }: PersonFacts, scheme: Scheme) {
  return { schemeId: scheme.id, personId: person.id, zone: person.zone };
}

function withTraining(facts: PersonFacts, changed: Training): PersonFacts {
  const others = (facts.trainings ?? []).filter(({ id }) => id !== changed.id);
  return { ...facts, trainings: [...others, changed] };
}

/** What stood before a declaration, as the button carries it that takes the declaration back. */
function writeBefore({ doneOn, confirmedById, confirmedAt }: Training): Record<string, string> {
  return {
    doneOn,
    ...(confirmedById !== undefined && { confirmedById }),
    ...(confirmedAt !== undefined && { confirmedAt: confirmedAt.toISOString() }),
  };
}

function readBefore(current: Training, args: Readonly<Record<string, string>>): Training | undefined {
  const { doneOn, confirmedById, confirmedAt } = args;
  if (doneOn === undefined) return undefined;
  return {
    ...current,
    doneOn,
    confirmedById,
    confirmedAt: confirmedAt === undefined ? undefined : new Date(confirmedAt),
  };
}

/** One module of one scheme, as an option and as a button name it. */
function keyOf({ scheme, module }: Pick<Asked, 'scheme' | 'module'>): string {
  return `${scheme.id}/${module.value}`;
}

function keyFrom({ scheme = '', module = '' }: Readonly<Record<string, string>>): string {
  return `${scheme}/${module}`;
}

/** Of several schemes each module says whose it is; two that would still say the same are numbered. */
function optionsFor(all: readonly Asked[], several: boolean) {
  const taken = new Set<string>();
  return all.slice(0, mostOptions).map((one) => {
    const { scheme, module } = one;
    const label = several ? `${module.label} (${scheme.name})` : module.label;
    let free = cutText(label, OPTION_LENGTH);
    for (let count = 2; taken.has(free); count += 1) free = withMark(label, ` (${count})`, OPTION_LENGTH);
    taken.add(free);
    return { value: keyOf(one), label: free };
  });
}

/** A menu holds no more; what is still to be done stands first. */
const mostOptions = 100;
