/**
 * What a directed mentoring reports back, and nothing else: the dates attended. Both read and accepted the words of the
 * statement before anything began.
 */

import { sayDate } from '../../mentoring/time.ts';
import { sayNumberOf } from '../../mentoring/wording.ts';
import type { Paper } from '../paper.ts';
import { isolate } from '../type/clusters.ts';
import { frame } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type AttendanceContent = {
  readonly occasion: Occasion;
  readonly mentee: string;
  /** To whom it may be shown, as it was agreed. */
  readonly to: string;
  /** What is reported, in the words that both accepted. */
  readonly statement: string;
  /** The period asked about; both included, YYYY-MM-DD. */
  readonly from: string;
  readonly until: string;
  /** Dates on which the mentee attended. */
  readonly attendedOn: readonly string[];
  /** The coordinator who answers for it. */
  readonly signedBy: string;
};

export function attendanceLetterPaper(content: AttendanceContent): Paper {
  const { occasion, mentee, to, statement, from, until, signedBy } = content;
  const dates = content.attendedOn.filter((on) => on >= from && on <= until).toSorted();
  const meetings = sayNumberOf(dates.length, 'mentoring meeting', 'mentoring meetings');
  return {
    ...frame(occasion, 'Attendance'),
    title: 'Letter of attendance',
    lead: `${isolate(mentee)}, ${sayDate(from)} to ${sayDate(until)}`,
    body: [
      {
        block: 'facts',
        rows: [
          { label: 'For', value: to },
          { label: 'About', value: mentee },
        ],
      },
      {
        block: 'text',
        text: `Between ${sayDate(from)} and ${sayDate(until)}, ${isolate(mentee)} attended ${meetings}${dates.length === 0 ? '.' : ', on these dates:'}`,
      },
      ...(dates.length === 0 ? [] : [{ block: 'list', items: dates.map(sayDate) } as const]),
      { block: 'panel', title: 'What this letter says, and what it does not', text: statement },
      { block: 'signatures', parties: [{ role: 'Coordinator of the scheme', name: signedBy }] },
    ],
  };
}
