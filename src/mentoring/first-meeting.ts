/**
 * The first meeting's checklist: what NHS and university checklists share, and what of it a pair has settled. The card
 * in chat and the paper say the same.
 */

import {
  sayBooks,
  sayCadence,
  sayContact,
  sayDatesToScheme,
  sayGoals,
  sayNotice,
  sayPreparation,
} from './agreement-words.ts';
import { sayAfterEnd } from './closing.ts';
import type { AgreementTerms } from './records/agreement.ts';
import { sayPlace } from './place.ts';
import { sayRecords } from './session-records.ts';
import { sayDate } from './time.ts';

export type Point = {
  readonly text: string;
  /** What they have agreed about it, in their words or in ours; absent where nothing is settled. */
  readonly settled?: string;
  /** Their own words are for the two alone. */
  readonly ownWords?: true;
};

export type PointGroup = { readonly heading: string; readonly points: readonly Point[] };

/** `nextMeetingOn`: when they meet after the first time, YYYY-MM-DD. */
export function firstMeetingPoints(
  terms: AgreementTerms | undefined,
  nextMeetingOn: string | undefined,
): readonly PointGroup[] {
  const settled = (text: string, say: (terms: AgreementTerms) => string): Point => {
    const said = terms === undefined ? '' : say(terms).trim();
    return said === '' ? { text } : { text, settled: said };
  };
  const inOwnWords = (text: string, say: (terms: AgreementTerms) => string): Point => {
    const point = settled(text, say);
    return point.settled === undefined ? point : { ...point, ownWords: true };
  };
  return [
    {
      heading: 'What this is',
      points: [
        inOwnWords('What it is for, and what each of you hopes to achieve', (one) => one.objectives),
        inOwnWords('What it is not', ({ notThis }) => notThis),
        settled('Confidentiality, and its limits in this scheme', ({ confidentiality }) =>
          confidentiality === undefined ? '' : `Version ${confidentiality.version} of the scheme’s text`,
        ),
        inOwnWords('Boundaries, and roles that could conflict', ({ boundaries }) => boundaries),
        inOwnWords('Goals: short, medium and long term', sayGoals),
      ],
    },
    {
      heading: 'How you meet',
      points: [
        settled('How often you meet', ({ cadenceDays }) => sayCadence(cadenceDays)),
        settled('How long a meeting is', ({ minutes }) => `${minutes} minutes`),
        settled('Where you meet, or by what means', ({ place }) => sayPlace(place)),
        settled('Who books the meetings', ({ booksMeetings }) => sayBooks(booksMeetings)),
        settled('What you prepare, and how long before', ({ preparationDays }) =>
          sayPreparation(preparationDays),
        ),
        settled('Notice for cancelling', ({ cancellationHours }) => sayNotice(cancellationHours)),
        inOwnWords('Contact between meetings, and how soon to expect an answer', sayContact),
      ],
    },
    {
      heading: 'What is kept, and how it ends',
      points: [
        settled('Records: none, your own, or shared', ({ records }) => sayRecords(records)),
        settled('What becomes of them after the end', sayAfterEnd),
        settled('Whether the scheme may be told on which dates you met', sayDatesToScheme),
        settled('When you look at your ground rules again', ({ reviewOn }) => sayDay(reviewOn)),
        settled('When it is planned to end', ({ plannedEnd = '' }) => sayDay(plannedEnd)),
        settled('Either of you can end it, without fault and without a reason', () => 'Always so'),
        nextMeetingOn === undefined
          ? { text: 'Your next meeting is booked' }
          : { text: 'Your next meeting is booked', settled: sayDate(nextMeetingOn) },
      ],
    },
  ];
}

function sayDay(date: string): string {
  return date === '' ? '' : sayDate(date);
}
