/** The training that a scheme asks for: its modules, as coordinators add, change and retire them, and who has done them. */

import type { Context, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Scheme, TrainingModule } from '../mentoring/records/scheme.ts';
import { inZone } from '../mentoring/time.ts';
import { currentModules } from '../mentoring/training.ts';
import { zoneOf } from '../mentoring/wording.ts';
import type { ActionButton } from '../ui/view.ts';
import { button } from '../ui/view.ts';
import { aCoordinator } from './asking-rights.ts';
import { dialog, formAction, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { freeValue } from './scheme-names.ts';
import { bringBackForm, moduleForm, moduleFrom, MOST_MODULES, retireForm } from './scheme-training-forms.ts';
import type { ModuleValues } from './scheme-training-forms.ts';
import { modulesCard, peopleCard } from './scheme-training-cards.ts';
import type { Done } from './scheme-training-cards.ts';
import { tellConcerned } from './training-call.ts';
import { countsNowCard } from './training-cards.ts';
import { confirm, notYet, takeBack } from './training-confirming.ts';
import { lapseTimer } from './training-flow.ts';
import { sayDemands } from './training-words.ts';

export const schemeTraining = dialog({
  name: 'scheme-training',
  subject: 'scheme',
  actions: {
    show: press(aCoordinator, (facts, { now }) => ({ reply: answer(modulesCard(facts, now)) })),
    people: press(aCoordinator, (facts, context) => ({
      confidential: true,
      reply: answer(peopleCard(facts, context.actor.id, context.now)),
    })),

    add: formAction({
      may: aCoordinator,
      form: (facts: SchemeFacts, { now }) => noRoom(facts, now) ?? moduleForm(undefined),
      submit: add,
    }),
    change: formAction({
      may: aCoordinator,
      form: (facts: SchemeFacts, { args, now }) => {
        const module = moduleNamed(facts, args);
        return module === undefined ? modulesCard(facts, now) : moduleForm(module);
      },
      submit: change,
    }),
    retire: formAction({ may: aCoordinator, form: retireForm, submit: retire }),
    'bring-back': formAction({ may: aCoordinator, form: bringBackForm, submit: bringBack }),
    undo: press(aCoordinator, undo),

    confirm: press(aCoordinator, confirm),
    'not-yet': press(aCoordinator, notYet),
    'take-back': press(aCoordinator, takeBack),

    /** A module counts for longer or shorter than before, or on another's word: for everybody who has done it. */
    'count-again': timer<SchemeFacts>(countAgain),
  },
});

function add(facts: SchemeFacts, values: ModuleValues, { now }: PersonContext): Outcome {
  const { scheme } = facts;
  const wrong = takenName(scheme, values.label, undefined);
  if (wrong !== undefined) return { reply: refuse({ label: wrong }) };
  const value = freeValue(values.label, new Set(scheme.modules.map((one) => one.value)), longestValue);
  const module = moduleFrom(value, values);
  return {
    ...keep(facts, [...scheme.modules, module], now, {
      title: 'Training added',
      says: `“${module.label}” is asked for from now on, of new pairs. ${sayDemands(module)} Whoever it concerns now is told.`,
      undo: undoButton(scheme, 'Undo: retire', module.label, { module: value, was: 'absent' }),
    }),
    ...tellConcerned(facts, module, undefined, now),
  };
}

function change(facts: SchemeFacts, values: ModuleValues, context: PersonContext): Outcome {
  const { scheme } = facts;
  const { args, now } = context;
  const before = moduleNamed(facts, args);
  if (before === undefined) return { reply: answer(modulesCard(facts, now)) };
  const wrong = takenName(scheme, values.label, before.value);
  if (wrong !== undefined) return { reply: refuse({ label: wrong }) };
  const after = moduleFrom(before.value, values);
  if (isSame(before, after))
    return {
      reply: replaceWith(modulesCard(facts, now, { title: 'Nothing has changed', says: saySame(after) })),
    };
  return alsoTelling(
    tellConcerned(facts, after, before, now),
    become(facts, before, after, now, {
      title: 'Training changed',
      says: sayChange(before, after),
      undo: undoButton(scheme, 'Undo: as before,', before.label, {
        module: before.value,
        was: JSON.stringify(before),
      }),
    }),
  );
}

/** Whoever is concerned now is told, besides what comes of it anyway. */
function alsoTelling({ effects, timers }: ReturnType<typeof tellConcerned>, outcome: Outcome): Outcome {
  return { ...outcome, effects, timers: [...(outcome.timers ?? []), ...timers] };
}

function retire(
  facts: SchemeFacts,
  { module: value }: { readonly module: string },
  { now }: PersonContext,
): Outcome {
  const before = moduleNamed(facts, { module: value });
  if (before === undefined) return { reply: answer(modulesCard(facts, now)) };
  return become(facts, before, { ...before, retired: true }, now, {
    title: 'Training retired',
    says: `“${before.label}” is asked of nobody any more. Who has done it stays known.`,
    undo: undoButton(facts.scheme, 'Undo: ask again for', before.label, {
      module: value,
      was: JSON.stringify(before),
    }),
  });
}

function bringBack(
  facts: SchemeFacts,
  { module: value }: { readonly module: string },
  { now }: PersonContext,
): Outcome {
  const before = moduleNamed(facts, { module: value });
  if (before === undefined) return { reply: answer(modulesCard(facts, now)) };
  const { retired: _retired, ...after } = before;
  return alsoTelling(
    tellConcerned(facts, after, before, now),
    become(facts, before, after, now, {
      title: 'Training asked for again',
      says: `“${after.label}” is asked for from now on, of new pairs. Whoever it concerns now is told.`,
    }),
  );
}

/** Puts a module back as it was, or retires one that was added. Twice is the same as once. */
function undo(facts: SchemeFacts, { args, now }: PersonContext): Outcome {
  const current = moduleNamed(facts, args);
  const was = args['was'];
  if (current === undefined || was === undefined) return { reply: answer(modulesCard(facts, now)) };
  // A module of this very scheme: what a button carries is written here, and never leaves the database.
  const before =
    was === 'absent' ? { ...current, retired: true as const } : (JSON.parse(was) as TrainingModule);
  return become(facts, current, before, now, {
    title: 'Taken back',
    says:
      was === 'absent'
        ? `“${current.label}” is asked of nobody.`
        : `“${before.label}” is as it was before. ${sayDemands(before)}`,
  });
}

function become(
  facts: SchemeFacts,
  before: TrainingModule,
  after: TrainingModule,
  now: Date,
  done: Done,
): Outcome {
  const { scheme } = facts;
  const modules = scheme.modules.map((one) => (one.value === before.value ? after : one));
  const counts = before.validMonths !== after.validMonths || before.confirmedBy !== after.confirmedBy;
  return {
    ...keep(facts, modules, now, done),
    timers: counts
      ? [
          {
            timer: 'set',
            key: `scheme:${scheme.id}:count-again:${after.value}`,
            to: target('scheme-training', 'count-again', scheme.id, { module: after.value }),
            at: now,
          },
        ]
      : [],
  };
}

function keep(facts: SchemeFacts, modules: readonly TrainingModule[], now: Date, done: Done): Outcome {
  const { scheme } = facts;
  return {
    changes: [update('scheme', scheme.id, { modules })],
    reply: replaceWith(modulesCard({ ...facts, scheme: { ...scheme, modules } }, now, done)),
  };
}

/** A timer's facts hold everybody who has done it: a coordinator's may hold fewer. */
function countAgain(facts: SchemeFacts, { now, args }: Context): Outcome {
  const { scheme, people, trainings = [] } = facts;
  const module = moduleNamed(facts, args);
  if (module === undefined) return {};
  const done = trainings.filter((one) => one.module === module.value);
  return {
    effects: done.map((one) => ({
      effect: 'send',
      to: { person: one.personId },
      card: countsNowCard(scheme, module, one, inZone(now, zoneOf(people, one.personId)).date),
    })),
    timers: done.map((one) => {
      const { personId } = one;
      return lapseTimer(module, { schemeId: scheme.id, personId, zone: zoneOf(people, personId) }, one, now);
    }),
  };
}

function moduleNamed(
  { scheme }: SchemeFacts,
  args: Readonly<Record<string, string>>,
): TrainingModule | undefined {
  return scheme.modules.find(({ value }) => value === args['module']);
}

function takenName({ modules }: Scheme, label: string, ownValue: string | undefined): string | undefined {
  const other = modules.find(
    (one) => one.value !== ownValue && one.label.toLowerCase() === label.toLowerCase(),
  );
  if (other === undefined) return undefined;
  return other.retired === true
    ? 'A retired one has this name. You can bring that one back instead.'
    : 'Another one has this name already. Please choose a different one.';
}

function noRoom(facts: SchemeFacts, now: Date) {
  return currentModules(facts.scheme).length < MOST_MODULES
    ? undefined
    : modulesCard(facts, now, {
        title: 'There is no room for more training',
        says: `A scheme asks for at most ${MOST_MODULES}, so that people come to meet. Please retire one first.`,
      });
}

function isSame(one: TrainingModule, other: TrainingModule): boolean {
  return (['label', 'about', 'who', 'confirmedBy', 'validMonths'] as const).every(
    (field) => one[field] === other[field],
  );
}

function saySame({ label }: TrainingModule): string {
  return `“${label}” is asked for as before.`;
}

function sayChange(before: TrainingModule, after: TrainingModule): string {
  const named =
    before.label === after.label ? `“${after.label}”.` : `“${after.label}” (was: “${before.label}”).`;
  const [was, is] = [sayDemands(before), sayDemands(after)];
  return [
    named,
    is === was ? is : `${is} (It was: ${was})`,
    ...(before.about === after.about ? [] : ['What people read of it is new.']),
    ...(before.confirmedBy === 'self' && after.confirmedBy === 'coordinator'
      ? ['What people have recorded themselves waits for a coordinator now.']
      : []),
  ].join(' ');
}

function undoButton(
  scheme: Scheme,
  words: string,
  label: string,
  args: Readonly<Record<string, string>>,
): ActionButton {
  return button(labelWith(words, label), target('scheme-training', 'undo', scheme.id, args));
}

/** Beside a scheme's id, this is what an option carries; no platform takes more than 75 characters. */
const longestValue = 30;
