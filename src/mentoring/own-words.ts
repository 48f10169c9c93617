/** What a person wrote, answered or took upon themselves in one of their relationships: theirs, and nothing of the other's. */

import { checkInAnswers, checkInsOf } from './check-ins.ts';
import { sayNext } from './closing.ts';
import type { RelationshipFacts } from './facts.ts';
import type { Closing } from './records/closing.ts';
import type { ContactAttempt } from './records/meeting.ts';
import type { Rotation } from './records/rotation.ts';
import type { WallTime } from './records/wall-time.ts';
import type { WatchAnswerKind } from './records/watch.ts';
import { sayRotation } from './rotations.ts';

/** JSON throughout: dates are YYYY-MM-DD, instants in ISO form. */
export type OwnWords = {
  readonly groundRulesThatIHaveBegun: Readonly<Record<string, string>> | null;
  readonly sessionRecords: readonly {
    readonly meeting: string;
    readonly writtenAt: string;
    readonly discussed: string;
    readonly topics: readonly string[];
    readonly reflection: string;
    /** 1 to 5. */
    readonly useful: number | null;
    readonly minutesOfPreparation: number | null;
    readonly sharedWithTheOther: boolean;
  }[];
  readonly topicsThatINamed: readonly {
    readonly meeting: string;
    readonly writtenAt: string;
    readonly topics: string;
  }[];
  /** Those that this person is to do, and those that came out of their own records. */
  readonly nextSteps: readonly {
    readonly what: string;
    readonly who: string;
    readonly dueOn: string | null;
    readonly doneAt: string | null;
  }[];
  /** Each asking how it goes, and what they said and wrote then. */
  readonly checkIns: readonly {
    readonly askedAt: string;
    readonly answeredAt: string | null;
    readonly answer: string | null;
    readonly words: string;
  }[];
  /** What they wrote for themselves when it had ended. */
  readonly closingWords: {
    readonly writtenAt: string;
    readonly whatWasAchieved: string;
    readonly whatILearned: string;
    readonly whatITakeWithMe: string;
    readonly whoComesNext: string;
    readonly whatComesNext: string | null;
  } | null;
  readonly moving: {
    readonly on: string;
    readonly whereTo: string;
    readonly whatBecomesOfTheMentoring: string;
    readonly askedBeforeEachChangeover: boolean;
  } | null;
  readonly answersWhenAsked: readonly { readonly on: string; readonly answer: string }[];
  readonly attemptsToReachTheMentee: readonly {
    readonly on: string;
    readonly how: string;
    readonly note: string;
  }[];
};

/** `pair`: as this person may read it; absent where it could not be read. */
export function writtenByOneself(
  pair: RelationshipFacts | undefined,
  personId: string,
  name: (id: string) => string,
): OwnWords {
  if (pair === undefined) return nothingWritten;
  const { meetings, rulesDraft } = pair;
  const checkIns = checkInsOf(pair.checkIns, personId);
  const records = pair.records.filter(({ authorId }) => authorId === personId);
  const wrote = new Set(records.map(({ id }) => id));
  const startOf = (id: string): string => {
    const meeting = meetings.find((one) => one.id === id);
    return meeting === undefined ? '' : sayWall(meeting.start);
  };
  return {
    groundRulesThatIHaveBegun:
      rulesDraft === undefined
        ? null
        : Object.fromEntries(Object.entries(rulesDraft.words).filter(([, words]) => words !== '')),
    sessionRecords: records.toReversed().map((one) => ({
      meeting: startOf(one.meetingId),
      writtenAt: one.writtenAt.toISOString(),
      discussed: one.discussed,
      topics: one.topics ?? [],
      reflection: one.reflection,
      useful: one.useful ?? null,
      minutesOfPreparation: one.preparationMinutes ?? null,
      sharedWithTheOther: one.sharing === 'pair',
    })),
    topicsThatINamed: pair.preparations
      .filter(({ authorId }) => authorId === personId)
      .map((one) => ({
        meeting: startOf(one.meetingId),
        writtenAt: one.writtenAt.toISOString(),
        topics: one.words,
      })),
    nextSteps: pair.actions
      .filter(({ ownerId, recordId = '' }) => ownerId === personId || wrote.has(recordId))
      .map((one) => ({
        what: one.what,
        who: name(one.ownerId),
        dueOn: one.dueOn ?? null,
        doneAt: one.doneAt?.toISOString() ?? null,
      })),
    checkIns: checkIns.map((one) => ({
      askedAt: one.askedAt.toISOString(),
      answeredAt: one.answeredAt?.toISOString() ?? null,
      answer: one.answer === undefined ? null : checkInAnswers[one.answer],
      words: one.words ?? '',
    })),
    closingWords: pair.closing === undefined ? null : closingOf(pair.closing),
    moving: movingOf(pair.rotations?.find((one) => one.personId === personId)),
    // What was said at a check-in is heard by the watch as well, and stands above.
    answersWhenAsked: pair.heard.answers
      .filter((one) => one.personId === personId && checkIns.every(({ id }) => id !== one.id))
      .map(({ givenAt, answer }) => ({
        on: givenAt.toISOString(),
        answer: answer === undefined ? 'Not kept any more' : said[answer],
      })),
    attemptsToReachTheMentee: pair.contactAttempts
      .filter(({ authorId }) => authorId === personId)
      .map((one) => ({ on: one.triedOn, how: by[one.how], note: one.note ?? '' })),
  };
}

function closingOf({ writtenAt, words }: Closing): OwnWords['closingWords'] {
  return {
    writtenAt: writtenAt.toISOString(),
    whatWasAchieved: words.achieved,
    whatILearned: words.learned,
    whatITakeWithMe: words.reflection,
    whoComesNext: words.successor,
    whatComesNext: words.next === undefined ? null : sayNext(words.next),
  };
}

function movingOf(rotation: Rotation | undefined): OwnWords['moving'] {
  if (rotation === undefined) return null;
  return {
    on: rotation.movesOn,
    whereTo: rotation.where ?? '',
    whatBecomesOfTheMentoring: sayRotation(rotation),
    askedBeforeEachChangeover: rotation.again,
  };
}

/** "2026-12-03 17:30 Europe/London". */
export function sayWall({ date, time, zone }: WallTime): string {
  return `${date} ${time} ${zone}`;
}

const nothingWritten: OwnWords = {
  groundRulesThatIHaveBegun: null,
  sessionRecords: [],
  topicsThatINamed: [],
  nextSteps: [],
  checkIns: [],
  closingWords: null,
  moving: null,
  answersWhenAsked: [],
  attemptsToReachTheMentee: [],
};

const said: Readonly<Record<WatchAnswerKind, string>> = {
  'not-lately': 'We have not met lately',
  fine: 'We are fine as we are',
  busy: 'Going well, just busy',
  natural: 'It has come to its natural end',
  'not-working': 'It is not working',
  'not-now': 'Not now, ask me later',
  keep: 'Keep it going',
};

const by: Readonly<Record<ContactAttempt['how'], string>> = {
  message: 'Message',
  email: 'E-mail',
  phone: 'Phone',
  'in-person': 'In person',
  other: 'Some other way',
};
