/** Every noun that dialogs insert and update: its table, and how each of its fields is kept. */

import { completeTerms, erasedTerms, noWords } from '../mentoring/agreement-terms.ts';
import { noClosingWords } from '../mentoring/closing.ts';
import { erasedText } from '../mentoring/erased.ts';
import type { AgreementTerms } from '../mentoring/records/agreement.ts';
import type { Records } from '../mentoring/records/change.ts';
import type { SessionRecord } from '../mentoring/records/session-record.ts';
import type { AnyCodec, Codec, Sealing } from './codec.ts';
import type { Owner } from './vault.ts';

type Codecs = { readonly [Noun in keyof Records]: Codec<Records[Noun]> };

const codecs: Codecs = {
  person: { table: 'person', fields: { id: 'plain', zone: 'plain' } },
  scheme: {
    table: 'scheme',
    fields: {
      id: 'plain',
      name: 'plain',
      about: 'plain',
      areas: 'json',
      coordinatorIds: 'elsewhere',
      cadenceDays: 'plain',
      meetingMinutes: 'plain',
      replyDays: 'plain',
      expiryDays: 'plain',
      confidentiality: 'plain',
      confidentialityVersion: 'plain',
      digest: 'json',
      acceptsRequests: 'plain',
      kind: 'plain',
      matching: 'plain',
      termMonths: 'plain',
      recordsPolicy: 'plain',
      checkInFirstDays: 'plain',
      checkInEveryDays: 'plain',
      mostMentees: 'plain',
      introduces: 'plain',
      modules: 'json',
      eligibility: 'plain',
      reportBack: 'plain',
      prior: 'json',
    },
  },
  offer: {
    table: 'offer',
    fields: {
      id: 'plain',
      schemeId: 'plain',
      personId: 'plain',
      portrait: 'plain',
      areas: 'plain',
      skills: 'plain',
      likesToHelp: 'plain',
      capacity: 'plain',
      place: 'plain',
      usualTimes: 'plain',
      timeAgreed: 'plain',
      trainedOn: 'plain',
      state: 'plain',
      pausedUntil: 'plain',
    },
  },
  request: {
    table: 'request',
    fields: {
      id: 'plain',
      schemeId: 'plain',
      menteeId: 'plain',
      areas: 'plain',
      words: words(['menteeId'], (row) => ({ kind: 'person', id: row.menteeId })),
      way: 'plain',
      inMindId: 'plain',
      wishIds: 'plain',
      oneByOne: 'plain',
      eligibility: {
        ...words(['menteeId'], (row) => ({ kind: 'person', id: row.menteeId })),
        withheld: undefined,
      },
      lineManager: 'plain',
      conflictIds: 'plain',
      times: 'json',
      place: 'plain',
      state: 'plain',
      askedAt: 'instant',
      reportBack: 'plain',
      reportBackAt: 'instant',
      waivedModules: 'plain',
    },
  },
  proposal: {
    table: 'proposal',
    fields: {
      id: 'plain',
      requestId: 'plain',
      mentorId: 'plain',
      proposedById: 'plain',
      state: 'plain',
      counterTimes: 'json',
      reason: 'plain',
      message: {
        ...words(['mentorId'], (row) => ({ kind: 'person', id: row.mentorId })),
        withheld: undefined,
      },
      sentAt: 'instant',
      answeredAt: 'instant',
      answerOn: 'plain',
      reportBack: 'plain',
      reportBackAt: 'instant',
    },
  },
  referral: {
    table: 'referral',
    fields: {
      id: 'plain',
      requestId: 'plain',
      proposalId: 'plain',
      byId: 'plain',
      colleagueId: 'plain',
      contact: { ...words(['byId'], (row) => ({ kind: 'person', id: row.byId })), withheld: undefined },
      state: 'plain',
      madeAt: 'instant',
      answeredAt: 'instant',
    },
  },
  lookout: {
    table: 'lookout',
    fields: { id: 'plain', schemeId: 'plain', personId: 'plain', since: 'instant' },
  },
  question: {
    table: 'question',
    fields: {
      id: 'plain',
      schemeId: 'plain',
      askerId: 'plain',
      mentorId: 'plain',
      words: words(['askerId'], (row) => ({ kind: 'person', id: row.askerId })),
      answer: {
        ...words(['mentorId'], (row) => ({ kind: 'person', id: row.mentorId })),
        withheld: undefined,
      },
      askedAt: 'instant',
      answeredAt: 'instant',
    },
  },
  training: {
    table: 'training',
    fields: {
      id: 'plain',
      schemeId: 'plain',
      personId: 'plain',
      module: 'plain',
      doneOn: 'plain',
      confirmedById: 'plain',
      confirmedAt: 'instant',
    },
  },
  round: {
    table: 'round',
    fields: {
      id: 'plain',
      schemeId: 'plain',
      byId: 'plain',
      state: 'plain',
      startedAt: 'instant',
      sentAt: 'instant',
    },
  },
  roundPair: {
    table: 'round_pair',
    fields: {
      id: 'plain',
      roundId: 'plain',
      requestId: 'plain',
      mentorId: 'plain',
      state: 'plain',
      place: 'plain',
      nothingInCommon: 'plain',
      why: 'plain',
    },
  },
  relationship: {
    table: 'relationship',
    fields: {
      id: 'plain',
      schemeId: 'plain',
      requestId: 'plain',
      menteeId: 'plain',
      mentorId: 'plain',
      state: 'plain',
      cadenceDays: 'plain',
      startedAt: 'instant',
      pausedUntil: 'plain',
      endedAt: 'instant',
      endedById: 'plain',
      ending: 'plain',
      plannedEnd: 'plain',
      introducedAt: 'instant',
      band: 'plain',
      watch: 'json',
      reopenAskedById: 'plain',
      reopenAskedAt: 'instant',
      reopenDeclinedAt: 'instant',
      shredOn: 'plain',
      recordsShreddedAt: 'instant',
    },
  },
  closing: {
    table: 'closing',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      authorId: 'plain',
      words: {
        sealed: 'json',
        needs: ['authorId'],
        owner: (row) => ({ kind: 'person', id: row.authorId }),
        erased: { ...noClosingWords, reflection: erasedText },
        withheld: noClosingWords,
      },
      writtenAt: 'instant',
    },
  },
  rotation: {
    table: 'rotation',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      personId: 'plain',
      movesOn: 'plain',
      where: { ...words(['personId'], (row) => ({ kind: 'person', id: row.personId })), withheld: undefined },
      choice: 'plain',
      until: 'plain',
      again: 'plain',
      saidAt: 'instant',
    },
  },
  pause: {
    table: 'pause',
    fields: { id: 'plain', relationshipId: 'plain', startedAt: 'instant', endedAt: 'instant' },
  },
  watchAnswer: {
    table: 'watch_answer',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      personId: 'plain',
      givenAt: 'instant',
      answer: {
        ...words(['personId'], (row) => ({ kind: 'person', id: row.personId })),
        erased: undefined,
        withheld: undefined,
      },
      notBefore: 'plain',
    },
  },
  checkIn: {
    table: 'check_in',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      personId: 'plain',
      askedAt: 'instant',
      answer: 'plain',
      answeredAt: 'instant',
      words: {
        ...words(['personId'], (row) => ({ kind: 'person', id: row.personId })),
        withheld: undefined,
      },
    },
  },
  consent: {
    table: 'consent',
    fields: { id: 'plain', relationshipId: 'plain', personId: 'plain', wording: 'plain', givenAt: 'instant' },
  },
  agreement: {
    table: 'agreement',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      version: 'plain',
      proposedById: 'plain',
      proposedAt: 'instant',
      agreedAt: 'instant',
      terms: {
        sealed: 'json',
        needs: ['relationshipId'],
        owner: (row) => ({ kind: 'relationship', id: row.relationshipId }),
        erased: erasedTerms,
        withheld: erasedTerms,
        complete: completeTerms,
        wordless: (terms: AgreementTerms): AgreementTerms => ({
          ...terms,
          ...noWords,
          contactBetween: '',
        }),
      },
    },
  },
  rulesDraft: {
    table: 'rules_draft',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      authorId: 'plain',
      words: {
        sealed: 'json',
        needs: ['authorId'],
        owner: (row) => ({ kind: 'person', id: row.authorId }),
        erased: noWords,
        withheld: noWords,
      },
      writtenAt: 'instant',
    },
  },
  meeting: {
    table: 'meeting',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      start: 'wall',
      minutes: 'plain',
      place: 'plain',
      bookedById: 'plain',
      state: 'plain',
      sequence: 'plain',
      answeredById: 'plain',
      heldMinutes: 'plain',
      heldPlace: 'plain',
      notMetReason: 'plain',
      lateIds: 'plain',
      seriesId: 'plain',
      bookedAt: 'instant',
      movedAt: 'instant',
      settledAt: 'instant',
      last: 'plain',
    },
  },
  sessionRecord: {
    table: 'session_record',
    fields: {
      id: 'plain',
      meetingId: 'plain',
      relationshipId: 'plain',
      authorId: 'plain',
      writtenAt: 'instant',
      // A pair's shared records go when the pair's key goes; what somebody keeps for themselves goes with them.
      discussed: words(['sharing', 'relationshipId', 'authorId'], whoseRecord),
      topics: {
        sealed: 'json',
        needs: ['sharing', 'relationshipId', 'authorId'],
        owner: whoseRecord,
        erased: undefined,
        withheld: undefined,
      },
      changedAt: 'instant',
      reflection: words(['authorId'], (row) => ({ kind: 'person', id: row.authorId })),
      useful: 'plain',
      preparationMinutes: 'plain',
      sharing: 'plain',
    },
  },
  action: {
    table: 'action',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      recordId: 'plain',
      ownerId: 'plain',
      what: words(['relationshipId'], (row) => ({ kind: 'relationship', id: row.relationshipId })),
      dueOn: 'plain',
      doneAt: 'instant',
    },
  },
  contactAttempt: {
    table: 'contact_attempt',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      authorId: 'plain',
      triedOn: 'plain',
      how: 'plain',
      note: { ...words(['authorId'], (row) => ({ kind: 'person', id: row.authorId })), withheld: undefined },
    },
  },
  preparation: {
    table: 'preparation',
    fields: {
      id: 'plain',
      meetingId: 'plain',
      relationshipId: 'plain',
      authorId: 'plain',
      words: words(['relationshipId'], (row) => ({ kind: 'relationship', id: row.relationshipId })),
      writtenAt: 'instant',
    },
  },
  reminderChoices: {
    table: 'reminder_choices',
    fields: {
      id: 'plain',
      personId: 'plain',
      quietFrom: 'plain',
      quietTo: 'plain',
      quietDays: 'plain',
      meetingMinutes: 'plain',
      off: 'plain',
      snoozedUntil: 'plain',
      holidays: 'plain',
    },
  },
  absence: {
    table: 'absence',
    fields: { id: 'plain', personId: 'plain', firstDay: 'plain', lastDay: 'plain', why: 'plain' },
  },
  upload: {
    table: 'upload',
    fields: {
      id: 'plain',
      personId: 'plain',
      platform: 'plain',
      workspace: 'plain',
      name: words(['personId'], (row) => ({ kind: 'person', id: row.personId })),
      key: {
        ...words(['personId'], (row) => ({ kind: 'person', id: row.personId })),
        erased: undefined,
        withheld: undefined,
      },
      state: 'plain',
      kind: 'plain',
      schemeId: 'plain',
      replace: 'plain',
      summary: {
        sealed: 'json',
        needs: ['personId'],
        owner: (row) => ({ kind: 'person', id: row.personId }),
        erased: undefined,
        withheld: undefined,
      },
      sentAt: 'instant',
    },
  },
  benefitSurvey: {
    table: 'benefit_survey',
    fields: {
      id: 'plain',
      relationshipId: 'plain',
      personId: 'plain',
      stage: 'plain',
      askedAt: 'instant',
      answeredAt: 'instant',
      answers: {
        sealed: 'json',
        needs: ['personId'],
        owner: (row) => ({ kind: 'person', id: row.personId }),
        erased: undefined,
        withheld: undefined,
      },
    },
  },
  benefitsReport: {
    table: 'benefits_report',
    fields: { id: 'plain', schemeId: 'plain', period: 'plain', figures: 'json', madeAt: 'instant' },
  },
  benefitsOrder: {
    table: 'benefits_order',
    fields: { id: 'plain', personId: 'plain', schemeId: 'plain', every: 'plain' },
  },
  closure: {
    table: 'closure',
    fields: { id: 'plain', firstDay: 'plain', lastDay: 'plain', name: 'plain' },
  },
  outsideScheme: {
    table: 'outside_scheme',
    fields: { id: 'plain', words: 'json', checkedOn: 'plain', retired: 'plain' },
  },
  reportingLine: {
    table: 'reporting_line',
    fields: { id: 'plain', personId: 'plain', managerId: 'plain', kind: 'plain' },
  },
  block: { table: 'block', fields: { id: 'plain', blockerId: 'plain', blockedId: 'plain' } },
};

export function codecOf(noun: string): AnyCodec {
  if (!Object.hasOwn(codecs, noun)) throw new Error(`There is no noun ${noun}`);
  // Each codec is checked against its own record type above; from here on all are treated alike.
  return codecs[noun as keyof Records] as unknown as AnyCodec;
}

function words<R>(needs: Sealing<R>['needs'], owner: Sealing<R>['owner']): Sealing<R> {
  return { sealed: 'text', needs, owner, erased: erasedText, withheld: '' };
}

function whoseRecord(row: SessionRecord): Owner {
  return row.sharing === 'pair'
    ? { kind: 'relationship', id: row.relationshipId }
    : { kind: 'person', id: row.authorId };
}
