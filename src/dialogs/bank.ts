/** Somebody looks through the mentors of a scheme, asks one of them something first, and asks up to three to mentor them. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, go, refuse, replaceWith } from '../engine/reply.ts';
import { areasToChoose } from '../mentoring/areas.ts';
import { amongThose, hasBank, readLook, writeLook } from '../mentoring/bank.ts';
import type { BankLook } from '../mentoring/bank.ts';
import type { BankFacts, PoolMentor } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { placeChoices } from '../mentoring/place.ts';
import { whyNoQuestion } from '../mentoring/questions.ts';
import { nameOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { card, text } from '../ui/view.ts';
import { askForm } from './ask-form.ts';
import type { Asking, AskValues } from './ask-form.ts';
import { skillChoices } from './asking-words.ts';
import { bankCard, mentorCard, noBankHereCard, notAvailableCard } from './bank-cards.ts';
import { dialog, formAction, press, target } from './define.ts';
import type { Outcome } from './define.ts';
import { tellMe } from './lookout.ts';
import { asked } from './new-request.ts';
import { askQuestion, LONGEST_QUESTION } from './question-flow.ts';
import { glanceAt, requestCard } from './request-cards.ts';

/** Everybody of the organisation may look for a mentor. */
const anybody: May<BankFacts> = () => true;

export const bank = dialog({
  name: 'bank',
  subject: 'bank',
  actions: {
    show: press(anybody, (facts: BankFacts, { args, now }) => {
      const current = hasBank(facts.scheme)
        ? bankCard(facts, lookOf(facts, args), now)
        : noBankHereCard(facts);
      return { reply: args['turn'] === 'yes' ? replaceWith(current) : answer(current) };
    }),
    filter: formAction({
      may: anybody,
      form: (facts: BankFacts, { args }) =>
        hasBank(facts.scheme) ? filterForm(facts, lookOf(facts, args)) : noBankHereCard(facts, 'any more'),
      submit: (facts: BankFacts, values: FilterValues, { args }) => filter(facts, values, args),
    }),
    mentor: press(anybody, (facts: BankFacts, context) => {
      const at = lookedAt(facts, context.args);
      return {
        reply: replaceWith(
          'view' in at ? at : mentorCard(facts, lookOf(facts, context.args), at, context.now),
        ),
      };
    }),
    ask: formAction({
      may: anybody,
      form: (facts: BankFacts, context) => {
        const asking = askingHere(facts, context);
        return 'view' in asking ? asking : askForm(asking, context.now);
      },
      submit: (facts: BankFacts, values: AskValues, context) => {
        const asking = askingHere(facts, context);
        return 'view' in asking ? { reply: answer(asking) } : asked(asking, values, context);
      },
    }),
    'tell-me': press(anybody, (facts: BankFacts, context) =>
      hasBank(facts.scheme)
        ? tellMe(facts, context)
        : { reply: replaceWith(noBankHereCard(facts, 'any more')) },
    ),
    question: formAction({
      may: anybody,
      form: (facts: BankFacts, context) => questionForm(facts, context),
      submit: (facts: BankFacts, { words }: QuestionValues, context) => {
        const at = lookedAt(facts, context.args);
        if ('view' in at) return { reply: answer(at) };
        return holdsNhsNumber(words)
          ? { reply: refuse({ words: takeOutNhsNumber }) }
          : askQuestion(facts, at, words, context);
      },
    }),
  },
});

function filterForm({ scheme }: BankFacts, { search }: BankLook) {
  const areas = areasToChoose(scheme, search.areas);
  return form({
    title: 'Look for a mentor',
    intro: [text('All of these are optional. Nobody is told what you look for.')],
    fields: {
      areas: {
        kind: 'manyOf',
        label: 'What would you like help with?',
        hint: 'Whoever can help with at least one of them is shown, best fit first.',
        options: areas,
        value: search.areas,
        required: false,
      },
      skill: {
        kind: 'oneOf',
        label: 'Which skill matters most to you?',
        options: skillChoices,
        value: search.skill,
        required: false,
      },
      place: {
        kind: 'oneOf',
        label: 'How would you like to meet?',
        options: placeChoices,
        value: search.place,
        required: false,
      },
      words: {
        kind: 'text',
        label: 'In your own words',
        hint: 'Such as a specialty, a hospital, or a name.',
        maxLength: 100,
        required: false,
      },
    },
    submit: 'Show who fits',
  });
}

type FilterValues = FormValues<Exclude<ReturnType<typeof filterForm>, Card>['fields']>;

/** The words go with this one look only: they are in no control. */
function filter(facts: BankFacts, values: FilterValues, args: PersonContext['args']): Outcome {
  const { areas, skill, place, words } = values;
  const { chosenIds } = lookOf(facts, args);
  const look = writeLook({ search: { areas, skill }, page: 0, chosenIds });
  return {
    reply: go(
      target('bank', 'show', facts.scheme.id, {
        ...look,
        ...(place !== undefined && { place }),
        ...(words !== undefined && { words }),
      }),
    ),
  };
}

/** Who asks whom, or the card that says why they cannot now. */
function askingHere(facts: BankFacts, { args, now }: PersonContext): Asking | Card {
  const { scheme, person, people, request, reportingLines } = facts;
  if (request !== undefined) return requestCard(glanceAt(facts, request, now));
  if (!hasBank(scheme)) return noBankHereCard(facts, 'any more');
  if (!scheme.acceptsRequests)
    return card(
      'No new requests at the moment',
      text(`${scheme.name} has paused new requests. Nothing is left to do here; please try again later.`),
    );
  const look = lookOf(facts, args);
  const wishes = amongThose(facts, look.chosenIds).flatMap(({ offer }) => people[offer.personId] ?? []);
  return wishes.length === 0 ? notAvailableCard(facts, look) : { scheme, person, reportingLines, wishes };
}

function questionForm(facts: BankFacts, { args, now }: PersonContext) {
  const at = lookedAt(facts, args);
  if ('view' in at) return at;
  const { personId } = at.offer;
  if (whyNoQuestion(facts.questions, personId, now) !== undefined)
    return mentorCard(facts, lookOf(facts, args), at, now);
  return form({
    title: 'Ask a question first',
    intro: [
      text(
        `Only ${nameOf(facts.people, personId)} reads this, with your name. They may answer, or rather not: both are fine, and neither binds you.`,
      ),
    ],
    fields: {
      words: {
        kind: 'longText',
        label: 'What would you like to know?',
        hint: 'Something short that helps you to choose. Please write nothing that could identify a patient.',
        maxLength: LONGEST_QUESTION,
        required: true,
      },
    },
    submit: 'Send my question',
  });
}

type QuestionValues = FormValues<Exclude<ReturnType<typeof questionForm>, Card>['fields']>;

/** The mentor whom the control names, or the card that says that they cannot be asked. */
function lookedAt(facts: BankFacts, args: PersonContext['args']): PoolMentor | Card {
  if (!hasBank(facts.scheme)) return noBankHereCard(facts, 'any more');
  const look = lookOf(facts, args);
  const [mentor] = amongThose(facts, look.mentorId === undefined ? [] : [look.mentorId]);
  return mentor ?? notAvailableCard(facts, look);
}

function lookOf({ scheme }: BankFacts, args: PersonContext['args']): BankLook {
  return readLook(args, scheme);
}
