/** What somebody fills in who asks for a mentor: only what the scheme needs to know, in the ways that it has. */

import type { PersonContext } from '../engine/dialog.ts';
import { areasToChoose } from '../mentoring/areas.ts';
import { superiorsOf } from '../mentoring/eligibility.ts';
import type { Someone } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { placeOrAnyChoices } from '../mentoring/place.ts';
import type { ReportingLine } from '../mentoring/records/person.ts';
import type { LineManager, Request } from '../mentoring/records/request.ts';
import type { MatchingWay, Scheme } from '../mentoring/records/scheme.ts';
import { joinWords } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FieldErrors, FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import { asPlaceOrAny, shortName } from './asking-words.ts';
import { acceptanceFields, acceptedNow, reportBackBlocks, wrongAcceptance } from './report-back-form.ts';
import { readTimes, timeFields } from './time-fields.ts';

/** Who asks, and where. `wishes`: the mentors whom they have chosen from the bank, first choice first. */
export type Asking = {
  readonly scheme: Scheme;
  readonly person: Someone;
  readonly reportingLines: readonly ReportingLine[];
  readonly wishes: readonly Someone[];
  /** How they would like to come to a mentor, where they have said so already. */
  readonly way?: MatchingWay | undefined;
};

const LINE_MANAGER: Readonly<Record<LineManager, string>> = {
  told: 'Yes, they know',
  'not-told': 'No, not yet',
  'not-said': 'I would rather not say',
};

/** Words that a mentor and a coordinator still read in one go, and that every platform shows whole. */
const WORDS_LENGTH = 1500;

/** The most people whom somebody names as managing or assessing them. */
const MOST_CONFLICTS = 10;

const AT_ONCE = 'at-once';
const ONE_BY_ONE = 'one-by-one';

export function askForm(asking: Asking, now: Date) {
  const { scheme, person, wishes } = asking;
  return form({
    title: 'Ask for a mentor',
    intro: [
      ...(scheme.kind === 'directed' ? [text(WHAT_DIRECTED_IS)] : []),
      text(
        `${sayReaders(scheme, wishes)} Nobody else does, and nobody who manages or assesses you.` +
          (scheme.kind === 'directed' ? '' : ' You need nobody’s permission to have a mentor.'),
      ),
      ...(scheme.kind === 'targeted' && scheme.eligibility !== undefined
        ? [text([{ bold: `${scheme.name} is for people who can say this: ` }, scheme.eligibility])]
        : []),
      ...(scheme.kind === 'directed'
        ? [text([{ bold: 'What you tell each other: ' }, scheme.confidentiality])]
        : []),
      ...reportBackBlocks(scheme),
    ],
    fields: {
      ...declarations(scheme),
      ...areasAndWords(scheme),
      ...timeFields(person.zone, now, TIMES_HINT),
      place: placeField(),
      ...(wishes.length > 1 && {
        order: {
          kind: 'oneOf',
          label: 'How should they be asked?',
          options: [
            { value: AT_ONCE, label: 'All at once: the first who accepts becomes my mentor' },
            { value: ONE_BY_ONE, label: 'One after the other, in the order in which I chose them' },
          ],
          value: AT_ONCE,
          required: true,
        } as const,
      }),
      ...(mayName(asking) && {
        inMind: {
          kind: 'person',
          label: 'Is there a mentor you have in mind?',
          hint: 'They need not work in your specialty. If they offer to mentor here they are asked at once; otherwise the coordinators may invite them.',
          required: mustName(asking),
        } as const,
      }),
      conflicts: conflictsField(),
      lineManager: {
        kind: 'oneOf',
        label: 'Does your line manager know that you are asking?',
        hint: 'It often helps to involve them, and afterwards you get a note you could send. We never contact them.',
        options: Object.entries(LINE_MANAGER).map(([value, label]) => ({ value, label })),
        required: true,
      },
    },
    submit: 'Ask for a mentor',
  });
}

/** Said before anything else: nothing of this is what people who look for a mentor of their own accord are told. */
const WHAT_DIRECTED_IS =
  'This is directed mentoring: a regulator has made it a condition of practice. A coordinator chooses the mentor. Both of you accept, word for word, what is reported back, and nothing begins before that. Your mentor does not assess you.';

export type AskValues = FormValues<ReturnType<typeof askForm>['fields']>;

/** What was asked for, or what is wrong with it, beside the field that can mend it. */
export function readAsk(
  asking: Asking,
  values: AskValues,
  { now, picked }: Pick<PersonContext, 'now' | 'picked'>,
):
  | { readonly errors: FieldErrors }
  | { readonly said: Omit<Request, 'id' | 'schemeId' | 'menteeId' | 'state' | 'askedAt'> } {
  const { scheme, person, wishes } = asking;
  const { times, errors: wrongTimes } = readTimes(values, person.zone, now);
  const errors = {
    ...wrongTimes,
    ...wrongDeclarations(values),
    ...wrongAcceptance(scheme, values.reportBack),
    ...wrongInMind(asking, values, picked),
    ...wrongConflicts(asking, values.conflicts, picked),
    ...wrongWords(values),
  };
  if (Object.keys(errors).length > 0) return { errors };
  const { inMind } = values;
  return {
    said: {
      areas: values.areas,
      words: values.words ?? '',
      way: wishes.length > 0 ? 'bank' : inMind === undefined ? 'coordinator' : 'named',
      wishIds: wishes.map(({ id }) => id),
      oneByOne: values.order === ONE_BY_ONE,
      ...(inMind !== undefined && { inMindId: inMind }),
      // Word for word: the scheme may come to ask for something else later.
      ...(values.eligible !== undefined && { eligibility: scheme.eligibility }),
      ...acceptedNow(scheme, now),
      lineManager: asLineManager(values.lineManager),
      conflictIds: values.conflicts.filter((id) => id !== person.id),
      times,
      place: asPlaceOrAny(values.place),
    },
  };
}

