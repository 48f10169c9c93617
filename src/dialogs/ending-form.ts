/** The form with which either of a pair ends the mentoring: nothing in it has to be filled in. */

import type { PersonContext } from '../engine/dialog.ts';
import { closingWeeks, nextChoices, nothingToWrite, shredDay } from '../mentoring/closing.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import type { ClosingWords } from '../mentoring/records/closing.ts';
import type { EndingKind } from '../mentoring/records/relationship.ts';
import { sayNoRecords } from '../mentoring/session-records.ts';
import { instantOf, sayDate, sayWhen } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { Form, FormValues } from '../ui/form.ts';
import { list, text } from '../ui/view.ts';
import type { Block } from '../ui/view.ts';
import { otherName } from './pair.ts';
import { comingMeetings } from './pausing.ts';

const mostThanks = 1000;
/** Three of them have to fit into one message. */
const mostWords = 1500;
const mostName = 150;

const kinds: Readonly<Record<EndingKind, { label: string; hint: string; told: string }>> = {
  natural: {
    label: 'It has come to its natural end',
    hint: 'It has done what it could, and that is good.',
    told: 'feels that your mentoring has come to its natural end',
  },
  'goals-met': {
    label: 'We have reached our goals',
    hint: 'What you set out to do is done.',
    told: 'feels that you have reached what you set out to do',
  },
  circumstances: {
    label: 'Circumstances have changed',
    hint: 'A new post, leave, or too little time.',
    told: 'is ending your mentoring because circumstances have changed',
  },
  'no-fault': {
    label: 'Ending without a reason',
    hint: 'Nobody is at fault, and no reason is needed.',
    told: 'is ending your mentoring. Nobody is at fault, and no reason is needed',
  },
  'never-started': {
    label: 'It never started',
    hint: 'You have not met.',
    told: 'is ending your mentoring, as it has not come to a meeting',
  },
  faded: {
    label: 'It came to rest by itself',
    hint: 'Neither of you answered any more.',
    told: 'has let your mentoring come to rest',
  },
};

export function sayEnding(kind: EndingKind): string {
  return kinds[kind].label;
}

/** What follows the name of whoever ended it. */
export function sayToOther(kind: EndingKind): string {
  return kinds[kind].told;
}

type ShortFields = ReturnType<typeof shortFields>;
type LongFields = ReturnType<typeof wordFields> & ShortFields;

export type EndFields = ShortFields | LongFields;
export type EndValues = FormValues<ShortFields> & Partial<FormValues<ReturnType<typeof wordFields>>>;

/** Asks about what was achieved only where that can be kept. `kind`: how it ends, where they have said so already. */
export function endForm(
  facts: RelationshipFacts,
  context: PersonContext,
): Form<ShortFields> | Form<LongFields> {
  const { now, actor, args } = context;
  const start = { title: 'End the mentoring', submit: 'End the mentoring' };
  const intro = introOf(facts, context);
  const { kind, ...rest } = shortFields(facts, actor.id, args['kind']);
  const nothing = nothingToWrite(facts);
  if (nothing !== undefined)
    return form({
      ...start,
      intro: [
        ...intro,
        ...(nothing === 'no-records'
          ? [text(`${sayNoRecords(facts)}: of this form nothing is kept but how it ended.`)]
          : []),
      ],
      fields: { kind, ...rest },
    });
  return form({
    ...start,
    intro: [
      ...intro,
      ...shredNotice(facts, now),
      text(
        `What you write about it is for you alone: nobody else reads it, and it is kept encrypted. You can leave all of it empty, or write it within ${closingWeeks} weeks.`,
      ),
    ],
    fields: { kind, ...wordFields(facts, actor.id), ...rest },
  });
}

function introOf(facts: RelationshipFacts, { now, actor }: PersonContext): readonly Block<never>[] {
  const other = otherName(facts.relationship, facts.people, actor.id);
  const coming = comingMeetings(facts, now);
  const directed = facts.scheme.kind === 'directed';
  return [
    text(
      `Either of you can end it, alone and without giving a reason. ${other} is told kindly. The coordinators learn only that it has ended and ${directed ? 'when' : 'how'}, and whoever of them manages or assesses one of you learns nothing.`,
    ),
    ...(directed
      ? [
          text(
            'This mentoring is directed. Ending it does not change what a regulator asks for: the coordinators can say what comes next.',
          ),
        ]
      : []),
    ...(coming.length === 0
      ? []
      : [
          text('These meetings will be cancelled:'),
          list(coming.map(({ start }) => sayWhen(instantOf(start), actor.zone))),
        ]),
  ];
}

