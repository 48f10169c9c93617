/** Somebody asks for a mentor. */

import type { PersonContext } from '../engine/dialog.ts';
import { areasToChoose } from '../mentoring/areas.ts';
import { isUnattended, isUnderWay, nextNews } from '../mentoring/asking.ts';
import { superiorsOf } from '../mentoring/eligibility.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { placeOrAnyChoices } from '../mentoring/place.ts';
import type { LineManager, Request, Scheme } from '../mentoring/records.ts';
import { answer, refuse } from '../engine/reply.ts';
import { form } from '../ui/form.ts';
import type { FieldErrors, FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, empty, note, text } from '../ui/view.ts';
import { oneself } from './asking-rights.ts';
import { asPlaceOrAny } from './asking-words.ts';
import { dialog, formAction, insert, target } from './define.ts';
import type { Outcome } from './define.ts';
import { requestSlot } from './living-card.ts';
import { labelWith } from './meeting-cards.ts';
import { elsewhere, requestCard } from './request-cards.ts';
import { schemeList } from './scheme-list.ts';
import { tellApart } from './tell-apart.ts';
import { readTimes, timeFields } from './time-fields.ts';

export const ask = dialog({
  name: 'ask',
  subject: 'person',
  actions: {
    start: formAction({
      may: oneself,
      form: (facts: PersonFacts, context) => {
        const chosen = schemeFor(facts, context);
        return 'view' in chosen ? chosen : askForm(chosen, facts, context.now);
      },
      submit: (facts: PersonFacts, values: AskValues, context) => {
        const chosen = schemeFor(facts, context);
        return 'view' in chosen ? { reply: answer(chosen) } : asked(facts, chosen, values, context);
      },
    }),
  },
});

const LINE_MANAGER: Readonly<Record<LineManager, string>> = {
  told: 'Yes, they know',
  'not-told': 'No, not yet',
  'not-said': 'I would rather not say',
};

/** Words that a mentor and a coordinator still read in one go, and that every platform shows whole. */
const WORDS_LENGTH = 1500;

