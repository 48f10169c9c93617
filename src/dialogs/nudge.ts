/** Saying something to somebody unasked: at an hour that suits them, with a way to have less of it, or not at all. */

import type { Context, TimerAction } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { together, whenToSay } from '../mentoring/courtesy.ts';
import type { People } from '../mentoring/facts.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { NudgeKind } from '../mentoring/records/person.ts';
import type { Target } from '../ui/reference.ts';
import { button, buttons } from '../ui/view.ts';
import { timer, target } from './define.ts';
import type { Outcome } from './define.ts';
import { someone } from './pair.ts';

/**
 * Sets the timer of a nudge for the first considerate moment from `asked` on. `picked`: the person chose this very
 * time. The timer's action is made by `nudge`, which asks again when it fires.
 */
export function nudgeTimer(args: {
  readonly people: People;
  readonly personId: string;
  readonly kind: NudgeKind;
  readonly key: string;
  readonly to: Target;
  readonly asked: Date;
  readonly picked?: boolean;
}): TimerChange {
  const { people, personId, kind, key, to, picked = false } = args;
  const asked = picked ? args.asked : together(args.asked);
  const at = whenToSay(kind, asked, someone(people, personId), { picked });
  return { timer: 'set', key, to, at: at ?? asked, nudge: { person: personId, asked } };
}

/**
 * The action of a nudge's timer. `say` decides with the facts of the moment; nothing of it happens while the person is
 * not to be disturbed: then the timer wakes up again, and `say` decides anew. What is switched off is never said.
 */
export function nudge<Facts extends { readonly people: People }>(definition: {
  readonly kind: NudgeKind;
  readonly whose: (facts: Facts, context: Context) => string | undefined;
  readonly picked?: (facts: Facts, context: Context) => boolean;
  readonly say: (facts: Facts, personId: string, context: Context) => Outcome;
}): TimerAction<Facts, Change> {
  const { kind, whose, picked, say } = definition;
  return timer((facts, context) => {
    const personId = whose(facts, context);
    if (personId === undefined) return {};
    const outcome = say(facts, personId, context);
    const says = (outcome.effects ?? []).some(({ effect }) => effect === 'send');
    if (!says) return outcome;
    const options = { picked: picked?.(facts, context) ?? false };
    const at = whenToSay(kind, context.now, someone(facts.people, personId), options);
    if (at === undefined) return {};
    if (at > context.now) return { again: at };
    return { ...outcome, effects: (outcome.effects ?? []).map((effect) => asNudge(effect, personId)) };
  });
}

/** The way to have fewer of them stands on every one; in a message of several it stands once. */
function asNudge(effect: Effect, personId: string): Effect {
  if (effect.effect !== 'send' || !('person' in effect.to) || effect.to.person !== personId) return effect;
  const change = buttons(button('Change my reminders', target('reminders', 'show', personId)));
  return { ...effect, card: { ...effect.card, body: [...effect.card.body, change] }, nudge: true };
}
