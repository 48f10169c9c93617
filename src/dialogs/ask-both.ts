/** A question of the watch: decided upon for both of a pair at once, and put to each at an hour that suits them. */

import { apartFromCheckIn } from '../mentoring/check-ins.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Asked, WatchQuestion } from '../mentoring/records/watch.ts';
import { inZone, nextMorning } from '../mentoring/time.ts';
import { askedSince, closingAt, newsOf } from '../mentoring/watch.ts';
import type { Card } from '../ui/view.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { sendAfresh, watchSlot } from './living-card.ts';
import { nudge, nudgeTimer } from './nudge.ts';
import { idsOf, someone } from './pair.ts';
import { howIsItCard, metSinceCard, notStartedCard } from './watch-cards.ts';

/** Noted with its time; each of the two is asked on their next morning, unless something happens before. */
export function askBoth(facts: RelationshipFacts, question: WatchQuestion, now: Date): Outcome {
  const { relationship, people } = facts;
  const { id } = relationship;
  // News that another machine's clock dates a moment later would take the question back, and it would be asked again.
  const at = new Date(Math.max(now.getTime(), newsOf(facts).getTime() + 1));
  const asked: Asked = { question, at: at.toISOString(), told: {} };
  return {
    changes: [withAsked(facts, [...askedSince(facts), asked])],
    timers: idsOf(relationship).map((personId) =>
      nudgeTimer({
        people,
        personId,
        kind: 'watch',
        key: `relationship:${id}:watch-ask:${personId}`,
        to: target('watch', 'ask', id, { person: personId, question, at: asked.at }),
        asked: nextMorning(now, someone(people, personId).zone),
      }),
    ),
  };
}

/** Timer: `person` is asked the question of `at`, if it still stands: news of the pair has answered it. */
export const askOne = nudge<RelationshipFacts>({
  kind: 'watch',
  whose: ({ relationship }, { args }) => idsOf(relationship).find((id) => id === args['person']),
  say: (facts, personId, { now, args }) => {
    const { relationship } = facts;
    const asked = askedSince(facts);
    const mine = asked.find(({ at, question }) => at === args['at'] && question === args['question']);
    if (mine === undefined || relationship.state !== 'active' || mine.told[personId] !== undefined) return {};
    // They have just been asked in their own time how it goes: two such questions at once are one too many.
    const again = apartFromCheckIn(facts, personId, now);
    if (again !== undefined) return { again };
    const told = { ...mine.told, [personId]: now.toISOString() };
    return {
      changes: [
        withAsked(
          facts,
          asked.map((one) => (one === mine ? { ...mine, told } : one)),
        ),
      ],
      // The newest question stands alone: the one before it loses its buttons.
      effects: sendAfresh(
        personId,
        watchSlot(relationship.id),
        questionCard(facts, asked, mine, personId, now),
      ),
    };
  },
});

function questionCard(
  facts: RelationshipFacts,
  asked: readonly Asked[],
  mine: Asked,
  personId: string,
  now: Date,
): Card {
  switch (mine.question) {
    case 'not-started':
    case 'nudge':
      return notStartedCard(facts, personId);
    case 'met-since':
      return metSinceCard(facts, personId);
    case 'how-is-it': {
      const [first] = asked.filter(({ question }) => question === 'how-is-it');
      if (first === mine) return howIsItCard(facts, personId);
      const { zone } = someone(facts.people, personId);
      return howIsItCard(facts, personId, inZone(closingAt(facts, now), zone).date);
    }
    default:
      return mine.question satisfies never;
  }
}

function withAsked({ relationship }: RelationshipFacts, asked: readonly Asked[]) {
  return update('relationship', relationship.id, { watch: { ...relationship.watch, asked } });
}
