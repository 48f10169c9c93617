/** Tries every action of the registry upon every scene, as everybody, and collects each view that anybody would see. */

import fc from 'fast-check';
import { registry } from '../../../src/dialogs/registry.ts';
import { decide } from '../../../src/engine/decide.ts';
import type { Submitted } from '../../../src/engine/decide.ts';
import type { Action, Dialog, Outcome, PersonContext } from '../../../src/engine/dialog.ts';
import type { People } from '../../../src/mentoring/facts.ts';
import type { OpenForm } from '../../../src/ui/form.ts';
import type { Target } from '../../../src/ui/reference.ts';
import type { Card } from '../../../src/ui/view.ts';
import { anyAnswers, fewestAnswers, longestAnswers, plainWords } from './answers.ts';
import { coordinator, idOf, me, now, other, stranger, zone } from './longest-people.ts';
import { longestLine } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import type { Scene } from './scenes.ts';

export type View =
  | {
      /** `message` leaves through the outbox, `answer` is shown where somebody is looking, `home` is the own page. */
      readonly view: 'message' | 'answer' | 'home';
      readonly card: Card;
      /** The dialog, the action, and the scene. */
      readonly from: readonly [string, string, string];
    }
  | { readonly view: 'form'; readonly open: OpenForm; readonly from: readonly [string, string, string] };

export function everyView(scenes: readonly Scene[], script: Script): readonly View[] {
  return registry.dialogs.flatMap((dialog) =>
    Object.entries(dialog.actions).flatMap(([name, action]) =>
      scenes
        .filter(({ subject }) => subject === dialog.subject)
        .flatMap((scene) => viewsOf(dialog, name, action, scene, script)),
    ),
  );
}

type Tried = Readonly<Record<string, unknown>> & { readonly people: People };

function viewsOf(
  dialog: Dialog,
  name: string,
  action: Action<unknown, unknown>,
  scene: Scene,
  script: Script,
): readonly View[] {
  const from = [dialog.name, name, scene.name] as const;
  const facts = scene.facts as unknown as Tried; // every scene has everybody; nothing else is looked at here
  let made = 0;
  const newId = (): string => idOf(`made ${(made += 1)}`);
  return argsFor(scene, script, dialog.name).flatMap((args) => {
    if (action.type === 'timer') return ofOutcome(action.fire(facts, { now, newId, args, words: '' }), from);
    return [me, other, coordinator, stranger].flatMap((id) => {
      const actor = facts.people[id];
      if (actor === undefined) throw new Error('Everybody is in every scene');
      return wordsFor(dialog.name, name).flatMap((words) => {
        const context: PersonContext = {
          now,
          newId,
          args,
          words,
          actor,
          channel: undefined,
          picked: facts.people,
        };
        const target = { dialog: dialog.name, action: name, subject: scene.id, args };
        const run = (submitted: Submitted) =>
          ofDecision(decide(action, target, facts, context, submitted), from);
        const first = run(undefined);
        return [...first, ...first.flatMap((view) => (view.view === 'form' ? sent(view.open, run) : []))];
      });
    });
  });

  function sent(open: OpenForm, run: (submitted: Submitted) => readonly View[]): readonly View[] {
    const { form } = open;
    return [
      longestAnswers(form, script),
      fewestAnswers(form, script),
      {},
      ...fc.sample(script === 'plain' ? anyAnswers(form, plainWords) : anyAnswers(form), {
        seed: 42,
        numRuns: 2,
      }),
    ].flatMap((values) => run({ values }));
  }
}

function ofDecision(decision: ReturnType<typeof decide>, from: View['from']): readonly View[] {
  switch (decision.decided) {
    case 'open':
    case 'reject':
      return [{ view: 'form', open: decision.open, from }];
    case 'notice':
      return [{ view: 'answer', card: decision.card, from }];
    case 'outcome':
      return ofOutcome(decision.outcome, from);
    default:
      return decision satisfies never;
  }
}

function ofOutcome({ effects = [], reply }: Outcome<unknown>, from: View['from']): readonly View[] {
  const sent = effects.flatMap((effect): View[] =>
    effect.effect === 'refresh-home' ? [] : [{ view: 'message', card: effect.card, from }],
  );
  if (reply?.reply === 'home') return [...sent, { view: 'home', card: reply.card, from }];
  return reply?.reply === 'answer' ? [...sent, { view: 'answer', card: reply.card, from }] : sent;
}

/** Words reach only the action that makes something of them. */
function wordsFor(dialog: string, action: string): readonly string[] {
  if (dialog === 'schemes' && action === 'show') return ['', 'mentoring', 'GP in Kent', 'unicorns'];
  return action === 'otherwise' ? ['', 'mettings of mine', 'Supercalifragilisticexpialidocious'] : [''];
}

/** Nothing fixed by a button, and everything that a button of such a scene could fix. */
function argsFor(
  { subject, facts }: Scene,
  script: Script,
  dialog: string,
): readonly NonNullable<Target['args']>[] {
  switch (subject) {
    case 'person':
      if (dialog === 'schemes')
        return [{}, { page: '1' }, { page: '99' }, { need: 'coaching', grade: 'sas', region: 'wales' }];
      return [{}, { scheme: idOf('scheme 1') }];
    case 'request':
      return [{}];
    case 'proposal':
      return [{}, { since: '2026-11-04T10:00:00.000Z' }];
    case 'relationship': {
      const agreement = (facts.proposedAgreement ?? facts.agreement)?.id ?? '';
      return [{}, { agreement, action: facts.actions[0]?.id ?? '' }];
    }
    case 'meeting': {
      const record = facts.records.find(({ meetingId }) => meetingId === facts.meeting.id)?.id ?? '';
      return [{}, { correct: 'yes', person: me, author: other, record }];
    }
    case 'scheme': {
      const name = longestLine(script, 80);
      const area = facts.scheme.areas.at(-1)?.value ?? '';
      return [
        {},
        { platform: 'one', workspace: 'workspace', name, address: '{"channel":"channel"}', zone },
        { person: coordinator, name, area },
        { area, label: longestLine(script, 70) },
      ];
    }
    case 'outsideScheme':
      return [{}];
    default:
      return subject satisfies never;
  }
}
