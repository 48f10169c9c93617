/** Who coordinates a scheme: its coordinators add and remove each other, never the last, and never in silence. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { triagersOf } from '../mentoring/asking.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { form } from '../ui/form.ts';
import { cutText } from '../ui/fit.ts';
import type { Choice, FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { OPTION_LENGTH } from './asking-words.ts';
import { coordinatorsCard, named } from './coordinator-cards.ts';
import type { Named } from './coordinator-cards.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { reviseFor, triageSlot } from './living-card.ts';
import { someone } from './pair.ts';
import { withMark } from './tell-apart.ts';
import { takenCard } from './triage-cards.ts';

/** Everybody's card of a request goes to each of them. */
const mostCoordinators = 12;

export function addCoordinatorForm({ scheme }: SchemeFacts, { args }: PersonContext) {
  if (scheme.coordinatorIds.length >= mostCoordinators)
    return card(
      'There is no room for another coordinator',
      text(
        `A scheme has at most ${mostCoordinators} coordinators, as each of them is told of every request.`,
      ),
      buttons(button('Show the coordinators', target('scheme-desk', 'coordinators', scheme.id))),
    );
  const { person, name } = args;
  return form({
    title: 'Add a coordinator',
    intro: [
      text(
        `They see who asks for a mentor in ${scheme.name} and in which words, choose whom to ask, and can change the settings. They and the other coordinators are told.`,
      ),
    ],
    fields: {
      person: {
        kind: 'person',
        label: 'Who is to coordinate with you?',
        hint: 'Best somebody who does not manage or assess many of those who might ask.',
        required: true,
        ...(person !== undefined && name !== undefined && { value: { id: person, name } }),
      },
    },
    submit: 'Add them',
  });
}

export function addCoordinator(
  facts: SchemeFacts,
  values: FormValues<Exclude<ReturnType<typeof addCoordinatorForm>, Card>['fields']>,
  { actor, picked, now }: PersonContext,
): Outcome {
  const { scheme, people } = facts;
  const { person: id } = values;
  const added = Object.hasOwn(picked, id) ? picked[id] : undefined;
  if (added === undefined)
    return {
      reply: refuse({ person: 'This person could not be found. Please choose from the list again.' }),
    };
  if (scheme.coordinatorIds.includes(id))
    return { reply: refuse({ person: `${added.name} is a coordinator of ${scheme.name} already.` }) };
  const after: SchemeFacts = {
    ...facts,
    scheme: { ...scheme, coordinatorIds: [...scheme.coordinatorIds, id] },
    people: { ...people, [id]: added },
  };
  return {
    changes: [update('scheme', scheme.id, { coordinatorIds: after.scheme.coordinatorIds })],
    effects: [
      {
        effect: 'send',
        to: { person: id },
        card: card(
          `You now coordinate ${scheme.name}`,
          text(
            `${actor.name} added you. You see who asks for a mentor, choose whom to ask, and look after the settings. What a pair writes is not shown to you.`,
          ),
          note('Requests of people whom you manage or assess go to the other coordinators.'),
          buttons(
            button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id), {
              style: 'primary',
            }),
          ),
        ),
      },
      ...tellOthers(
        scheme,
        [actor.id],
        `${actor.name} added ${added.name} as a coordinator of ${scheme.name}.`,
      ),
    ],
    timers: announceAgain(facts, after.scheme, now),
    reply: replaceWith(
      coordinatorsCard(after, actor.id, {
        title: 'Coordinator added',
        says: `${added.name} coordinates ${scheme.name} from now on, and is told.`,
      }),
    ),
  };
}

export function removeCoordinatorForm(facts: SchemeFacts, { actor }: PersonContext) {
  const others = named(facts).filter(({ id }) => id !== actor.id);
  if (others.length === 0)
    return coordinatorsCard(facts, actor.id, {
      title: 'Nobody else coordinates',
      says: 'There is nobody to remove. A scheme keeps at least one coordinator.',
    });
  return form({
    title: 'Remove a coordinator',
    intro: [
      text(
        'They are told, see nothing more of the scheme, and cannot change anything in it. You can add them again.',
      ),
    ],
    fields: {
      person: {
        kind: 'oneOf',
        label: 'Who no longer coordinates?',
        options: distinctLabels(others),
        required: true,
      },
    },
    submit: 'Remove them',
  });
}