function shredNotice(facts: RelationshipFacts, now: Date): readonly Block<never>[] {
  const on = shredDay(facts, now);
  return on === undefined
    ? []
    : [
        text(
          `As you agreed, what both of you can read is made unreadable on ${sayDate(on)}. You are told again before, and can take a copy.`,
        ),
      ];
}

function shortFields(facts: RelationshipFacts, personId: string, said: string | undefined) {
  const met = facts.meetings.some(({ state }) => state === 'met');
  const offered = kindsFor(met);
  return {
    kind: {
      kind: 'oneOf',
      label: 'How it ends',
      hint: 'Leave it open to give no reason.',
      required: false,
      options: offered.map((value) => ({
        value,
        label: kinds[value].label,
        ...(facts.scheme.kind !== 'directed' && { hint: kinds[value].hint }),
      })),
      value: offered.find((value) => value === said),
    },
    next: nextField(),
    thanks: thanksField(otherName(facts.relationship, facts.people, personId)),
  } as const;
}

/** The questions of a good ending, with what somebody wrote already. */
export function wordFields({ relationship, closing }: RelationshipFacts, personId: string) {
  const words = closing?.words;
  const long = { kind: 'longText', required: false, maxLength: mostWords } as const;
  return {
    achieved: {
      ...long,
      label: 'What was achieved',
      hint: 'Of what you set out to do, and besides. For you alone.',
      value: orAbsent(words?.achieved),
    },
    learned: {
      ...long,
      label: 'What you learned',
      hint: 'About the work, yourself, or mentoring. For you alone.',
      value: orAbsent(words?.learned),
    },
    reflection: {
      ...long,
      label: 'What you take with you',
      hint: 'And what you will do with it. For you alone.',
      value: orAbsent(words?.reflection),
    },
    successor: {
      kind: 'text',
      label:
        relationship.mentorId === personId
          ? 'Who could help them from here'
          : 'Who takes your mentor’s place',
      hint: 'A name, or where to look. For you alone.',
      required: false,
      maxLength: mostName,
      value: orAbsent(words?.successor),
    },
  } as const;
}

export function nextField(value?: ClosingWords['next']) {
  return {
    kind: 'oneOf',
    label: 'What comes next for you',
    hint: 'Nobody is told.',
    required: false,
    options: nextChoices,
    value,
  } as const;
}

export function thanksField(other: string) {
  return {
    kind: 'longText',
    label: 'A few words to say goodbye',
    hint: `Sent once to ${other}, if you write any. They are not kept.`,
    required: false,
    maxLength: mostThanks,
  } as const;
}

type Written = Partial<Omit<ClosingWords, 'next'>> & { readonly next?: string | undefined };

/** What is to be kept of the answers. */
export function closingWordsOf(values: {
  readonly [Field in keyof Written]?: Written[Field] | undefined;
}): ClosingWords {
  return {
    achieved: values.achieved ?? '',
    learned: values.learned ?? '',
    reflection: values.reflection ?? '',
    successor: values.successor ?? '',
    next: nextChoices.find(({ value }) => value === values.next)?.value,
  };
}

/** Field by field what has to be taken out first; empty where all of it can be kept. */
export function wrongIn({ next: _choice, ...words }: ClosingWords): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([field, said]) =>
      holdsNhsNumber(said) ? [[field, takeOutNhsNumber] as const] : [],
    ),
  );
}

/** No answer gives no reason. The form offers only these. */
export function endingKind(value = 'no-fault'): EndingKind {
  if (Object.hasOwn(kinds, value)) return value as EndingKind; // it is one of the keys, which are the kinds
  throw new RangeError('Not a way in which a relationship ends');
}

function kindsFor(met: boolean): readonly EndingKind[] {
  return met
    ? ['natural', 'goals-met', 'circumstances', 'no-fault']
    : ['natural', 'circumstances', 'no-fault', 'never-started'];
}

function orAbsent(words: string | undefined): string | undefined {
  return words === '' ? undefined : words;
}
