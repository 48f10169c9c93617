/** The form in which one of a pair says that they are moving, and what is to become of the mentoring. */

import type { PersonContext } from '../engine/dialog.ts';
import { nextChangeover } from '../mentoring/changeover.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Rotation } from '../mentoring/records/rotation.ts';
import { rotationChoices } from '../mentoring/rotations.ts';
import { addDays, inZone, sayDate } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import { otherName } from './pair.ts';

/** Longer than any post is known ahead. */
const farthestDays = 550;
const mostWhere = 200;

/** `on`: the changeover that they were asked about. */
export function rotationForm(facts: RelationshipFacts, { now, actor, args }: PersonContext) {
  const { relationship, people } = facts;
  const today = inZone(now, actor.zone).date;
  const max = addDays(today, farthestDays);
  const mine = ownRotation(facts, actor.id);
  const within = (date: string | undefined) =>
    date !== undefined && date >= today && date <= max ? date : undefined;
  return form({
    title: 'I am moving',
    intro: [
      text(
        `A new post need not be the end of your mentoring. ${otherName(relationship, people, actor.id)} is told when you move and what you choose here, and nothing else. You can change it later.`,
      ),
    ],
    fields: {
      movesOn: {
        kind: 'date',
        label: 'First day in the new post',
        hint: `The next national changeover is on ${sayDate(nextChangeover(today))}; your date may be another.`,
        required: true,
        min: today,
        max,
        value: within(args['on']) ?? within(mine?.movesOn),
      },
      where: {
        kind: 'text',
        label: 'Where to',
        hint: 'For you alone: nobody is told.',
        required: false,
        maxLength: mostWhere,
        value: mine?.where,
      },
      choice: {
        kind: 'oneOf',
        label: 'What becomes of this mentoring',
        required: true,
        options: rotationChoices,
        value: mine?.choice,
      },
      until: {
        kind: 'date',
        label: 'Paused until, or ended on',
        hint: 'For a pause, the first day after it. An end without a date is on the day you move.',
        required: false,
        min: today,
        max: addDays(max, farthestDays),
        value: mine?.until !== undefined && mine.until >= today ? mine.until : undefined,
      },
      again: {
        kind: 'yesNo',
        label: 'Ask me before each national changeover',
        hint: 'If you rotate: six weeks before the first Wednesdays of August and February.',
        required: false,
        value: mine?.again,
      },
    },
    submit: 'Keep',
  });
}

export type RotationValues = FormValues<ReturnType<typeof rotationForm>['fields']>;

export function ownRotation(
  { rotations = [] }: Pick<RelationshipFacts, 'rotations'>,
  personId: string,
): Rotation | undefined {
  return rotations.find((one) => one.personId === personId);
}
