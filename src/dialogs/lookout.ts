/**
 * Somebody found nobody in a bank whom they could ask, and is told once they can. Places come free in many ways, and who
 * may be asked differs from one to the next: so it is looked every morning, for them alone, until it is over.
 */

import type { Context, May, PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { replaceWith } from '../engine/reply.ts';
import type { BankFacts, LookoutFacts } from '../mentoring/facts.ts';
import type { Lookout } from '../mentoring/records/lookout.ts';
import { addDays, daysBetween, inZone, instantOf } from '../mentoring/time.ts';
import { bankCard } from './bank-cards.ts';
import { dialog, insert, press, remove, target } from './define.ts';
import type { Outcome } from './define.ts';
import { sendAfresh } from './living-card.ts';
import { MOST_NEWS, NEWS_DAYS, nobodyYetCard, somebodyCard, stoppedCard } from './lookout-cards.ts';
import { nudge, nudgeTimer } from './nudge.ts';

const whoeverWaits: May<LookoutFacts> = ({ lookout }, actor) =>
  lookout.personId === actor.id || 'This is for the one who asked to be told.';

export const lookout = dialog({
  name: 'lookout',
  subject: 'lookout',
  actions: {
    /** `told`: how many words in between they have had. They asked for it: it is not one of the kinds to switch off. */
    look: nudge<LookoutFacts>({ kind: 'news', whose: (facts) => facts.lookout.personId, say: look }),
    stop: press(whoeverWaits, (facts: LookoutFacts) => ({
      ...over(facts),
      reply: replaceWith(stoppedCard(facts)),
    })),
  },
});

/** Twice is the same as once; whoever can ask somebody already is shown whom. */
export function tellMe(facts: BankFacts, { now, newId }: PersonContext): Outcome {
  const { scheme, person, request } = facts;
  const look = { search: { areas: [] }, page: 0, chosenIds: [] };
  if (request !== undefined || canAsk(facts) || facts.lookout !== undefined)
    return { reply: replaceWith(bankCard(facts, look, now)) };
  const kept: Lookout = { id: newId(), schemeId: scheme.id, personId: person.id, since: now };
  return {
    changes: [insert('lookout', kept)],
    timers: [nextLook({ ...facts, lookout: kept }, 0, now)],
    reply: replaceWith(bankCard({ ...facts, lookout: kept }, look, now)),
  };
}

function look(facts: LookoutFacts, personId: string, { now, args }: Context): Outcome {
  const { lookout: kept, person, request } = facts;
  if (request !== undefined) return over(facts);
  const slot = `lookout:${kept.schemeId}`;
  if (canAsk(facts)) return { ...over(facts), effects: sendAfresh(personId, slot, somebodyCard(facts)) };
  const told = Number(args['told']);
  const days = daysBetween(inZone(kept.since, person.zone).date, inZone(now, person.zone).date);
  if (days < NEWS_DAYS * (told + 1)) return { timers: [nextLook(facts, told, now)] };
  const last = told + 1 === MOST_NEWS;
  return {
    ...(last ? over(facts) : { timers: [nextLook(facts, told + 1, now)] }),
    effects: sendAfresh(personId, slot, nobodyYetCard(facts, now, last)),
  };
}

function canAsk({ found, suggested }: BankFacts): boolean {
  return found + suggested.length > 0;
}

function over({ lookout: { id } }: LookoutFacts): Outcome {
  return {
    changes: [remove('lookout', id)],
    timers: [{ timer: 'cancel-all', prefix: `lookout:${id}:` }],
  };
}

function nextLook({ lookout: kept, person, people }: LookoutFacts, told: number, now: Date): TimerChange {
  const { zone } = person;
  const tomorrow = addDays(inZone(now, zone).date, 1);
  return nudgeTimer({
    people,
    personId: person.id,
    kind: 'news',
    key: `lookout:${kept.id}:look`,
    to: target('lookout', 'look', kept.id, { told: String(told) }),
    asked: instantOf({ date: tomorrow, time: '09:00', zone }),
  });
}
