/** Makes the paper that somebody asked for from what they may read now. Rights are asked here, at every making. */

import type { BenefitsReport } from '../mentoring/benefits/report.ts';
import type { Clock, Reader } from '../engine/ports.ts';
import type { PersonFacts, RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import type { PaperRequest, SinglePaper } from '../mentoring/paper-request.ts';
import { agreedReportBack } from '../mentoring/report-back.ts';
import { inZone, instantOf } from '../mentoring/time.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import { ownDataLoader } from './own-data-loader.ts';
import type { OwnDataFacts } from './own-data-loader.ts';
import { benefitsPaper } from './benefits-paper.ts';
import type { Paper } from './paper.ts';
import { attendanceLetterPaper } from './papers/attendance-letter.ts';
import { hoursStatementPaper } from './papers/hours-statement.ts';
import type { HoursContent } from './papers/hours-statement.ts';
import type { Occasion } from './papers/occasion.ts';
import { ownDataPaper } from './papers/own-data.ts';
import { portfolioPaper } from './papers/portfolio.ts';
import { agreementOf, certificateOf, checklistOf, sessionRecordOf } from './relationship-papers.ts';
import type { Dated } from './relationship-papers.ts';

/** Where the facts come from. Each sees the reader's organisation only, and gives the reader only what is theirs to read. */
export type PaperFacts = OwnDataFacts & {
  readonly person: (reader: Reader) => Promise<PersonFacts | undefined>;
  /** A report that the reader may have as a coordinator. */
  readonly benefits: (reader: Reader, reportId: string) => Promise<BenefitsContent | undefined>;
  /** Meetings that the reader held as a mentor, however long ago, with the time they gave to preparing each. */
  readonly held: (reader: Reader, from: string, until: string) => Promise<HoursContent['sessions']>;
};

/** A report as it was first made, and the name of the scheme or organisation that it is about. */
export type BenefitsContent = {
  readonly figures: BenefitsReport;
  readonly period: string;
  readonly madeAt: Date;
  readonly about: string;
};

/** `undefined`: there is no such paper for this reader, whether it never was, is not theirs, or is gone. */
export type LoadPaper = (request: PaperRequest, reader: Reader) => Promise<Paper | undefined>;

export function paperLoader(facts: PaperFacts, clock: Clock): LoadPaper {
  const loadOwnData = ownDataLoader(facts, clock);
  return async (request, reader) => {
    const me = await facts.person(reader);
    if (me === undefined) return undefined;
    const occasion = { scheme: me.organisationName, madeAt: clock.now(), zone: me.person.zone };
    if (request.paper !== 'portfolio') return (await single(request, reader, me, occasion))?.paper;
    const papers: Dated[] = [];
    // One after the other: a portfolio must not take all connections to the database at once.
    for (const one of request.papers) {
      const made = await single(one, reader, me, occasion);
      if (made !== undefined) papers.push(made);
    }
    return papers.length === 0 ? undefined : portfolioPaper({ occasion, owner: me.person.name, papers });
  };

  async function single(
    request: SinglePaper,
    reader: Reader,
    me: PersonFacts,
    occasion: Occasion,
  ): Promise<Dated | undefined> {
    const today = inZone(occasion.madeAt, occasion.zone).date;
    switch (request.paper) {
      case 'own-data': {
        const data = await loadOwnData(reader);
        return data && { on: today, paper: ownDataPaper(data, occasion) };
      }
      case 'hours-statement': {
        const { from, until } = request;
        const sessions = await facts.held(reader, from, until);
        const mentor = me.person.name;
        return { on: until, paper: hoursStatementPaper({ occasion, mentor, from, until, sessions }) };
      }
      case 'benefits-report': {
        const kept = await facts.benefits(reader, request.reportId);
        return kept && { on: today, paper: await benefitsOf(kept, occasion) };
      }
      case 'attendance-letter':
        return attendance(request, reader, occasion);
      default: {
        const pair = await facts.relationship(reader, request.relationshipId);
        return pair === undefined || !isOneOf(pair, reader)
          ? undefined
          : pairPaper(request, pair, reader, me, { ...occasion, scheme: pair.scheme.name });
      }
    }
  }

  /** For the two, and for impartial coordinators of the scheme: both accepted that these are told the dates. */
  async function attendance(
    { relationshipId, from, until }: Extract<SinglePaper, { paper: 'attendance-letter' }>,
    reader: Reader,
    occasion: Occasion,
  ): Promise<Dated | undefined> {
    const pair = await facts.relationship(reader, relationshipId);
    if (pair === undefined) return undefined;
    const coordinates = isImpartialCoordinator(pair, reader);
    const agreed = coordinates || isOneOf(pair, reader) ? agreedReportBack(pair) : undefined;
    if (agreed === undefined) return undefined;
    const { menteeId } = pair.relationship;
    const paper = attendanceLetterPaper({
      occasion: { ...occasion, scheme: pair.scheme.name },
      mentee: nameOf(pair.people, menteeId),
      wording: agreed.wording,
      acceptedOn: inZone(agreed.since, occasion.zone).date,
      signedBy: coordinates ? nameOf(pair.people, reader.personId) : '',
      attendedOn: heldOn(pair, zoneOf(pair.people, menteeId)),
      from,
      until,
    });
    return { on: until, paper };
  }
}

/** A coordinator who manages or assesses one of them learns nothing, not even on which days they met. */
function isImpartialCoordinator(
  { scheme, relationship, conflictIds, reportingLines }: RelationshipFacts,
  { personId }: Reader,
): boolean {
  const ids = [relationship.menteeId, relationship.mentorId] as const;
  return impartialCoordinators(scheme, { ids, conflictIds }, reportingLines).includes(personId);
}

/** Dated by when its figures were made, which they stay. */
function benefitsOf({ figures, period, madeAt, about }: BenefitsContent, occasion: Occasion): Promise<Paper> {
  return benefitsPaper(figures, { occasion: { ...occasion, scheme: about, madeAt }, period });
}

/** The same dates whoever reads them: those of the mentee's calendar. */
function heldOn({ meetings }: RelationshipFacts, zone: string): readonly string[] {
  return meetings
    .filter(({ state }) => state === 'met')
    .map(({ start }) => inZone(instantOf(start), zone).date);
}

function isOneOf({ relationship }: RelationshipFacts, { personId }: Reader): boolean {
  return relationship.menteeId === personId || relationship.mentorId === personId;
}

function pairPaper(
  request: Exclude<
    SinglePaper,
    { paper: 'own-data' | 'hours-statement' | 'attendance-letter' | 'benefits-report' }
  >,
  facts: RelationshipFacts,
  { personId }: Reader,
  me: PersonFacts,
  occasion: Occasion,
): Dated | undefined {
  switch (request.paper) {
    case 'agreement':
      return agreementOf(facts, request.version, occasion);
    case 'checklist':
      return checklistOf(facts, occasion);
    case 'session-record':
      return sessionRecordOf(facts, request.recordId, personId, occasion);
    case 'certificate':
      return certificateOf(facts, personId, me.organisationName, occasion);
    default:
      return request satisfies never;
  }
}
