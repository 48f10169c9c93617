/** The papers of a pair, from the facts of their relationship as one of the two may read them. */

import { areErased } from '../mentoring/erased.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Agreement } from '../mentoring/records/agreement.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import type { SessionRecord } from '../mentoring/records/session-record.ts';
import { firstMeetingPoints } from '../mentoring/first-meeting.ts';
import { minutesHeld } from '../mentoring/hours.ts';
import { mayRead, numberOf } from '../mentoring/session-records.ts';
import { inZone, instantOf } from '../mentoring/time.ts';
import { nameOf } from '../mentoring/wording.ts';
import type { Paper } from './paper.ts';
import { agreementPaper, sectionsOf } from './papers/agreement.ts';
import type { Assent } from './papers/agreement.ts';
import { certificatePaper } from './papers/certificate.ts';
import { checklistPaper } from './papers/checklist.ts';
import type { Occasion } from './papers/occasion.ts';
import { sessionRecordPaper } from './papers/session-record.ts';

/** A paper and the date that it is about, by which a portfolio puts it in order. */
export type Dated = { readonly on: string; readonly paper: Paper };

/** A version that both agreed to, or the one that waits for an answer; none once it has been erased. */
export function agreementOf(
  facts: RelationshipFacts,
  version: number,
  occasion: Occasion,
): Dated | undefined {
  const all = [facts.agreement, facts.proposedAgreement, ...facts.earlierAgreements];
  const agreement = all.find((one) => one?.version === version);
  if (agreement === undefined || areErased(agreement.terms)) return undefined;
  const { menteeId, mentorId } = facts.relationship;
  const { confidentiality, reportBack } = agreement.terms;
  const paper = agreementPaper({
    occasion,
    version,
    mentee: assentOf(agreement, menteeId, facts),
    mentor: assentOf(agreement, mentorId, facts),
    sections: sectionsOf(agreement.terms),
    confidentiality: confidentiality?.text ?? facts.scheme.confidentiality,
    ...(confidentiality !== undefined && { confidentialityVersion: confidentiality.version }),
    reportBack,
    replaced: facts.earlierAgreements.includes(agreement),
  });
  return { on: inZone(agreement.agreedAt ?? agreement.proposedAt, occasion.zone).date, paper };
}

function assentOf(agreement: Agreement, personId: string, { people }: RelationshipFacts): Assent {
  const name = nameOf(people, personId);
  const proposed = agreement.proposedById === personId;
  const at = proposed ? agreement.proposedAt : agreement.agreedAt;
  return at === undefined ? { name } : { name, at, proposed };
}

export function checklistOf(facts: RelationshipFacts, occasion: Occasion): Dated {
  const { relationship, people, meetings, agreement } = facts;
  const first = meetings.find(({ state }) => state === 'met' || state === 'booked');
  const next = meetings.find(({ state }) => state === 'booked');
  const paper = checklistPaper({
    occasion,
    mentee: nameOf(people, relationship.menteeId),
    mentor: nameOf(people, relationship.mentorId),
    ...(first !== undefined && { metOn: dayOf(first, occasion) }),
    groups: firstMeetingPoints(
      agreement === undefined || areErased(agreement.terms) ? undefined : agreement.terms,
      next === first || next === undefined ? undefined : dayOf(next, occasion),
    ),
  });
  return {
    on: first === undefined ? inZone(relationship.startedAt, occasion.zone).date : dayOf(first, occasion),
    paper,
  };
}

/** A reflection is on its author's paper and on no other. */
export function sessionRecordOf(
  facts: RelationshipFacts,
  recordId: string,
  readerId: string,
  occasion: Occasion,
): Dated | undefined {
  const { relationship, people } = facts;
  const record = facts.records.find(({ id }) => id === recordId);
  const meeting = facts.meetings.find(({ id }) => id === record?.meetingId);
  if (record === undefined || meeting === undefined || !mayRead(record, readerId)) return undefined;
  const mine = record.authorId === readerId;
  const next = facts.meetings.find(
    ({ state, start }) => state === 'booked' && instantOf(start) > instantOf(meeting.start),
  );
  const paper = sessionRecordPaper({
    occasion,
    mentee: nameOf(people, relationship.menteeId),
    mentor: nameOf(people, relationship.mentorId),
    meeting: {
      start: meeting.start,
      minutes: minutesHeld(meeting),
      place: meeting.heldPlace ?? meeting.place,
      ...(meeting.state === 'met' && { number: numberOf({ ...facts, meeting }) }),
    },
    author: nameOf(people, record.authorId),
    writtenAt: record.writtenAt,
    ...(record.changedAt !== undefined && { changedAt: record.changedAt }),
    ...(record.topics !== undefined && { topics: record.topics }),
    discussed: record.discussed,
    steps: facts.actions
      .filter((one) => one.recordId === recordId)
      .map(({ what, ownerId, dueOn, doneAt }) => ({
        what,
        owner: nameOf(people, ownerId),
        done: doneAt !== undefined,
        ...(dueOn !== undefined && { dueOn }),
      })),
    ...(mine && { reflection: record.reflection }),
    ...(next !== undefined && { nextMeeting: next.start }),
    readers: readersOf(record, mine),
  });
  return { on: dayOf(meeting, occasion), paper };
}

function readersOf({ sharing, reflection }: SessionRecord, mine: boolean): string {
  if (sharing === 'author') return 'You alone can read this record.';
  const both = 'Both of you can read this record.';
  return mine && reflection.trim() !== '' ? `${both} Your reflection is on your own paper only.` : both;
}

/** For a pair that has met at least once. */
export function certificateOf(
  { relationship, people, meetings }: RelationshipFacts,
  readerId: string,
  organisation: string,
  occasion: Occasion,
): Dated | undefined {
  const held = meetings.filter(({ state }) => state === 'met');
  const last = held.at(-1);
  if (last === undefined) return undefined;
  const to =
    relationship.endedAt === undefined
      ? dayOf(last, occasion)
      : inZone(relationship.endedAt, occasion.zone).date;
  const paper = certificatePaper({
    occasion,
    person: nameOf(people, readerId),
    role: relationship.mentorId === readerId ? 'mentor' : 'mentee',
    organisation,
    from: inZone(relationship.startedAt, occasion.zone).date,
    to,
    meetings: held.length,
    minutes: held.reduce((sum, meeting) => sum + minutesHeld(meeting), 0),
    training: [],
  });
  return { on: to, paper };
}

function dayOf({ start }: Meeting, { zone }: Occasion): string {
  return inZone(instantOf(start), zone).date;
}