function askForm(scheme: Scheme, { person }: PersonFacts, now: Date) {
  return form({
    title: 'Ask for a mentor',
    intro: [
      text(
        `The coordinators of ${scheme.name} read this, and the mentors whom they ask, with your name. Nobody else does, and nobody who manages or assesses you. ` +
          'You need nobody’s permission to have a mentor.',
      ),
    ],
    fields: {
      areas: {
        kind: 'manyOf',
        label: 'What would you most like help with?',
        options: areasToChoose(scheme),
        required: true,
      },
      words: {
        kind: 'longText',
        label: 'In your own words',
        hint: 'What would make mentoring worth your time? Please write nothing that could identify a patient.',
        maxLength: WORDS_LENGTH,
        required: false,
      },
      ...timeFields(
        person.zone,
        now,
        'When could you first meet? A mentor may take a week or two to answer, so times after that work best.',
      ),
      place: {
        kind: 'oneOf',
        label: 'How would you like to meet?',
        options: placeOrAnyChoices,
        value: 'any',
        required: true,
      },
      inMind: {
        kind: 'person',
        label: 'Is there a mentor you have in mind?',
        hint: 'Optional. They need not work in your specialty.',
        required: false,
      },
      conflicts: {
        kind: 'people',
        label: 'Who manages or assesses you?',
        hint: 'They are not asked to mentor you, and are shown nothing of your request: line manager, educational and clinical supervisor, appraiser, responsible officer, assessment panel.',
        max: 10,
        required: false,
      },
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

type AskValues = FormValues<ReturnType<typeof askForm>['fields']>;

function asked(facts: PersonFacts, scheme: Scheme, values: AskValues, context: PersonContext): Outcome {
  const { now, newId } = context;
  const { person } = facts;
  const { times, errors: wrongTimes } = readTimes(values, person.zone, now);
  const errors = { ...wrongTimes, ...wrongPeople(facts, values, context), ...wrongWords(values) };
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };

  const request: Request = {
    id: newId(),
    schemeId: scheme.id,
    menteeId: person.id,
    areas: values.areas,
    words: values.words ?? '',
    way: values.inMind === undefined ? 'coordinator' : 'named',
    wishIds: [],
    oneByOne: false,
    ...(values.inMind !== undefined && { inMindId: values.inMind }),
    lineManager: asLineManager(values.lineManager),
    conflictIds: values.conflicts.filter((id) => id !== person.id),
    times,
    place: asPlaceOrAny(values.place),
    state: 'waiting',
    askedAt: now,
  };
  const unattended = isUnattended(scheme, request, facts.reportingLines ?? []);
  const current = requestCard({ request, scheme, zone: person.zone, now, unattended }, { withNote: true });
  return {
    changes: [insert('request', request)],
    effects: [{ effect: 'send', to: { person: person.id }, slot: requestSlot(request.id), card: current }],
    timers: [
      {
        timer: 'set',
        key: `request:${request.id}:keep-posted`,
        to: target('my-request', 'keep-posted', request.id),
        at: nextNews(now, person.zone),
      },
      // Ranking needs the whole pool, which this turn does not hold: the coordinators' card is a turn of its own, at once.
      {
        timer: 'set',
        key: `request:${request.id}:announce`,
        to: target('triage', 'announce', request.id),
        at: now,
      },
    ],
    reply: answer(
      card(
        unattended ? 'Your request is kept' : 'Your request is on its way',
        text(
          unattended
            ? `Thank you. Everybody who coordinates ${scheme.name} manages or assesses you, so nobody sees it yet. A message in our private conversation says what you can do.`
            : `Thank you. The coordinators of ${scheme.name} have it now. A message in our private conversation shows how it stands, and changes as things move.`,
        ),
      ),
    ),
  };
}

function wrongPeople(facts: PersonFacts, values: AskValues, { picked }: PersonContext): FieldErrors {
  const { person, reportingLines } = facts;
  const { inMind, conflicts } = values;
  if (!conflicts.every((id) => Object.hasOwn(picked, id)))
    return { conflicts: 'Somebody here could not be found. Please choose from the list again.' };
  if (inMind === undefined) return {};
  const name = Object.hasOwn(picked, inMind) ? picked[inMind]?.name : undefined;
  if (name === undefined)
    return { inMind: 'This person could not be found. Please choose from the list again.' };
  if (inMind === person.id)
    return {
      inMind: 'A mentor is somebody other than yourself. Leave this empty if you have nobody in mind.',
    };
  if (conflicts.includes(inMind) || superiorsOf(person.id, reportingLines ?? []).has(inMind))
    return {
      inMind: `${name} manages or assesses you, so somebody else would be the better mentor. Please choose another, or leave this empty.`,
    };
  return {};
}

function wrongWords({ words }: AskValues): FieldErrors {
  return words !== undefined && holdsNhsNumber(words) ? { words: takeOutNhsNumber } : {};
}

/** The scheme that this is about, or the card that says what to do before there can be one. */
function schemeFor(facts: PersonFacts, { args, now }: PersonContext): Scheme | Card {
  const { schemes, requests, person } = facts;
  const underWay = (scheme: Scheme) =>
    requests.find((request) => request.schemeId === scheme.id && isUnderWay(request));
  const chosen = schemes.filter((scheme) => args['scheme'] === undefined || scheme.id === args['scheme']);
  const possible = chosen.filter((scheme) => scheme.acceptsRequests || underWay(scheme) !== undefined);
  const [first] = possible;
  if (first === undefined) return noSchemeCard(schemes.length > 0, person.id);
  if (possible.length > 1) return chooseSchemeCard(possible, underWay, person.id);
  const request = underWay(first);
  if (request === undefined) return first;
  const unattended = isUnattended(first, request, facts.reportingLines ?? []);
  return requestCard({ request, scheme: first, zone: person.zone, now, unattended });
}

function noSchemeCard(any: boolean, personId: string): Card {
  return card(
    'No scheme takes requests at the moment',
    empty(
      any
        ? 'The mentoring schemes here have paused new requests.'
        : 'No mentoring scheme has been set up here yet.',
      'Please try again later. Meanwhile, these may have a mentoring scheme for you:',
    ),
    elsewhere,
    buttons(button('Find an outside scheme', target('schemes', 'find', personId))),
  );
}

function chooseSchemeCard(
  schemes: readonly Scheme[],
  underWay: (scheme: Scheme) => Request | undefined,
  personId: string,
): Card {
  return tellApart(
    card(
      'Which scheme would you like to ask?',
      schemeList(schemes),
      note('Each scheme has its own coordinators and mentors.'),
      buttons(
        ...schemes.map((scheme) => {
          const request = underWay(scheme);
          return request === undefined
            ? button(
                labelWith('Ask in', scheme.name),
                target('ask', 'start', personId, { scheme: scheme.id }),
              )
            : button(labelWith('My request in', scheme.name), target('my-request', 'show', request.id));
        }),
      ),
    ),
  );
}

function asLineManager(value: string): LineManager {
  if (!Object.hasOwn(LINE_MANAGER, value)) throw new RangeError('Not an answer about the line manager');
  return value as LineManager; // it is one of the record's own keys
}
