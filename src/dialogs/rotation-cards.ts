/** What is said when one of a pair moves: to the mover, and to the other only what the mover chose. */

import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Rotation } from '../mentoring/records/rotation.ts';
import { sayRotation } from '../mentoring/rotations.ts';
import { sayDate } from '../mentoring/time.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { planLastButton } from './last-meeting.ts';
import { bookButton } from './meeting-cards.ts';
import { otherName } from './pair.ts';

export function movingButton(
  { id }: RelationshipFacts['relationship'],
  said: Rotation | undefined,
): ActionButton {
  return button(said === undefined ? 'I am moving' : 'Change what I said', target('rotation', 'say', id));
}

/** To the mover, with what follows from the choice. */
export function keptCard(facts: RelationshipFacts, rotation: Rotation): Card {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, rotation.personId);
  return card(
    'Kept: you are moving',
    text(sayRotation(rotation)),
    text(
      rotation.choice === 'later'
        ? `${other} is not told anything yet.`
        : `${other} is told when you move and what you chose. Where to, and why, stays with you.`,
    ),
    buttons(
      ...nextButtons(facts, rotation),
      movingButton(relationship, rotation),
      button('I am not moving after all', target('rotation', 'withdraw', relationship.id)),
    ),
  );
}

/** To the other one. Nothing of a choice that is not made. */
export function toldCard(facts: RelationshipFacts, rotation: Rotation, byName: string): Card {
  const { relationship } = facts;
  const day = sayDate(rotation.movesOn);
  const title = `${shortName(byName)} is moving`;
  const show = button('Show the mentoring', target('relationship', 'show', relationship.id));
  switch (rotation.choice) {
    case 'carry-on':
      return card(
        title,
        text(`${byName} starts in a new post on ${day}, and would like to carry on with you as you are.`),
        note('There is nothing you need to do.'),
        buttons(show),
      );
    case 'by-video':
      return card(
        title,
        text(
          `${byName} starts in a new post on ${day}, and would like to carry on with you by video from then.`,
        ),
        note('Meetings that are booked stay as they are: either of you can move one to a video call.'),
        buttons(button('Show all that is booked', target('relationship', 'booked', relationship.id)), show),
      );
    case 'pause':
      return card(
        title,
        text(
          `${byName} starts in a new post on ${day}. Your mentoring is paused from then until ${sayDate(rotation.until ?? '')}, and goes on by itself.`,
        ),
        note('Meetings booked for that time are cancelled. There is nothing you need to do.'),
        buttons(show),
      );
    case 'end':
      return card(
        title,
        text(
          `${byName} starts in a new post on ${day}, and would like your mentoring to come to a good end by ${sayDate(rotation.until ?? '')}. Nobody is at fault, and there is time for a last meeting.`,
        ),
        buttons(planLastButton(relationship, rotation.until), show),
      );
    case 'later':
      return card(
        title,
        text(`${byName} has not decided yet what becomes of your mentoring. You hear as soon as they have.`),
        buttons(show),
      );
    default:
      return rotation.choice satisfies never;
  }
}

/** Two weeks before they move, to whoever had not decided. */
export function decideCard(
  { relationship, people }: RelationshipFacts,
  { personId, movesOn }: Rotation,
): Card {
  const other = otherName(relationship, people, personId);
  return card(
    `You move on ${sayDate(movesOn)}`,
    text(
      `You wanted to decide later what becomes of your mentoring with ${other}. You can carry on, by video if that is easier, pause, or end it well.`,
    ),
    buttons(
      button('Decide now', target('rotation', 'say', relationship.id), { style: 'primary' }),
      button('I am not moving after all', target('rotation', 'withdraw', relationship.id)),
    ),
    note('If you leave it, your mentoring carries on as it is.'),
  );
}

/** On the day on which it was to end. Only a person ends it. */
export function endDayCard({ relationship, people }: RelationshipFacts, { personId }: Rotation): Card {
  const other = otherName(relationship, people, personId);
  return card(
    'Your mentoring was to end today',
    text(
      `You had planned to end your mentoring with ${other} by now. If that still holds, you can end it with closing words; if not, it simply goes on.`,
    ),
    buttons(
      button(
        'End it with closing words',
        target('relationship', 'end', relationship.id, { kind: 'circumstances' }),
        { style: 'primary' },
      ),
      bookButton(relationship, people, personId),
    ),
    note('If you leave it, your mentoring goes on.'),
  );
}

export function notMovingCard(words: string, { id }: RelationshipFacts['relationship']): Card {
  return card(
    'Everything stays as it is',
    text(words),
    buttons(button('Show the mentoring', target('relationship', 'show', id))),
  );
}

function nextButtons(
  { relationship }: RelationshipFacts,
  { choice, until }: Rotation,
): readonly ActionButton[] {
  if (choice === 'end') return [planLastButton(relationship, until)];
  if (choice === 'by-video' || choice === 'carry-on')
    return [button('Show all that is booked', target('relationship', 'booked', relationship.id))];
  return [];
}
