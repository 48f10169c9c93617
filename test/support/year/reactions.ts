/** What people do with a letter that has something to press: by the course of their pair, and as they are. */

import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import { courseOf } from './courses.ts';
import type { Course } from './courses.ts';
import type { Answers } from './filling.ts';
import { confidential } from './filling.ts';
import type { Pair } from './people.ts';
import type { Letter } from './post.ts';
import type { Chance } from './seed.ts';
import { addDays, wallOf } from './wall.ts';

export type Reaction = {
  readonly afterHours: number;
  readonly press: RegExp;
  readonly answers?: Answers;
};

type Asked = {
  readonly letter: Letter;
  readonly person: RosterPerson;
  readonly pair: Pair;
  readonly course: Course;
  readonly chance: Chance;
  /** What chance says to this letter and this question, from 0 to 1. */
  readonly odds: (question: string) => number;
  readonly today: string;
};

type Rule = {
  readonly about: RegExp;
  readonly react: (asked: Asked) => Omit<Reaction, 'afterHours'> | undefined;
};

/** The first whose words are in the letter. What none of them knows is met by `somehow`. */
const rules: readonly Rule[] = [
  { about: /is looking for a mentor/, react: () => ({ press: /^Accept and choose a time/ }) },
  { about: /Did you meet\?/, react: didYouMeet },
  { about: /^Have you met since\?|\d\. Have you met since\?/m, react: haveYouMetSince },
  { about: /How is it going with/, react: howIsIt },
  { about: /Shall it begin with|^Your first meeting|\d\. Your first meeting/m, react: shallItBegin },
  { about: /You both feel the same/, react: () => ({ press: /^End it with thanks/ }) },
  { about: /Ground rules to agree|ground rules wait/i, react: groundRules },
  { about: /A next step is due/, react: () => ({ press: /is done|^Done/ }) },
  { about: /^This mentoring has ended/, react: takeItUpAgain },
  { about: /^You met on/, react: recordOfTheOther },
  // These stand for themselves: whoever reads them need do nothing.
  {
    about: /^Reminder: you meet|^Meeting booked|^Meeting moved|^Meetings? cancelled|^This meeting/,
    react: () => undefined,
  },
];

/** Who fades answers nothing from then on, until it has come to rest. */
const silentFrom = '2026-04-01';

export function reactionTo(
  letter: Letter,
  person: RosterPerson,
  pair: Pair,
  chance: Chance,
): Reaction | undefined {
  const odds = (question: string): number =>
    chance.of(question, pair.number, person.id, letter.title, letter.at.toISOString().slice(0, 10));
  const course = courseOf(pair);
  const asked: Asked = {
    letter,
    person,
    pair,
    course,
    chance,
    odds,
    today: wallOf(letter.at, person.zone).date,
  };
  if (
    course.startsWith('fades') &&
    asked.today >= silentFrom &&
    !letter.text.startsWith('This mentoring has ended')
  )
    return undefined;
  const rule = rules.find(({ about }) => about.test(letter.text));
  const reaction = rule === undefined ? somehow(asked) : rule.react(asked);
  return reaction === undefined ? undefined : { ...reaction, afterHours: hoursTo(asked) };
}

/** Prompt people answer within the day; slow ones when they have been reminded. */
function hoursTo({ course, odds }: Asked): number {
  const [least, most] = course === 'slow' ? [26, 150] : odds('quick') < 0.6 ? [0.3, 6] : [8, 50];
  return least + odds('hours') * (most - least);
}

/** Whether a meeting that was booked took place, as both know. */
export function tookPlace(chance: Chance, pair: Pair, day: string): boolean {
  return courseOf(pair) !== 'never starts' && chance.of('took place', pair.number, day) < 0.93;
}