/** Of two who remove each other at once, one stays: the form is built again when it is sent. */
export function removeCoordinator(
  facts: SchemeFacts,
  { person }: { readonly person: string },
  { actor, now }: PersonContext,
): Outcome {
  const { scheme } = facts;
  const removed = { id: person, name: someone(facts.people, person).name };
  const after = without(scheme, person);
  return {
    ...leaving(facts, removed, now),
    effects: [
      ...takeCards(facts, person),
      {
        effect: 'send',
        to: { person },
        card: card(
          `You no longer coordinate ${scheme.name}`,
          text(
            `${actor.name} has removed you as a coordinator. Thank you for the time that you gave to it. If this is a mistake, any of the coordinators can add you again.`,
          ),
        ),
      },
      ...tellOthers(
        after,
        [actor.id],
        `${actor.name} removed ${removed.name} as a coordinator of ${scheme.name}.`,
      ),
    ],
    reply: replaceWith(
      coordinatorsCard({ ...facts, scheme: after }, actor.id, {
        title: 'Coordinator removed',
        says: `${removed.name} no longer coordinates ${scheme.name}, sees nothing more of it, and is told.`,
        removed,
      }),
    ),
  };
}

export function stopCoordinating(facts: SchemeFacts, { actor, now }: PersonContext): Outcome {
  const { scheme } = facts;
  if (scheme.coordinatorIds.length === 1)
    return {
      reply: answer(
        coordinatorsCard(facts, actor.id, {
          title: 'Somebody has to coordinate',
          says: 'You are the only coordinator. Please add somebody else first.',
        }),
      ),
    };
  return {
    ...leaving(facts, actor, now),
    effects: [
      ...takeCards(facts, actor.id),
      ...tellOthers(without(scheme, actor.id), [], `${actor.name} no longer coordinates ${scheme.name}.`),
    ],
    reply: replaceWith(
      card(
        `You no longer coordinate ${scheme.name}`,
        text('The other coordinators are told. Thank you for the time that you gave to it.'),
      ),
    ),
  };
}

function without(scheme: Scheme, id: string): Scheme {
  return { ...scheme, coordinatorIds: scheme.coordinatorIds.filter((one) => one !== id) };
}

function leaving(facts: SchemeFacts, { id }: { readonly id: string }, now: Date): Outcome {
  const after = without(facts.scheme, id);
  return {
    changes: [update('scheme', after.id, { coordinatorIds: after.coordinatorIds })],
    timers: announceAgain(facts, after, now),
  };
}

/** Whoever leaves keeps no card with anybody's name and words. */
function takeCards({ requests }: SchemeFacts, id: string): Effect[] {
  return requests.map(({ request }) => reviseFor(id, triageSlot(request.id), takenCard));
}

/** Requests that find somebody to look after them, or lose everybody: who asked is told, and whoever has it now. */
function announceAgain(facts: SchemeFacts, after: Scheme, now: Date): TimerChange[] {
  const { scheme, requests, reportingLines } = facts;
  return requests
    .map(({ request }) => request)
    .filter((request) => {
      const [before, then] = [scheme, after].map(
        (one) => triagersOf(one, request, reportingLines).length > 0,
      );
      return before !== then;
    })
    .map(({ id }) => ({
      timer: 'set',
      // One of its own: what is yet to be announced for the first time, and asks whom the mentee chose, is not to be lost.
      key: `request:${id}:announce-again`,
      to: target('triage', 'announce', id, { again: 'yes' }),
      at: now,
    }));
}

/** Coordinators can read much: that there is one more or one fewer is never done behind the others' backs. */
function tellOthers({ id, coordinatorIds }: Scheme, knowing: readonly string[], says: string): Effect[] {
  return coordinatorIds
    .filter((one) => !knowing.includes(one))
    .map((one) => ({
      effect: 'send',
      to: { person: one },
      card: card(
        'The coordinators have changed',
        text(says),
        buttons(button('Show the coordinators', target('scheme-desk', 'coordinators', id))),
      ),
    }));
}

/** Two of one name are two options. */
function distinctLabels(all: readonly Named[]): readonly Choice[] {
  const taken = new Set<string>();
  return all.map(({ id, name }) => {
    let label = cutText(name, OPTION_LENGTH);
    for (let count = 2; taken.has(label); count += 1) label = withMark(name, ` (${count})`, OPTION_LENGTH);
    taken.add(label);
    return { value: id, label };
  });
}
