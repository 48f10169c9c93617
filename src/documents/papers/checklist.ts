/** The first meeting's checklist: what to talk about, what you have settled already, and room for a pen. */

import type { AgreementTerms } from '../../mentoring/records.ts';
import { sayPlace } from '../../mentoring/place.ts';
import { sayRecords } from '../../mentoring/session-records.ts';
import { sayDate } from '../../mentoring/time.ts';
import type { Check, Paper } from '../paper.ts';
import { sayCadence, sayNotice } from './agreement.ts';
import { bothNames, frame } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type ChecklistContent = {
  readonly occasion: Occasion;
  readonly mentee: string;
  readonly mentor: string;
  /** Date of the first meeting, where there is one. */
  readonly metOn?: string;
  readonly sections: readonly { readonly heading: string; readonly items: readonly Check[] }[];
};

export function checklistPaper({ occasion, mentee, mentor, metOn, sections }: ChecklistContent): Paper {
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
      ...sections.flatMap(({ heading, items }) => [
        { block: 'heading', text: heading } as const,
        { block: 'checklist', items } as const,
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

/** The points that NHS and university checklists share; ground rules that are agreed settle some of them. */
export function firstMeetingSections(
  terms: AgreementTerms | undefined,
  nextMeetingOn: string | undefined,
): ChecklistContent['sections'] {
  const settled = (text: string, say: (terms: AgreementTerms) => string): Check => {
    const note = terms === undefined ? '' : say(terms).trim();
    return note === '' ? open(text) : { text, ticked: true, note };
  };
  return [
    {
      heading: 'What this is',
      items: [
        open('What each of you hopes for, and what brings you here'),
        open('What this is not: line management, supervision, appraisal, counselling'),
        open('Confidentiality, and its limits in this scheme'),
        settled('Boundaries, and roles that could conflict', ({ boundaries }) => boundaries),
        settled('Goals: short, medium and long term', ({ objectives }) => objectives),
      ],
    },
    {
      heading: 'How you meet',
      items: [
        settled('How often you meet', ({ cadenceDays }) => sayCadence(cadenceDays)),
        settled('How long a meeting is', ({ minutes }) => `${minutes} minutes`),
        settled('Where you meet, or by what means', ({ place }) => sayPlace(place)),
        open('Who books the meetings'),
        open('What you prepare, and how long before'),
        settled('Notice for cancelling', ({ cancellationHours }) => sayNotice(cancellationHours)),
        settled('Contact between meetings, and how soon to expect an answer', (one) => one.contactBetween),
      ],
    },
    {
      heading: 'What is kept, and how it ends',
      items: [
        settled('Records: none, your own, shared, or dates only', ({ records }) => sayRecords(records)),
        settled('When you look at your ground rules again', ({ reviewOn }) => sayDate(reviewOn)),
        open('When it is planned to end'),
        open('Either of you can end it, without fault and without a reason'),
        nextMeetingOn === undefined
          ? open('Your next meeting is booked')
          : { text: 'Your next meeting is booked', ticked: true, note: sayDate(nextMeetingOn) },
      ],
    },
  ];
}

function open(text: string): Check {
  return { text, ticked: false };
}
