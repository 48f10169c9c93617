/** Every action of every dialog with what it is about and whose it is: what tests of rights are generated from. */

import { roster } from '../../adapters/playground/roster.ts';
import { registry } from '../../src/dialogs/registry.ts';
import type { SentValues } from './hands.ts';

/** Who plays which part. Everybody else of the roster is a stranger to all of it. */
export const parts = {
  mentee: 'rohan',
  mentor: 'priya',
  asking: 'lukasz',
  asked: 'bola',
  countering: 'kwame',
  coordinators: ['helen', 'grace'],
  /** Coordinates another scheme, and manages somebody. */
  elsewhere: 'marcus',
} as const;

const aboutOneself = [
  'hello',
  'otherwise',
  'home',
  'help',
  'meetings',
  'record',
  'pause',
  'end',
  'privacy',
  'send-my-data',
  'admin',
  'first-scheme',
] as const;

export type Subject =
  | 'self'
  | 'request'
  | 'proposal'
  | 'countered'
  | 'relationship'
  | 'coming'
  | 'past'
  | 'scheme'
  | 'entry';

/**
 * For every action of every dialog: what it is tried upon, and who may. A new action that is missing here fails the
 * first test below.
 */
export const rightful: Readonly<Record<string, { upon: Subject; may: readonly string[] }>> = {
  ...Object.fromEntries(
    aboutOneself.map((action) => [`desk.${action}`, { upon: 'self', may: [parts.mentee] } as const]),
  ),
  // The mentee whose page it is mentors nobody.
  'desk.hours-statement': { upon: 'self', may: [] },
  'ask.start': { upon: 'self', may: [parts.mentee] },
  'offer.start': { upon: 'self', may: [parts.mentee] },
  'offer.pause': { upon: 'self', may: [parts.mentee] },
  'offer.resume': { upon: 'self', may: [parts.mentee] },
  'offer.close': { upon: 'self', may: [parts.mentee] },
  'private-choices.show': { upon: 'self', may: [parts.mentee] },
  'private-choices.add': { upon: 'self', may: [parts.mentee] },
  'private-choices.remove': { upon: 'self', may: [parts.mentee] },
  'my-request.show': { upon: 'request', may: [parts.asking] },
  'my-request.withdraw': { upon: 'request', may: [parts.asking] },
  'triage.show': { upon: 'request', may: parts.coordinators },
  'triage.offers': { upon: 'request', may: parts.coordinators },
  'triage.propose': { upon: 'request', may: parts.coordinators },
  'triage.signpost': { upon: 'request', may: parts.coordinators },
  'answer-proposal.accept': { upon: 'proposal', may: [parts.asked] },
  'answer-proposal.counter': { upon: 'proposal', may: [parts.asked] },
  'answer-proposal.decline': { upon: 'proposal', may: [parts.asked] },
  'answer-proposal.choose': { upon: 'countered', may: [parts.asking] },
  ...Object.fromEntries(
    [
      'show',
      'booked',
      'book',
      'ground-rules',
      'rules',
      'send-rules',
      'agree',
      'portfolio',
      'certificate',
      'pause',
      'resume',
      'end',
      'done',
    ].map((action) => [
      `relationship.${action}`,
      { upon: 'relationship', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  'contact-log.show': { upon: 'relationship', may: [parts.mentor] },
  'contact-log.add': { upon: 'relationship', may: [parts.mentor] },
  ...Object.fromEntries(
    ['show', 'reschedule', 'cancel', 'late'].map((action) => [
      `meeting.${action}`,
      { upon: 'coming', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  ...Object.fromEntries(
    ['met', 'not-met', 'record', 'read', 'send-record'].map((action) => [
      `meeting.${action}`,
      { upon: 'past', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  ...Object.fromEntries(
    [
      'show',
      'digest',
      'post-digest-here',
      'settings',
      'areas',
      'add-areas',
      'rename-area',
      'retire-area',
      'bring-back-area',
      'undo-area',
      'coordinators',
      'add-coordinator',
      'remove-coordinator',
      'stop-coordinating',
    ].map((action) => [`scheme-desk.${action}`, { upon: 'scheme', may: parts.coordinators } as const]),
  ),
  ...Object.fromEntries(
    ['show', 'ours', 'outside', 'find'].map((action) => [
      `schemes.${action}`,
      { upon: 'self', may: [parts.mentee] } as const,
    ]),
  ),
  // The mentee whose page it is coordinates nothing.
  'schemes.manage': { upon: 'self', may: [] },
  'schemes.add': { upon: 'self', may: [] },
  'outside-scheme.show': { upon: 'entry', may: roster.people.map(({ id }) => id) },
  ...Object.fromEntries(
    ['still-right', 'correct', 'put-back', 'retire', 'restore'].map((action) => [
      `outside-scheme.${action}`,
      { upon: 'entry', may: [...parts.coordinators, parts.elsewhere] } as const,
    ]),
  ),
};

/** Sent with every form: good answers to whatever it may ask, so that only the right to send it is in question. */
export const goodAnswers: SentValues = {
  time: '0',
  place: 'video',
  reason: 'other',
  message: 'Forged',
  share: 'no',
  mentors: [],
  kind: 'natural',
  thanks: 'Forged',
  until: '2027-06-01',
  date: '2027-06-01',
  minutes: '60',
  times: '1',
  mine: 'Forged',
  shared: 'Forged',
  about: 'Forged',
  acceptsRequests: 'no',
  replyDays: '1',
  expiryDays: '2',
  cadenceDays: '7',
  meetingMinutes: '15',
  weekday: '1',
  records: 'shared',
  cadence: '7',
  cancellationHours: '1',
  reviewOn: '2027-06-01',
  name: 'Forged',
  areas: ['exams-arcp'],
  capacity: '9',
  timeAgreed: 'yes',
  papers: ['agreement'],
  from: '2026-01-01',
  lineManager: 'told',
};

export const actions = registry.dialogs.flatMap(({ name, actions: all }) =>
  Object.entries(all).flatMap(([action, { type }]) =>
    type === 'timer' ? [] : [{ control: `${name}.${action}`, dialog: name, action, form: type === 'form' }],
  ),
);
export const timers = registry.dialogs.flatMap(({ name, actions: all }) =>
  Object.entries(all).flatMap(([action, { type }]) =>
    type === 'timer' ? [{ control: `${name}.${action}`, dialog: name, action }] : [],
  ),
);
