/** The word "moving", and the question before a national changeover to whoever has said that they rotate. */

import type { May } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { nextAsking } from '../mentoring/changeover.ts';
import type { PersonFacts, RelationshipGlance } from '../mentoring/facts.ts';
import { rotates } from '../mentoring/rotations.ts';
import { inZone, instantOf, sayDate } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { oneself as self } from './asking-rights.ts';
import { chooseMoving } from './choosers.ts';
import { dialog, press, target, timer } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { nudge, nudgeTimer } from './nudge.ts';
import { otherName } from './pair.ts';
import { tellApart } from './tell-apart.ts';

/** Each has a button. */
const mostPairs = 10;

const oneself: May<PersonFacts> = self;

export const changeovers = dialog({
  name: 'changeovers',
  subject: 'person',
  actions: {
    show: press(oneself, (facts) => chooseMoving(facts)),

    /** Timer: six weeks before `date`. It sets itself for the one after, for as long as they rotate. */
    coming: timer<PersonFacts>((facts, { now, args }) => {
      const { person, people } = facts;
      if (!rotates(facts, inZone(now, person.zone).date)) return {};
      const { date } = args;
      const again = changeoverTimer(person, now);
      if (date === undefined) return { timers: [again] };
      const asking = nudgeTimer({
        people,
        personId: person.id,
        kind: 'rotation',
        key: `changeover:${person.id}:ask`,
        to: target('changeovers', 'ask', person.id, { date }),
        asked: now,
      });
      return { timers: [again, asking] };
    }),

    ask: nudge<PersonFacts>({
      kind: 'rotation',
      whose: ({ person }) => person.id,
      say: (facts, personId, { args, now }) => {
        const { date = '' } = args;
        const today = inZone(now, facts.person.zone).date;
        const open = facts.relationships.filter((glance) => hasNotSaid(glance, today));
        if (open.length === 0 || date <= today || !rotates(facts, today)) return {};
        return { effects: [{ effect: 'send', to: { person: personId }, card: askCard(facts, open, date) }] };
      },
    }),
  },
});

/** When somebody who rotates is asked next. */
export function changeoverTimer(
  person: { readonly id: string; readonly zone: string },
  now: Date,
): TimerChange {
  const { askOn, changeover } = nextAsking(inZone(now, person.zone).date);
  return {
    timer: 'set',
    key: `changeover:${person.id}`,
    to: target('changeovers', 'coming', person.id, { date: changeover }),
    at: instantOf({ date: askOn, time: '09:00', zone: person.zone }),
  };
}

/** Of a pair that goes on, and of which they have not said that they move. */
function hasNotSaid({ relationship, rotation }: RelationshipGlance, today: string): boolean {
  return relationship.state !== 'ended' && (rotation === undefined || rotation.movesOn < today);
}

function askCard({ person, people }: PersonFacts, open: readonly RelationshipGlance[], date: string): Card {
  const asked = card(
    'Are you moving?',
    text(
      `You told us that you rotate. The next national changeover is on Wednesday ${sayDate(date)}. If you move then, you can say now what is to become of your mentoring: carry on, pause, or end it well.`,
    ),
    buttons(
      ...open
        .slice(0, mostPairs)
        .map(({ relationship }) =>
          button(
            labelWith('Moving: mentoring with', otherName(relationship, people, person.id)),
            target('rotation', 'say', relationship.id, { on: date }),
          ),
        ),
    ),
    note('If you are not moving, there is nothing to do. Nobody is told anything unless you say so.'),
  );
  return tellApart(asked);
}
