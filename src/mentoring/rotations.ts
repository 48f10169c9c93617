/** Somebody who moves to another post: in words, and who has told us that they rotate. */

import type { PersonFacts } from './facts.ts';
import type { Choice } from './records/scheme.ts';
import type { Rotation, RotationChoice } from './records/rotation.ts';
import { addDays, sayDate } from './time.ts';

/** Whoever has not decided is asked again so many days before they move. */
export const decideDaysBefore = 14;

export const rotationChoices: readonly (Choice & {
  readonly value: RotationChoice;
  readonly hint?: string;
})[] = [
  { value: 'carry-on', label: 'Carry on as we are' },
  { value: 'by-video', label: 'Carry on, by video' },
  {
    value: 'pause',
    label: 'Pause from that day until a date',
    hint: 'Meetings booked for that time are cancelled.',
  },
  { value: 'end', label: 'End on a date', hint: 'With a last meeting before it.' },
  { value: 'later', label: 'Decide later', hint: `You are asked ${decideDaysBefore} days before you move.` },
];

/** What the mover chose, as they read it. */
export function sayRotation({ movesOn, choice, until }: Rotation): string {
  return `You move on ${sayDate(movesOn)}: ${sayChoice(choice, until)}.`;
}

function sayChoice(choice: RotationChoice, until: string | undefined): string {
  switch (choice) {
    case 'carry-on':
      return 'you carry on as you are';
    case 'by-video':
      return 'you carry on by video';
    case 'pause':
      return `it is paused from then until ${sayDate(until ?? '')}`;
    case 'end':
      return `it is to end on ${sayDate(until ?? '')}`;
    case 'later':
      return 'you decide later';
    default:
      return choice satisfies never;
  }
}

/** Only who has said so rotates: by a rotation among their times away, or by asking to be asked. Never a guess. */
export function rotates(
  { person, people, relationships }: Pick<PersonFacts, 'person' | 'people' | 'relationships'>,
  today: string,
): boolean {
  const absences = people[person.id]?.courtesy?.absences ?? [];
  const lately = addDays(today, -366);
  return (
    absences.some(({ why, lastDay }) => why === 'rotation' && lastDay >= lately) ||
    relationships.some(({ rotation }) => rotation?.again === true)
  );
}
