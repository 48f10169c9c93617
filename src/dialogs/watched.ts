/**
 * Keeps the watch over a pair: after whatever changes it, in whichever dialog, its band is judged anew and its one timer
 * set for the next instant at which something is to be asked. Nothing is ever searched for quiet pairs.
 */

import type { Action, Dialog } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import type { Pause } from '../mentoring/records/relationship.ts';
import { goesOn, heardAtCheckIn } from '../mentoring/watch-answers.ts';
import type { WatchedPair } from '../mentoring/watch-history.ts';
import { nextStep, watchOver } from '../mentoring/watch.ts';
import type { Watched, WatchStep } from '../mentoring/watch.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';

/** A dialog about a pair, or about one meeting of it, comes under the watch. Others stay as they are. */
export function watched(dialog: Dialog): Dialog {
  if (dialog.subject !== 'relationship' && dialog.subject !== 'meeting') return dialog;
  // By its subject it is shown the facts of a relationship, and its changes are the practice's own.
  const actions = Object.entries(dialog.actions as Dialog<RelationshipFacts, Change>['actions']);
  return {
    ...dialog,
    actions: Object.fromEntries(actions.map(([name, action]) => [name, underWatch(action)])),
  } as Dialog;
}

/** As a pair stands now, which may be otherwise than when it was last judged: its scheme may judge by other figures since. */
export function judgedAnew(facts: RelationshipFacts, now: Date): Outcome {
  const { next, standing } = watchOver(facts, now);
  const known = isKnown(facts, standing);
  return {
    changes: known ? [] : [update('relationship', facts.relationship.id, standing)],
    timers: timersFor(facts, next),
  };
}

/** The look at a pair that its timer leads to, brought forward: what it finds sets the timer anew. */
export function lookBy(relationshipId: string, at: Date): TimerChange {
  return { timer: 'bring-forward', key: watchKey(relationshipId), at };
}

/** The timer for the next thing that the watch does, or its end where nothing is left to do. */
export function watchTimers(pair: WatchedPair, now: Date): TimerChange[] {
  return timersFor(pair, nextStep(pair, now));
}

function timersFor({ relationship }: WatchedPair, next: WatchStep | undefined): TimerChange[] {
  const key = watchKey(relationship.id);
  if (next === undefined) return [{ timer: 'cancel', key }];
  return [{ timer: 'set', key, to: target('watch', 'look', relationship.id), at: next.at }];
}

function watchKey(relationshipId: string): string {
  return `relationship:${relationshipId}:watch`;
}

function underWatch(action: Action<RelationshipFacts, Change>): Action<RelationshipFacts, Change> {
  switch (action.type) {
    case 'press':
      return {
        ...action,
        press: (facts, context) => keepWatch(facts, action.press(facts, context), context.now),
      };
    case 'form':
      return {
        ...action,
        submit: (facts, values, context) =>
          keepWatch(facts, action.submit(facts, values, context), context.now),
      };
    case 'timer':
      return {
        ...action,
        fire: (facts, context) => keepWatch(facts, action.fire(facts, context), context.now),
      };
    case 'task':
      return {
        ...action,
        done: (facts, result, context) => keepWatch(facts, action.done(facts, result, context), context.now),
      };
    default:
      return action satisfies never;
  }
}

const ofThePair: readonly Change['noun'][] = ['relationship', 'meeting', 'pause', 'watchAnswer', 'checkIn'];

function keepWatch(facts: RelationshipFacts, outcome: Outcome, now: Date): Outcome {
  const { changes = [], timers = [] } = outcome;
  if (!changes.some(({ noun }) => ofThePair.includes(noun))) return outcome;
  const after = pairAfter(facts, changes);
  // An ending cancels every timer of the pair.
  if (after.relationship.state === 'ended') return outcome;
  const { next, standing } = watchOver(after, now);
  const known = isKnown(after, standing);
  return {
    ...outcome,
    changes: known ? changes : [...changes, update('relationship', facts.relationship.id, standing)],
    timers: [...timers, ...timersFor(after, next)],
  };
}

/** The pair as these changes leave it. */
function pairAfter(
  { relationship, scheme, meetings, pauses, heard, people, checkIns = [] }: RelationshipFacts,
  changes: readonly Change[],
): WatchedPair {
  let after = { relationship, scheme, meetings, pauses, heard, people };
  for (const change of changes) {
    if (change.change === 'remove') continue;
    if (change.noun === 'relationship' && change.change === 'update' && change.id === relationship.id)
      after = { ...after, relationship: { ...after.relationship, ...change.set } };
    if (change.noun === 'meeting')
      after = { ...after, meetings: withChange<Meeting>(after.meetings, change) };
    if (change.noun === 'pause') after = { ...after, pauses: withChange<Pause>(after.pauses, change) };
    if (change.noun === 'checkIn' && change.change === 'update') {
      const asked = checkIns.find(({ id }) => id === change.id);
      const said = asked === undefined ? [] : heardAtCheckIn({ ...asked, ...change.set });
      const others = after.heard.answers.filter(({ id }) => id !== change.id);
      after = { ...after, heard: { ...after.heard, answers: [...others, ...said] } };
    }
    if (change.noun === 'watchAnswer' && change.change === 'insert') {
      const answer = { ...change.row, goesOn: goesOn(change.row.answer) };
      after = { ...after, heard: { ...after.heard, answers: [...after.heard.answers, answer] } };
    }
  }
  return after;
}

function withChange<Row extends { readonly id: string }>(
  rows: readonly Row[],
  change:
    | { readonly change: 'insert'; readonly row: Row }
    | { readonly change: 'update'; readonly id: string; readonly set: Partial<Omit<Row, 'id'>> },
): readonly Row[] {
  if (change.change === 'insert') return [...rows, change.row];
  return rows.map((row) => (row.id === change.id ? { ...row, ...change.set } : row));
}

function isKnown({ relationship: { band, watch } }: WatchedPair, now: Watched['standing']): boolean {
  const asked = watch?.asked ?? [];
  return (
    watch !== undefined &&
    band === now.band &&
    watch.lastMetOn === now.watch.lastMetOn &&
    watch.usualDays === now.watch.usualDays &&
    watch.because === now.watch.because &&
    asked.length === now.watch.asked.length &&
    asked.every(({ at, told }, index) => {
      const same = now.watch.asked[index];
      return at === same?.at && Object.keys(told).length === Object.keys(same.told).length;
    })
  );
}