function didYouMeet(asked: Asked) {
  const { course, person, pair, odds, chance, letter, today } = asked;
  if (course === 'silent mentee' && person === pair.mentee) return undefined;
  if (course === 'forgets to log' && odds('remembers') < 0.85) return undefined;
  if (odds('answers') < 0.25) return undefined;
  const day = / was to be on (\d+ \w+)/.exec(letter.text)?.[1] ?? today;
  if (!tookPlace(chance, pair, day)) return { press: /^No, not on/ };
  const talks = odds('writes') < 0.7;
  return {
    press: /^Yes, we met/,
    answers: {
      'What did you discuss': confidential('discussed', pair),
      ...(talks && {
        'Action 1': confidential('step', pair),
        'Who does action 1': 'Me',
        'Action 1 is due on': addDays(today, 9),
        'Your own reflection': confidential('reflection', pair, person),
      }),
      'How useful was the meeting': '4',
    },
  };
}

function haveYouMetSince({ course, odds, today }: Asked) {
  switch (course) {
    case 'fades':
    case 'fades and takes it up again':
      return undefined;
    case 'forgets to log':
      return odds('which') < 0.7
        ? { press: /^We met last week/ }
        : { press: /^We met on another day/, answers: { 'The day on which you met': addDays(today, -3) } };
    case 'wants to be contacted':
      return { press: /^We have not met lately/ };
    case 'silent mentee':
    case 'slow':
      return odds('which') < 0.5 ? undefined : { press: /^We are fine as we are/ };
    default:
      return odds('which') < 0.5
        ? { press: /^We have a date/, answers: { Date: addDays(today, 6), Time: '12:45' } }
        : { press: /^We are fine as we are/ };
  }
}

function howIsIt({ course, odds, today }: Asked) {
  switch (course) {
    case 'fades':
    case 'fades and takes it up again':
      return undefined;
    case 'wants to be contacted':
      return { press: /^It is not working/ };
    case 'slow':
      return { press: /^Not now, ask me later/, answers: { 'Ask me again on': addDays(today, 30) } };
    case 'ends naturally':
      return { press: /^It has come to its natural end/ };
    default:
      return odds('which') < 0.8 ? { press: /^Going well, just busy|^Keep it going/ } : undefined;
  }
}

function shallItBegin({ course, odds, letter, today }: Asked) {
  if (course === 'never starts')
    return /Shall it begin/.test(letter.text) && odds('ends') < 0.5
      ? { press: /^End it, it never started/ }
      : undefined;
  if (course === 'fades') return undefined;
  return { press: /^Book a meeting with/, answers: { Date: addDays(today, 7), Time: '12:15' } };
}

function groundRules({ course, odds }: Asked) {
  return course === 'silent mentee' || odds('reads') < 0.15 ? undefined : { press: /^Agree to these rules/ };
}

function takeItUpAgain({ course, person, pair }: Asked) {
  return course === 'fades and takes it up again' && person === pair.mentor
    ? { press: /^Take it up again/ }
    : undefined;
}

function recordOfTheOther({ odds, pair }: Asked) {
  return odds('too') < 0.25
    ? { press: /^Write the record/, answers: { 'What did you discuss': confidential('own', pair) } }
    : undefined;
}

/** Whatever else is asked is answered by some as its first button has it, and left alone by others. */
function somehow({ letter, odds, course, pair, person }: Asked): Omit<Reaction, 'afterHours'> | undefined {
  if (course === 'fades' || odds('somehow') < 0.45) return undefined;
  const first = letter.labels.find((label) => !changesMuch.test(label));
  if (first === undefined) return undefined;
  return { press: exactly(first), answers: wordsFor(pair, person) };
}

/** Every field in which somebody says something of their own, by the words its label may have. */
function wordsFor(pair: Pair, author: RosterPerson): Answers {
  return {
    'Anything you would like to add': confidential('words', pair, author),
    'How it goes, in your own words': confidential('words', pair, author),
    'What was achieved': confidential('achieved', pair, author),
  };
}

/** Buttons that nobody presses just so. */
const changesMuch =
  /^(Change my re|Look at |Not for me|Decline|Suggest |Move |Cancel |Running late|Topics for|End |Pause|Ask for|Ask another|Show |Open |Help|Book |First meeting checklist|Download|Withdraw|Delete|Records with|Take it up)/;

export function exactly(label: string): RegExp {
  return new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`);
}
