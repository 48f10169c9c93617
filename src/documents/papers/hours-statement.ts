/** A mentor's hours for the job plan: meeting and preparation time, by date. Nobody's name but their own, no content. */

import { sayHours } from '../../mentoring/hours.ts';
import { sayDate } from '../../mentoring/time.ts';
import type { Paper } from '../paper.ts';
import { isolate } from '../type/clusters.ts';
import { frame } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type HoursContent = {
  readonly occasion: Occasion;
  readonly mentor: string;
  /** Both included, YYYY-MM-DD. */
  readonly from: string;
  readonly until: string;
  readonly sessions: readonly {
    readonly on: string;
    readonly meetingMinutes: number;
    readonly preparationMinutes: number;
  }[];
};

export function hoursStatementPaper({ occasion, mentor, from, until, sessions }: HoursContent): Paper {
  const ordered = sessions.toSorted((one, other) => one.on.localeCompare(other.on));
  const meeting = sum(ordered.map(({ meetingMinutes }) => meetingMinutes));
  const preparation = sum(ordered.map(({ preparationMinutes }) => preparationMinutes));
  return {
    ...frame(occasion, 'Statement of hours'),
    title: 'Statement of mentoring hours',
    lead: `${isolate(mentor)}, ${sayDate(from)} to ${sayDate(until)}`,
    body: [
      {
        block: 'facts',
        rows: [
          { label: 'Mentor', value: mentor },
          { label: 'Period', value: `${sayDate(from)} to ${sayDate(until)}` },
          { label: 'Meetings held', value: String(ordered.length) },
          { label: 'Meeting time', value: sayHours(meeting) },
          { label: 'Preparation time', value: sayHours(preparation) },
          { label: 'Together', value: sayHours(meeting + preparation) },
        ],
      },
      ...(ordered.length === 0
        ? []
        : [
            { block: 'heading', text: 'Meetings' } as const,
            {
              block: 'table',
              about: 'Meetings by date, with the time for each and for its preparation',
              columns: [
                { title: 'Date', share: 3 },
                { title: 'Meeting', share: 3, align: 'end' },
                { title: 'Preparation', share: 3, align: 'end' },
              ],
              rows: ordered.map(({ on, meetingMinutes, preparationMinutes }) => [
                sayDate(on),
                sayHours(meetingMinutes),
                sayHours(preparationMinutes),
              ]),
              total: ['Together', sayHours(meeting), sayHours(preparation)],
            } as const,
          ]),
      {
        block: 'text',
        tone: 'quiet',
        text: 'Counted from meetings that were marked as held. Whom the mentor met, and what was said, is confidential and not part of this statement.',
      },
      {
        block: 'signatures',
        parties: [
          { role: 'Mentor', name: mentor },
          { role: 'For the scheme', name: '' },
        ],
      },
    ],
  };
}

function sum(minutes: readonly number[]): number {
  return minutes.reduce((total, one) => total + one, 0);
}
