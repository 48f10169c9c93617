/** A coordinator confirms what somebody has recorded, does not, or takes a confirmation back; the person is told. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { isUnderWay } from '../mentoring/asking.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Training, TrainingModule } from '../mentoring/records/scheme.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { remove, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { confirmedCard, notConfirmedCard, takenBackCard } from './training-cards.ts';
import { goOnWith, lapseTimer, reviseForOthers } from './training-flow.ts';

export function confirm(facts: SchemeFacts, context: PersonContext): Outcome {
  const found = findRecorded(facts, context);
  if (found === undefined) return { reply: replaceWith(takenBackCard) };
  const { training, module } = found;
  const { scheme, people, requests } = facts;
  const { actor, now } = context;
  const { personId } = training;
  if (training.confirmedById !== undefined) return { reply: replaceWith(settledCard(facts, found)) };
  const after: Training = { ...training, confirmedById: actor.id, confirmedAt: now };
  const waiting = requests.filter(({ request }) => request.menteeId === personId && isUnderWay(request));
  const settled = settledCard(
    { ...facts, people: { ...people, [actor.id]: actor } },
    { training: after, module },
  );
  return {
    changes: [update('training', training.id, { confirmedById: actor.id, confirmedAt: now })],
    effects: [
      { effect: 'send', to: { person: personId }, card: confirmedCard(scheme, module, personId) },
      ...reviseForOthers(scheme, training.id, settled),
    ],
    timers: [
      lapseTimer(module, { schemeId: scheme.id, personId, zone: zoneOf(people, personId) }, after, now),
      ...goOnWith(
        waiting.map(({ request }) => request),
        now,
      ),
    ],
    reply: replaceWith(settled),
  };
}

/** What is not confirmed was not said: the person records it again when it is right. */
export function notYet(facts: SchemeFacts, context: PersonContext): Outcome {
  const found = findRecorded(facts, context);
  if (found === undefined) return { reply: replaceWith(takenBackCard) };
  const { training, module } = found;
  if (training.confirmedById !== undefined) return { reply: replaceWith(settledCard(facts, found)) };
  const { scheme, people } = facts;
  const { personId } = training;
  const told = card(
    'Not confirmed',
    text(
      `${nameOf(people, personId)} is told that “${module.label}” could not be confirmed yet, and can record it again.`,
    ),
    buttons(button('Show the training', target('scheme-training', 'show', scheme.id))),
  );
  return {
    changes: [remove('training', training.id)],
    effects: [
      { effect: 'send', to: { person: personId }, card: notConfirmedCard(scheme, module, personId) },
      ...reviseForOthers(scheme, training.id, takenBackCard),
    ],
    reply: replaceWith(told),
  };
}

/** A slip: it waits for a coordinator again, and the person knows. */
export function takeBack(facts: SchemeFacts, context: PersonContext): Outcome {
  const found = findRecorded(facts, context);
  if (found === undefined) return { reply: replaceWith(takenBackCard) };
  const { training, module } = found;
  if (training.confirmedById === undefined) return { reply: replaceWith(settledCard(facts, found)) };
  const { scheme, people } = facts;
  const { personId } = training;
  const after: Training = { ...training, confirmedById: undefined, confirmedAt: undefined };
  const settled = settledCard(facts, { training: after, module });
  return {
    changes: [update('training', training.id, { confirmedById: undefined, confirmedAt: undefined })],
    effects: [
      {
        effect: 'send',
        to: { person: personId },
        card: notConfirmedCard(scheme, module, personId, true),
      },
      ...reviseForOthers(scheme, training.id, settled),
    ],
    timers: [
      lapseTimer(
        module,
        { schemeId: scheme.id, personId, zone: zoneOf(people, personId) },
        after,
        context.now,
      ),
    ],
    reply: answer(settled),
  };
}

type Found = { readonly training: Training; readonly module: TrainingModule };

/** Of somebody of whom this coordinator may not hear there is nothing here to find. */
function findRecorded({ scheme, trainings = [] }: SchemeFacts, { args }: PersonContext): Found | undefined {
  const training = trainings.find(({ id }) => id === args['training']);
  const module = training && scheme.modules.find(({ value }) => value === training.module);
  return training && module && { training, module };
}

/** Takes the place of every coordinator's question. */
function settledCard({ scheme, people }: SchemeFacts, { training, module }: Found): Card {
  const name = nameOf(people, training.personId);
  const args = { training: training.id };
  return training.confirmedById === undefined
    ? card(
        'The confirmation was taken back',
        text(`“${module.label}” of ${name} does not count until a coordinator confirms it.`),
        buttons(button(labelWith('Confirm', name), target('scheme-training', 'confirm', scheme.id, args))),
      )
    : card(
        'Training confirmed',
        text(
          `${nameOf(people, training.confirmedById)} has confirmed “${module.label}” of ${name}, who is told.`,
        ),
        buttons(
          button('Take the confirmation back', target('scheme-training', 'take-back', scheme.id, args)),
        ),
      );
}
