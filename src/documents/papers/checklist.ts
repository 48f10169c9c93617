/** The first meeting's checklist: what to talk about, what you have settled already, and room for a pen. */

import type { Point, PointGroup } from '../../mentoring/first-meeting.ts';
import { sayDate } from '../../mentoring/time.ts';
import type { Check, Paper } from '../paper.ts';
import { bothNames, frame } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type ChecklistContent = {
  readonly occasion: Occasion;
  readonly mentee: string;
  readonly mentor: string;
  /** Date of the first meeting, where there is one. */
  readonly metOn?: string;
  readonly groups: readonly PointGroup[];
};

export function checklistPaper({ occasion, mentee, mentor, metOn, groups }: ChecklistContent): Paper {
  const when = metOn === undefined ? '' : `, ${sayDate(metOn)}`;
  return {
    ...frame(occasion),
    title: 'First meeting checklist',
    lead: `${bothNames(mentee, mentor)}${when}`,
    body: [
      {
        block: 'text',
        text: 'Tick off what you have talked about. What you have settled in your ground rules is ticked already.',
      },
      ...groups.flatMap(({ heading, points }) => [
        { block: 'heading', text: heading } as const,
        { block: 'checklist', items: points.map(checkOf) } as const,
      ]),
      {
        block: 'signatures',
        parties: [
          { role: 'Mentee', name: mentee },
          { role: 'Mentor', name: mentor },
        ],
      },
    ],
  };
}

function checkOf({ text, settled }: Point): Check {
  return settled === undefined ? { text, ticked: false } : { text, ticked: true, note: settled };
}
