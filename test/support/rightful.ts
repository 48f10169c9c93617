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
  /** Declines, and names `suggested`. */
  declining: 'christina',
  suggested: 'seyma',
  coordinators: ['helen', 'grace'],
  /** Of the coordinators, the one who has planned a round. */
  planning: 'helen',
  /** One of them, who has sent a file. */
  sender: 'helen',
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
  'my-data-as-pdf',
  'admin',
  'first-scheme',
] as const;

export type Subject =
  | 'self'
  | 'request'
  | 'proposal'
  | 'countered'
  | 'suggestion'
  | 'question'
  | 'lookout'
  | 'contact'
  | 'relationship'
  | 'coming'
  | 'past'
  | 'scheme'
  | 'round'
  | 'pair'
  | 'entry'
  | 'upload';

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
  'ask.mentors': { upon: 'self', may: [parts.mentee] },
  ...Object.fromEntries(
    ['show', 'filter', 'mentor', 'ask', 'tell-me', 'question'].map((action) => [
      `bank.${action}`,
      { upon: 'scheme', may: roster.people.map(({ id }) => id) } as const,
    ]),
  ),
  'lookout.stop': { upon: 'lookout', may: [parts.asking] },
  'question.answer': { upon: 'question', may: [parts.mentor] },
  'question.rather-not': { upon: 'question', may: [parts.mentor] },
  'offer.start': { upon: 'self', may: [parts.mentee] },
  'offer.pause': { upon: 'self', may: [parts.mentee] },
  'offer.resume': { upon: 'self', may: [parts.mentee] },
  'offer.close': { upon: 'self', may: [parts.mentee] },
  ...Object.fromEntries(
    ['show', 'times', 'hours', 'kinds', 'snooze', 'snooze-until', 'away', 'back'].map((action) => [
      `reminders.${action}`,
      { upon: 'self', may: [parts.mentee] } as const,
    ]),
  ),
  'private-choices.show': { upon: 'self', may: [parts.mentee] },
  'private-choices.add': { upon: 'self', may: [parts.mentee] },
  'private-choices.remove': { upon: 'self', may: [parts.mentee] },
  'my-request.show': { upon: 'request', may: [parts.asking] },
  'my-request.withdraw': { upon: 'request', may: [parts.asking] },
  'my-request.change': { upon: 'request', may: [parts.asking] },
  'my-request.add-wish': { upon: 'request', may: [parts.asking] },
  'round.show': { upon: 'round', may: [parts.planning] },
  'round.list': { upon: 'round', may: [parts.planning] },
  'round.send': { upon: 'round', may: [parts.planning] },
  'round.discard': { upon: 'round', may: parts.coordinators },
  'round-pair.take-out': { upon: 'pair', may: [parts.planning] },
  'round-choice.choose': { upon: 'pair', may: [parts.planning] },
  'triage.show': { upon: 'request', may: parts.coordinators },
  'triage.offers': { upon: 'request', may: parts.coordinators },
  'triage.propose': { upon: 'request', may: parts.coordinators },
  'triage.somebody': { upon: 'request', may: parts.coordinators },
  'triage.remind': { upon: 'request', may: parts.coordinators },
  'triage.take-back': { upon: 'request', may: parts.coordinators },
  'triage.signpost': { upon: 'request', may: parts.coordinators },
  ...Object.fromEntries(
    ['waive', 'extend', 'release'].map((action) => [
      `training-late.${action}`,
      { upon: 'request', may: parts.coordinators } as const,
    ]),
  ),
  'answer-proposal.accept': { upon: 'proposal', may: [parts.asked] },
  'answer-proposal.counter': { upon: 'proposal', may: [parts.asked] },
  'answer-proposal.decline': { upon: 'proposal', may: [parts.asked] },
  'answer-proposal.later': { upon: 'proposal', may: [parts.asked] },
  'answer-proposal.take-back': { upon: 'proposal', may: [parts.asked] },
  'report-back.accept': { upon: 'request', may: [parts.asking] },
  'referral.yes': { upon: 'suggestion', may: [parts.suggested] },
  'referral.no': { upon: 'suggestion', may: [parts.suggested] },
  'referral.pass-on': { upon: 'contact', may: parts.coordinators },
  'answer-proposal.choose': { upon: 'countered', may: [parts.asking] },
  ...Object.fromEntries(
    [
      'show',
      'booked',
      'cancel-all',
      'book',
      'checklist',
      'send-checklist',
      'ground-rules',
      'arrangements',
      'rules',
      'earlier-rules',
      'send-rules',
      'agree',
      'portfolio',
      'certificate',
      'letter',
      'accept-report-back',
      'pause',
      'resume',
      'end',
      'done',
      'not-done',
      'change-step',
      'tell-dates',
    ].map((action) => [
      `relationship.${action}`,
      { upon: 'relationship', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  'introduction.write': { upon: 'relationship', may: parts.coordinators },
  'preparation.show': { upon: 'coming', may: [parts.mentee, parts.mentor] },
  'preparation.write': { upon: 'coming', may: [parts.mentee, parts.mentor] },
  'contact-log.show': { upon: 'relationship', may: [parts.mentor] },
  'contact-log.add': { upon: 'relationship', may: [parts.mentor] },
  ...Object.fromEntries(
    [
      'met',
      'met-on',
      'other-day',
      'not-lately',
      'fine',
      'busy',
      'keep',
      'natural',
      'not-working',
      'not-now',
      'contact-me',
      'reopen',
    ].map((action) => [
      `watch.${action}`,
      { upon: 'relationship', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  ...Object.fromEntries(
    ['answer', 'undo', 'words', 'mine', 'contact-me'].map((action) => [
      `check-in.${action}`,
      { upon: 'relationship', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  ...Object.fromEntries(
    ['show', 'next-date', 'carry-on'].map((action) => [
      `review.${action}`,
      { upon: 'relationship', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  ...Object.fromEntries(
    [
      'closing.words',
      'closing.read',
      'closing.delete',
      'closing.take-back',
      'closing.ask-again',
      'closing.yes',
      'closing.no',
      'last-meeting.plan',
      'last-meeting.book',
      'last-meeting.mark',
      'last-meeting.unmark',
      'rotation.say',
      'rotation.withdraw',
    ].map((control) => [control, { upon: 'relationship', may: [parts.mentee, parts.mentor] } as const]),
  ),
  'changeovers.show': { upon: 'self', may: [parts.mentee] },
  'not-started.nudge': { upon: 'relationship', may: parts.coordinators },
  'not-started.end': { upon: 'relationship', may: parts.coordinators },
  'not-started.reassign': { upon: 'relationship', may: parts.coordinators },
  'pairs.show': { upon: 'scheme', may: parts.coordinators },
  'pairs.letter': { upon: 'scheme', may: parts.coordinators },
  ...Object.fromEntries(
    ['show', 'reschedule', 'cancel', 'cancel-following', 'late'].map((action) => [
      `meeting.${action}`,
      { upon: 'coming', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  ...Object.fromEntries(
    ['met', 'not-met', 'not-met-because', 'record', 'read', 'delete-record', 'send-record'].map((action) => [
      `meeting.${action}`,
      { upon: 'past', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  ...Object.fromEntries(
    [
      'show',
      'digest',
      'round',
      'start-round',
      'post-digest-here',
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
    ['show', 'add', 'remove'].map((action) => [
      `closures.${action}`,
      { upon: 'scheme', may: parts.coordinators } as const,
    ]),
  ),
  ...Object.fromEntries(
    [
      'show',
      'about',
      'kind',
      'matching',
      'answering',
      'meetings',
      'check-ins',
      'confidentiality',
      'digest',
      'undo',
    ].map((action) => [`scheme-settings.${action}`, { upon: 'scheme', may: parts.coordinators } as const]),
  ),
  ...Object.fromEntries(
    [
      'show',
      'people',
      'add',
      'change',
      'retire',
      'bring-back',
      'undo',
      'confirm',
      'not-yet',
      'take-back',
    ].map((action) => [`scheme-training.${action}`, { upon: 'scheme', may: parts.coordinators } as const]),
  ),
  ...Object.fromEntries(
    ['show', 'record', 'undo'].map((action) => [
      `training.${action}`,
      { upon: 'self', may: [parts.mentee] } as const,
    ]),
  ),
  ...Object.fromEntries(
    ['answer', 'rather-not'].map((action) => [
      `benefit-survey.${action}`,
      { upon: 'relationship', may: [parts.mentee, parts.mentor] } as const,
    ]),
  ),
  // The mentee whose page it is coordinates nothing.
  ...Object.fromEntries(
    ['show', 'choose', 'order'].map((action) => [
      `benefits-report.${action}`,
      { upon: 'self', may: [] } as const,
    ]),
  ),
  'files.received': { upon: 'self', may: [parts.mentee] },
  // The mentee whose page it is coordinates nothing.
  ...Object.fromEntries(
    ['show', 'out', 'template'].map((action) => [`files.${action}`, { upon: 'self', may: [] } as const]),
  ),
  ...Object.fromEntries(
    ['kind', 'scheme', 'replace', 'import', 'discard', 'errors'].map((action) => [
      `upload.${action}`,
      { upon: 'upload', may: [parts.sender] } as const,
    ]),
  ),
  ...Object.fromEntries(
    ['choose', 'formal', 'informal', 'targeted', 'directed'].map((action) => [
      `new-scheme.${action}`,
      { upon: 'self', may: [] } as const,
    ]),
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
  time: '12:30',
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
  checkInFirstDays: '14',
  checkInEveryDays: '28',
  weekday: '1',
  records: 'shared',
  cadence: '7',
  cancellationHours: '1',
  reviewOn: '2027-06-01',
  booksMeetings: 'mentor',
  preparationDays: '2',
  datesToScheme: 'yes',
  heldMinutes: '60',
  heldPlace: 'video',
  words: 'Forged',
  name: 'Forged',
  areas: ['exams-arcp'],
  capacity: '9',
  timeAgreed: 'yes',
  papers: ['agreement'],
  from: '2026-01-01',
  lineManager: 'told',
  movesOn: '2027-05-05',
  choice: 'carry-on',
  where: 'Forged',
  achieved: 'Forged',
};

export const actions = registry.dialogs.flatMap(({ name, actions: all }) =>
  Object.entries(all).flatMap(([action, { type }]) =>
    type === 'timer' || type === 'task'
      ? []
      : [{ control: `${name}.${action}`, dialog: name, action, form: type === 'form' }],
  ),
);
export const timers = registry.dialogs.flatMap(({ name, actions: all }) =>
  Object.entries(all).flatMap(([action, { type }]) =>
    type === 'timer' || type === 'task' ? [{ control: `${name}.${action}`, dialog: name, action }] : [],
  ),
);
