/** What one event leads to: dialog after dialog decides, each seeing what the one before has changed. */

import type { Target } from '../ui/reference.ts';
import { placeOf } from './bundle.ts';
import { decide, findAction, gone, plainReply } from './decide.ts';
import type { Decision, Submitted } from './decide.ts';
import type { Outcome, PersonContext, Registry } from './dialog.ts';
import type { TimerChange } from './effect.ts';
import type { ChatEvent } from './event.ts';
import type { ClaimedTimer, TurnTransaction } from './ports.ts';
import type { Person } from './terms.ts';
import { readWords } from './words.ts';

/** An action that was taken: what it was about, and what came of it. Its changes are applied already. */
export type Acted = {
  readonly target: Target;
  readonly subject: string;
  readonly outcome: Outcome<unknown>;
};

export type Run = {
  readonly acted: readonly Acted[];
  /** What the person is to be shown. */
  readonly last: Decision;
  /** For the log: where it ended. */
  readonly about: { readonly dialog?: string; readonly action?: string };
  /** The part of a bundle whose control was used. */
  readonly part?: ReturnType<typeof placeOf>;
};

type RunTransaction = Pick<TurnTransaction, 'findReference' | 'people' | 'loadFacts' | 'apply'>;

/** From one decision to the next a person may be handed on this often; more is a loop in our own dialogs. */
const mostHandOns = 3;

/** Runs what somebody did. */
export async function runDeed(
  tx: RunTransaction,
  registry: Registry,
  event: ChatEvent,
  given: { readonly actor: Person; readonly now: Date; readonly newId: () => string },
): Promise<Run> {
  const { deed } = event;
  const { entry } = registry;
  const { id: subject } = given.actor;
  const context = { ...given, channel: event.channel, picked: {}, args: {}, words: '' };
  switch (deed.type) {
    case 'goodbye':
    case 'dismiss':
      return { acted: [], last: { decided: 'outcome', outcome: {} }, about: {} };
    case 'hello':
      return runTarget(tx, registry, { ...entry.hello, subject }, context, undefined);
    case 'home':
      return runTarget(tx, registry, { ...entry.home, subject }, context, undefined);
    case 'files': {
      const sent = { workspace: event.workspace, files: deed.files };
      return runTarget(tx, registry, { ...entry.files, subject }, { ...context, sent }, undefined);
    }
    case 'words': {
      const { dialog, action, words } = readWords(entry, deed.text);
      return runTarget(tx, registry, { dialog, action, subject }, { ...context, words }, undefined);
    }
    case 'press':
    case 'submit': {
      const target = await tx.findReference(deed.reference);
      if (target === undefined) return { acted: [], last: gone(), about: {} };
      const part = placeOf(target);
      if (deed.type === 'press')
        return { ...(await runTarget(tx, registry, target, context, undefined)), part };
      const picked = await pickedPeople(tx, deed.values);
      return { ...(await runTarget(tx, registry, target, { ...context, picked }, deed)), part };
    }
    default:
      return deed satisfies never;
  }
}

/** Runs a timer's target; `undefined` when there is nothing left for it to be about. */
async function runTimer(
  tx: RunTransaction,
  registry: Registry,
  claimed: ClaimedTimer,
  given: { readonly now: Date; readonly newId: () => string },
): Promise<Run | undefined> {
  const { target } = claimed;
  const found = findAction(registry, target);
  if (found?.action.type !== 'timer') return undefined;
  const facts = await tx.loadFacts(found.dialog.subject, target.subject, undefined, given.now);
  if (facts === undefined) return undefined;
  const context = { ...given, args: target.args ?? {}, words: '', due: claimed.dueAt };
  const fired = found.action.fire(facts, context);
  const outcome = wakesAgain(fired, claimed);
  return byItself(tx, { target, subject: found.dialog.subject, outcome }, given.now);
}

