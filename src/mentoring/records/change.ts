/**
 * Every noun of the practice that is kept, and how dialogs alter one. In all of them dates without a time are
 * YYYY-MM-DD, wall times HH:MM, zones IANA names, durations whole minutes or days as the name says. Fields marked
 * *confidential* are encrypted at rest, and given only to those named beside them.
 */

import type { Agreement, RulesDraft } from './agreement.ts';
import type { BenefitsOrder, BenefitsReportRow, BenefitSurvey } from './benefits.ts';
import type { CheckIn } from './check-in.ts';
import type { Closing } from './closing.ts';
import type { ContactAttempt, Meeting, Preparation } from './meeting.ts';
import type { Offer } from './offer.ts';
import type { Closure, OutsideSchemeEntry } from './organisation.ts';
import type { Absence, Block, ReminderChoices, ReportingLine } from './person.ts';
import type { Proposal, Referral } from './proposal.ts';
import type { Lookout } from './lookout.ts';
import type { Question } from './question.ts';
import type { Consent, Pause, Relationship } from './relationship.ts';
import type { Request } from './request.ts';
import type { Rotation } from './rotation.ts';
import type { Round, RoundPair } from './round.ts';
import type { Scheme, Training } from './scheme.ts';
import type { Action, SessionRecord } from './session-record.ts';
import type { Upload } from './upload.ts';
import type { WatchAnswer } from './watch.ts';

/** By name. */
export type Records = {
  round: Round;
  roundPair: RoundPair;
  scheme: Scheme;
  offer: Offer;
  request: Request;
  proposal: Proposal;
  referral: Referral;
  question: Question;
  lookout: Lookout;
  training: Training;
  relationship: Relationship;
  consent: Consent;
  pause: Pause;
  watchAnswer: WatchAnswer;
  checkIn: CheckIn;
  closing: Closing;
  rotation: Rotation;
  agreement: Agreement;
  rulesDraft: RulesDraft;
  meeting: Meeting;
  sessionRecord: SessionRecord;
  action: Action;
  contactAttempt: ContactAttempt;
  preparation: Preparation;
  reportingLine: ReportingLine;
  outsideScheme: OutsideSchemeEntry;
  block: Block;
  reminderChoices: ReminderChoices;
  absence: Absence;
  closure: Closure;
  upload: Upload;
  benefitSurvey: BenefitSurvey;
  benefitsReport: BenefitsReportRow;
  benefitsOrder: BenefitsOrder;
  person: { readonly id: string; readonly zone: string };
};

/**
 * What a dialog alters. Fields of an update that are present are written; `undefined` clears an optional one. Only what
 * leaves no trace on purpose is removed; everything else changes its state. `Shredding` is for good.
 */
export type Change = Shredding | RowChange;

/** Destroys a pair's key: what the two of them could both read is readable by nobody any more. Dates and counts stay. */
export type Shredding = { readonly change: 'shred'; readonly noun: 'relationship'; readonly id: string };

export type RowChange = {
  [Noun in keyof Records]:
    | { readonly change: 'insert'; readonly noun: Noun; readonly row: Records[Noun] }
    | {
        readonly change: 'update';
        readonly noun: Noun;
        readonly id: string;
        readonly set: Partial<Omit<Records[Noun], 'id'>>;
      }
    | (Noun extends Removable
        ? { readonly change: 'remove'; readonly noun: Noun; readonly id: string }
        : never);
}[keyof Records];

type Removable =
  | 'absence'
  | 'benefitsOrder'
  | 'block'
  | 'closing'
  | 'closure'
  | 'lookout'
  | 'rotation'
  | 'rulesDraft'
  | 'sessionRecord'
  | 'training'
  | 'upload';
