/** News waits for the end of the quiet hours of those who get it, whoever sends it and in whichever dialog. */

import type { Outcome } from '../engine/dialog.ts';
import { whenToSay } from '../mentoring/courtesy.ts';
import type { People } from '../mentoring/facts.ts';
import type { Change } from '../mentoring/records/change.ts';
import { someone } from './pair.ts';

/**
 * The outcome with what it sends to others put off until their morning. Whoever acted is told at once, and so is
 * everybody of what is urgent; a nudge has asked for itself.
 */
export function inTheMorning(
  facts: unknown,
  outcome: Outcome<Change>,
  { now, actor }: { readonly now: Date; readonly actor?: { readonly id: string } },
): Outcome<Change> {
  const { effects } = outcome;
  if (effects === undefined || !namesPeople(facts)) return outcome;
  return {
    ...outcome,
    effects: effects.map((effect) => {
      if (effect.effect !== 'send' || effect.urgent === true || effect.nudge === true) return effect;
      if (!('person' in effect.to) || effect.to.person === actor?.id) return effect;
      const at = whenToSay('news', now, someone(facts.people, effect.to.person));
      return at === undefined || at <= now ? effect : { ...effect, notBefore: at };
    }),
  };
}

function namesPeople(facts: unknown): facts is { readonly people: People } {
  return typeof facts === 'object' && facts !== null && 'people' in facts;
}