/** Runs the targets of timers that were claimed together; `undefined` when there is nothing left for any to be about. */
export async function runTimers(
  tx: RunTransaction,
  registry: Registry,
  claimed: readonly ClaimedTimer[],
  given: { readonly now: Date; readonly newId: () => string },
): Promise<Run | undefined> {
  const acted: Acted[] = [];
  for (const one of claimed) acted.push(...((await runTimer(tx, registry, one, given))?.acted ?? []));
  return acted.length === 0 ? undefined : { acted, last: { decided: 'outcome', outcome: {} }, about: {} };
}

/** A timer that is put off keeps what it is about and, of a nudge, when it was to come at first. */
function wakesAgain(
  { again, ...outcome }: Outcome<unknown>,
  { key, target: to, nudge }: ClaimedTimer,
): Outcome<unknown> {
  if (again === undefined) return outcome;
  const set: TimerChange = { timer: 'set', key, to, at: again, ...(nudge && { nudge }) };
  return { ...outcome, timers: [...(outcome.timers ?? []), set] };
}

/** What long work has come to: its result, or that it has failed for good. */
export type TaskEnd = { readonly result: unknown } | 'failed';

/** Runs what follows from long work; `undefined` when there is nothing left for it to be about. */
export async function runTaskEnd(
  tx: RunTransaction,
  registry: Registry,
  target: Target,
  end: TaskEnd,
  given: { readonly now: Date; readonly newId: () => string },
): Promise<Run | undefined> {
  const found = findAction(registry, target);
  if (found?.action.type !== 'task') return undefined;
  const facts = await tx.loadFacts(found.dialog.subject, target.subject, undefined, given.now);
  if (facts === undefined) return undefined;
  const context = { ...given, args: target.args ?? {}, words: '' };
  const outcome =
    end === 'failed' ? found.action.failed(facts, context) : found.action.done(facts, end.result, context);
  return byItself(tx, { target, subject: found.dialog.subject, outcome }, given.now);
}

async function byItself(tx: RunTransaction, acted: Acted, now: Date): Promise<Run> {
  await tx.apply(acted.outcome.changes ?? [], now);
  return { acted: [acted], last: { decided: 'outcome', outcome: {} }, about: {} };
}

async function runTarget(
  tx: RunTransaction,
  registry: Registry,
  first: Target,
  context: PersonContext,
  sent: Submitted,
): Promise<Run> {
  const acted: Acted[] = [];
  let target = first;
  let submitted = sent;
  for (let handOns = 0; handOns <= mostHandOns; handOns += 1) {
    const about = { dialog: target.dialog, action: target.action };
    const found = findAction(registry, target);
    if (found === undefined) return { acted, last: gone(), about };
    const { subject } = found.dialog;
    const { args = {} } = target;
    const facts = await tx.loadFacts(subject, target.subject, context.actor.id, context.now, args);
    if (facts === undefined) return { acted, last: gone(), about };
    const decision = decide(found.action, target, facts, { ...context, args }, submitted);
    if (decision.decided !== 'outcome') return { acted, last: decision, about };
    acted.push({ target, subject, outcome: decision.outcome });
    await tx.apply(decision.outcome.changes ?? [], context.now);
    const reply = plainReply(decision.outcome.reply);
    if (reply.reply !== 'go') return { acted, last: decision, about };
    target = reply.to;
    submitted = undefined;
  }
  throw new Error(`Handed on more than ${mostHandOns} times, last to ${target.dialog}.${target.action}`);
}

async function pickedPeople(
  tx: Pick<TurnTransaction, 'people'>,
  values: Readonly<Record<string, string | readonly string[]>>,
): Promise<Readonly<Record<string, Person>>> {
  const ids = Object.values(values)
    .flat()
    .flatMap((value) => value.split(','))
    .filter((value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value));
  if (ids.length === 0) return {};
  const people = await tx.people([...new Set(ids)]);
  return Object.fromEntries(people.map((person) => [person.id, person]));
}
