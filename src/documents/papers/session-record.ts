/** One session record as its reader may see it: what was discussed, the next steps, and the author's own reflection. */

import type { MeetingPlace } from '../../mentoring/records/meeting.ts';
import type { WallTime } from '../../mentoring/records/wall-time.ts';
import { sayHours } from '../../mentoring/hours.ts';
import { sayPlace } from '../../mentoring/place.ts';
import { instantOf, sayDate } from '../../mentoring/time.ts';
import type { Block, Fact, Paper } from '../paper.ts';
import { bothNames, dayOf, frame, momentOf, written } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type SessionRecordContent = {
  readonly occasion: Occasion;
  readonly mentee: string;
  readonly mentor: string;
  readonly meeting: {
    /** First, second and so on of the meetings that were held. */
    readonly number?: number;
    readonly start: WallTime;
    readonly minutes: number;
    readonly place: MeetingPlace;
  };
  readonly author: string;
  readonly writtenAt: Date;
  readonly changedAt?: Date;
  /** What it was about, in a word or two each. */
  readonly topics?: readonly string[];
  readonly discussed: string;
  readonly steps: readonly Step[];
  /** Only ever on the author's own paper. */
  readonly reflection?: string;
  readonly nextMeeting?: WallTime;
  /** Who else can read it, in words. */
  readonly readers: string;
};

export type Step = {
  readonly what: string;
  readonly owner: string;
  readonly dueOn?: string;
  readonly done: boolean;
};

export function sessionRecordPaper(content: SessionRecordContent): Paper {
  const { occasion, mentee, mentor, meeting, author, writtenAt, topics = [], steps } = content;
  const { nextMeeting, changedAt } = content;
  const changed = changedAt === undefined ? '' : `, changed on ${dayOf(changedAt, occasion)}`;
  const reflection = content.reflection?.trim() ?? '';
  return {
    ...frame(occasion, 'Session record'),
    title: 'Session record',
    lead: `${bothNames(mentee, mentor)}, ${dayOf(instantOf(meeting.start), occasion)}`,
    body: [
      { block: 'facts', rows: [...meetingFacts(meeting, occasion), { label: 'Written by', value: author }] },
      { block: 'heading', text: 'What was discussed' },
      ...(topics.length === 0 ? [] : [{ block: 'list', items: topics } as const]),
      { block: 'text', text: written(content.discussed) },
      ...stepBlocks(steps),
      ...(nextMeeting === undefined
        ? []
        : [
            { block: 'heading', text: 'Next meeting' } as const,
            { block: 'text', text: momentOf(instantOf(nextMeeting), occasion) } as const,
          ]),
      ...(reflection === ''
        ? []
        : [
            { block: 'heading', text: 'Own reflection' } as const,
            { block: 'text', text: reflection } as const,
          ]),
      {
        block: 'panel',
        title: 'Who reads this',
        text: `${content.readers} Written on ${dayOf(writtenAt, occasion)}${changed}. Nothing in it should identify a patient.`,
      },
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

function meetingFacts(
  { number, start, minutes, place }: SessionRecordContent['meeting'],
  occasion: Occasion,
): readonly Fact[] {
  return [
    ...(number === undefined ? [] : [{ label: 'Meeting', value: `Number ${number}` }]),
    { label: 'When', value: momentOf(instantOf(start), occasion) },
    { label: 'How long', value: sayHours(minutes) },
    { label: 'Where', value: sayPlace(place) },
  ];
}

function stepBlocks(steps: readonly Step[]): readonly Block[] {
  if (steps.length === 0) return [];
  return [
    { block: 'heading', text: 'Next steps' },
    {
      block: 'table',
      about: 'Next steps: what, who does it, and by when',
      columns: [
        { title: 'What', share: 4.4 },
        { title: 'Who', share: 3 },
        { title: 'By', share: 2.9 },
        { title: 'Done', share: 1.5, align: 'end' },
      ],
      rows: steps.map(({ what, owner, dueOn, done }) => [
        what,
        owner,
        dueOn === undefined ? 'No date' : sayDate(dueOn),
        done ? 'Yes' : 'Not yet',
      ]),
    },
  ];
}
