/** Tries every action of the registry upon every scene, as everybody, and collects each view that anybody would see. */

import fc from 'fast-check';
import { registry } from '../../../src/dialogs/registry.ts';
import { decide } from '../../../src/engine/decide.ts';
import type { Submitted } from '../../../src/engine/decide.ts';
import type {
  Action,
  Context,
  Dialog,
  Outcome,
  PersonContext,
  TaskAction,
} from '../../../src/engine/dialog.ts';
import type { Effect } from '../../../src/engine/effect.ts';
import type { People } from '../../../src/mentoring/facts.ts';
import type { OpenForm } from '../../../src/ui/form.ts';
import type { Card } from '../../../src/ui/view.ts';
import { anyAnswers, fewestAnswers, longestAnswers, plainWords } from './answers.ts';
import { argsFor } from './args-of-scenes.ts';
import { coordinator, idOf, me, now, other, stranger } from './longest-people.ts';
import { longestLine } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { lookOf, withEachOf } from './looks.ts';
import type { Scene } from './scenes.ts';
import { resultsOf } from './task-results.ts';
import { sentFiles } from './upload-scenes.ts';

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
  const withOwn = new Set(scenes.flatMap(({ only = [] }) => only));
  const isFor = (dialog: Dialog, { subject, only }: Scene): boolean =>
    subject === dialog.subject && (only?.includes(dialog.name) ?? !withOwn.has(dialog.name));
  return registry.dialogs.flatMap((dialog) =>
    Object.entries(dialog.actions).flatMap(([name, action]) => {
      const answer = answering(dialog.name, script);
      return [undefined, me, other].flatMap((asker) => {
        const own = scenes.filter((scene) => isFor(dialog, scene) && scene.asker === asker);
        return withEachOf(
          own,
          (scene): object => scene.facts,
          (scene, facts) => viewsOf(dialog, name, action, { ...scene, facts } as Scene, script, answer), // the same facts, watched
        );
      });
    }),
  );
}

type Tried = Readonly<Record<string, unknown>> & { readonly people: People };

function viewsOf(
  dialog: Dialog,
  name: string,
  action: Action<unknown, unknown>,
  scene: Scene,
  script: Script,
  answer: ReturnType<typeof answering>,
): readonly View[] {
  const from = [dialog.name, name, scene.name] as const;
  const facts = scene.facts as unknown as Tried; // every scene has everybody; nothing else is looked at here
  const possible = argsFor(scene, script, dialog.name);
  let made = 0;
  const newId = (): string => idOf(`made ${(made += 1)}`);
  if (action.type === 'timer' || action.type === 'task')
    return withEachOf(possible, asTheyAre, (_, args) => {
      const byItself = { now, newId, args, words: '' };
      if (action.type === 'timer') return ofOutcome(action.fire(facts, byItself), from);
      return [
        ...ofOutcome({ effects: whileUnderWay(action, { ...byItself, subject: scene.id }) }, from),
        ...ofOutcome(action.failed(facts, byItself), from),
        ...resultsOf(action.task, script).flatMap((result) =>
          ofOutcome(action.done(facts, result, byItself), from),
        ),
      ];
    });
  const notAsking = scene.asker === undefined ? undefined : scene.asker === me ? other : me;
  const everybody = [me, other, coordinator, stranger].filter((id) => id !== notAsking);
  return everybody.flatMap((id) => {
    const actor = facts.people[id];
    if (actor === undefined) throw new Error('Everybody is in every scene');
    return waysTo(dialog.name, name, script).flatMap((way) =>
      withEachOf(possible, asTheyAre, (_, args) => {
        const context = { now, newId, args, actor, channel: undefined, picked: facts.people, ...way };
        const target = { dialog: dialog.name, action: name, subject: scene.id };
        const run = (submitted: Submitted) =>
          ofDecision(decide(action, target, facts, context, submitted), from);
        return run(undefined).flatMap((view) => [view, ...(view.view === 'form' ? answer(view, run) : [])]);
      }),
    );
  });
}

function asTheyAre<Args>(args: Args): Args {
  return args;
}

type Form = Extract<View, { view: 'form' }>;

/** Scripts in which forms are answered in every way; in the others, as long as can be. The second is full of signs. */
const inEveryWay: readonly Script[] = ['plain', 'latin'];

/**
 * Answers the forms of one action. What comes of the longest and of the fewest answers is another thing in each scene;
 * what a form makes of others, such as of none, is the same wherever it looks the same. Until one has been answered at
 * all, any answers are tried.
 */
function answering(dialog: string, script: Script) {
  const known = new Set<string>();
  let answered = false;
  return (shown: Form, run: (submitted: Submitted) => readonly View[]): readonly View[] => {
    const { form } = shown.open;
    const everyWay = inEveryWay.includes(script);
    const longest = [
      longestAnswers(form, script),
      ...(dialog === 'new-scheme' ? [foundingAnswers(form, script)] : []),
    ].flatMap((values) => run({ values }));
    const needsLess = everyWay || longest.some(({ view }) => view === 'form');
    const fewest = needsLess ? run({ values: fewestAnswers(form, script) }) : [];
    answered ||= [...longest, ...fewest].some(({ view }) => view !== 'form');
    const look = lookOf(shown);
    if (known.has(look) && answered) return [...longest, ...fewest];
    known.add(look);
    const words = script === 'plain' ? plainWords : undefined;
    const any = everyWay || !answered ? fc.sample(anyAnswers(form, words), { seed: 42, numRuns: 2 }) : [];
    const others = [{}, ...any].flatMap((values) => run({ values }));
    answered ||= others.some(({ view }) => view !== 'form');
    return [...longest, ...fewest, ...others];
  };
}

function whileUnderWay(
  { underWay }: TaskAction<unknown, unknown>,
  context: Context & { readonly subject: string },
): readonly Effect[] {
  const progress = { doing: 'comparing', done: 999_999, total: 1_000_000 };
  return underWay?.(progress, context) ?? [];
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

/** Words and files reach only the actions that make something of them. */
function waysTo(
  dialog: string,
  action: string,
  script: Script,
): readonly Pick<PersonContext, 'words' | 'sent'>[] {
  if (dialog !== 'files' || action !== 'received')
    return wordsFor(dialog, action).map((words) => ({ words }));
  const workspace = { platform: 'one', externalId: 'workspace' };
  return [{ words: '' }, ...sentFiles(script).map((files) => ({ words: '', sent: { workspace, files } }))];
}

function wordsFor(dialog: string, action: string): readonly string[] {
  if (dialog === 'schemes' && action === 'show') return ['', 'mentoring', 'GP in Kent', 'unicorns'];
  return action === 'otherwise' ? ['', 'mettings of mine', 'Supercalifragilisticexpialidocious'] : [''];
}

/** Areas are names on lines of their own, each as long as one may be. */
function foundingAnswers(
  form: OpenForm['form'],
  script: Script,
): Readonly<Record<string, string | readonly string[]>> {
  const areas = Array.from({ length: 12 }, (_, index) => `${longestLine(script, 66)} ${index + 1}`);
  return { ...longestAnswers(form, script), areas: areas.join('\n') };
}