export const TIMES_HINT =
  'When could you first meet? A mentor may take a week or two to answer, so times after that work best.';

/** What somebody would like help with; `before` is filled in. */
export function areasAndWords(scheme: Scheme, before?: Pick<Request, 'areas' | 'words'>) {
  const areas = areasToChoose(scheme, before?.areas);
  return {
    areas: {
      kind: 'manyOf',
      label: 'What would you most like help with?',
      options: areas,
      value: before?.areas.filter((area) => areas.some(({ value }) => value === area)),
      required: true,
    },
    words: {
      kind: 'longText',
      label: 'In your own words',
      hint: 'What would make mentoring worth your time? Please write nothing that could identify a patient.',
      value: before?.words,
      maxLength: WORDS_LENGTH,
      required: false,
    },
  } as const;
}

export function placeField(before: Request['place'] = 'any') {
  return {
    kind: 'oneOf',
    label: 'How would you like to meet?',
    options: placeOrAnyChoices,
    value: before,
    required: true,
  } as const;
}

export function conflictsField(before: readonly Someone[] = []) {
  return {
    kind: 'people',
    label: 'Who manages or assesses you?',
    hint: 'They are not asked to mentor you, and are shown nothing of your request: line manager, educational and clinical supervisor, appraiser, responsible officer, assessment panel.',
    value: before.map(({ id, name }) => ({ id, name })),
    max: MOST_CONFLICTS,
    required: false,
  } as const;
}

/** Whoever manages or assesses somebody cannot be among those whom they choose. */
export function wrongConflicts(
  { wishes }: Pick<Asking, 'wishes'>,
  conflicts: readonly string[],
  picked: PersonContext['picked'],
): FieldErrors {
  if (!conflicts.every((id) => Object.hasOwn(picked, id)))
    return { conflicts: 'Somebody here could not be found. Please choose from the list again.' };
  const both = wishes.find(({ id }) => conflicts.includes(id));
  return both === undefined
    ? {}
    : {
        conflicts: `You have chosen ${both.name} as a mentor. Please take them out here, or choose somebody else from the list of mentors.`,
      };
}

export function wrongWords({ words }: { readonly words: string | undefined }): FieldErrors {
  return words !== undefined && holdsNhsNumber(words) ? { words: takeOutNhsNumber } : {};
}

/** Who reads a request, said before anything is written. */
function sayReaders({ name, kind }: Scheme, wishes: readonly Someone[]): string {
  if (wishes.length > 0)
    return `${joinWords(wishes.map((one) => shortName(one.name)))} and the coordinators of ${name} read this, with your name.`;
  const mentors = kind === 'directed' ? 'the mentor whom they choose' : 'the mentors whom they ask';
  return `The coordinators of ${name} read this, and ${mentors}, with your name.`;
}

/** Mentoring that a regulator has directed is matched by coordinators alone. */
function mayName({ scheme: { kind, matching }, wishes, way }: Asking): boolean {
  return kind !== 'directed' && matching.includes('named') && wishes.length === 0 && way !== 'coordinator';
}

function mustName({ scheme, way }: Asking): boolean {
  return way === 'named' || (way !== 'coordinator' && !scheme.matching.includes('coordinator'));
}

function declarations(scheme: Scheme) {
  const { kind, eligibility } = scheme;
  return {
    ...(kind === 'targeted' &&
      eligibility !== undefined && {
        eligible: {
          kind: 'yesNo',
          label: 'Can you say this of yourself?',
          hint: 'Your own word is enough. Only you and the coordinators of this scheme see it; mentors never do.',
          required: true,
        } as const,
      }),
    ...acceptanceFields(scheme, 'Nothing else is. Your mentor accepts the same words before you first meet.'),
  };
}

function wrongDeclarations({ eligible }: Pick<AskValues, 'eligible'>): FieldErrors {
  return {
    ...(eligible === false && {
      eligible:
        'This scheme is only for people who can. Others may have a place for you: close this form and type “schemes”.',
    }),
  };
}

function wrongInMind(
  { person, reportingLines }: Asking,
  { inMind, conflicts }: AskValues,
  picked: PersonContext['picked'],
): FieldErrors {
  if (inMind === undefined) return {};
  const name = Object.hasOwn(picked, inMind) ? picked[inMind]?.name : undefined;
  if (name === undefined)
    return { inMind: 'This person could not be found. Please choose from the list again.' };
  if (inMind === person.id)
    return {
      inMind: 'A mentor is somebody other than yourself. Leave this empty if you have nobody in mind.',
    };
  if (conflicts.includes(inMind) || superiorsOf(person.id, reportingLines).has(inMind))
    return {
      inMind: `${name} manages or assesses you, so somebody else would be the better mentor. Please choose another, or leave this empty.`,
    };
  return {};
}

function asLineManager(value: string): LineManager {
  if (!Object.hasOwn(LINE_MANAGER, value)) throw new RangeError('Not an answer about the line manager');
  return value as LineManager; // it is one of the record's own keys
}
