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
  /** What is reported, word for word as both accepted it, and since when both have. YYYY-MM-DD. */
  readonly wording: string;
  readonly acceptedOn: string;
  /** The period asked about; both included, YYYY-MM-DD. */
  readonly from: string;
  readonly until: string;
  /** Dates on which the mentee attended. */
  readonly attendedOn: readonly string[];
  /** The coordinator who had it made; empty where a coordinator is yet to sign. */
  readonly signedBy: string;
};

export function attendanceLetterPaper(content: AttendanceContent): Paper {
  const { occasion, mentee, wording, acceptedOn, from, until, signedBy } = content;
  const dates = content.attendedOn.filter((on) => on >= from && on <= until).toSorted();
  const meetings = sayNumberOf(dates.length, 'mentoring meeting', 'mentoring meetings');
  return {
    ...frame(occasion, 'Attendance'),
    title: 'Letter of attendance',
    lead: `${isolate(mentee)}, ${sayDate(from)} to ${sayDate(until)}`,
    body: [
      {
        block: 'text',
        text: `Between ${sayDate(from)} and ${sayDate(until)}, ${isolate(mentee)} attended ${meetings}${dates.length === 0 ? '.' : ', on these dates:'}`,
      },
      ...(dates.length === 0 ? [] : [{ block: 'list', items: dates.map(sayDate) } as const]),
      {
        block: 'panel',
        title: `What is reported back, as both accepted it by ${sayDate(acceptedOn)}`,
        text: wording,
      },
      { block: 'signatures', parties: [{ role: 'Coordinator of the scheme', name: signedBy }] },
    ],
  };
}
