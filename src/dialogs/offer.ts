/** Somebody offers to mentor, changes their offer, pauses it until a date, opens it again, closes it. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { areasToChoose } from '../mentoring/areas.ts';
import { hasBank } from '../mentoring/bank.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { placeOrAnyChoices } from '../mentoring/place.ts';
import type { Offer } from '../mentoring/records/offer.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { addDays, inZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FieldErrors, FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import { oneself } from './asking-rights.ts';
import { asPlaceOrAny, shortName, skillChoices } from './asking-words.ts';
import { dialog, formAction, insert, press, update } from './define.ts';
import type { Outcome } from './define.ts';
import { chooseOfferSchemeCard, noOfferCard, offerCard } from './offer-cards.ts';
import { MOST_MENTEES } from './scheme-settings-forms.ts';

export const offer = dialog({
  name: 'offer',
  subject: 'person',
  actions: {
    start: formAction({
      may: oneself,
      form: (facts: PersonFacts, context) => {
        const scheme = schemeFor(facts, context, facts.schemes);
        return 'view' in scheme ? scheme : offerForm(scheme, existing(facts, scheme), facts, context.now);
      },
      submit: (facts: PersonFacts, values: OfferValues, context) => {
        const scheme = schemeFor(facts, context, facts.schemes);
        return 'view' in scheme ? { reply: answer(scheme) } : save(facts, scheme, values, context);
      },
    }),
    pause: formAction({
      may: oneself,
      form: (facts: PersonFacts, context) => {
        const chosen = standing(facts, context);
        return 'view' in chosen ? chosen : pauseForm(chosen.offer, facts, context.now);
      },
      submit: (facts: PersonFacts, values: PauseValues, context) => {
        const chosen = standing(facts, context);
        return 'view' in chosen
          ? { reply: answer(chosen) }
          : change(facts, chosen, { state: 'paused', pausedUntil: values.until }, context);
      },
    }),
    resume: press(oneself, (facts: PersonFacts, context) => {
      const chosen = standing(facts, context);
      return 'view' in chosen
        ? { reply: answer(chosen) }
        : change(facts, chosen, { state: 'open', pausedUntil: undefined }, context);
    }),
    close: press(oneself, (facts: PersonFacts, context) => {
      const chosen = standing(facts, context);
      return 'view' in chosen
        ? { reply: answer(chosen) }
        : change(facts, chosen, { state: 'closed', pausedUntil: undefined }, context);
    }),
  },
});

const LONGEST_PAUSE_DAYS = 366;
/** As in the file of mentors. */
const LONGEST_PORTRAIT = 1000;

function offerForm(scheme: Scheme, before: Offer | undefined, { person }: PersonFacts, now: Date) {
  const { date: today } = inZone(now, person.zone);
  const areas = areasToChoose(scheme, before?.areas);
  const most = Math.min(MOST_MENTEES, scheme.mostMentees ?? MOST_MENTEES);
  return form({
    title: before === undefined ? 'Offer to mentor' : 'Change my offer',
    intro: [
      text(
        `The coordinators of ${scheme.name} read this when they choose whom to ask${hasBank(scheme) ? ', and people who choose for themselves' : ''}. You say yes or no to each request.`,
      ),
    ],
    fields: {
      areas: {
        kind: 'manyOf',
        label: 'What could you help with?',
        options: areas,
        value: before?.areas.filter((area) => areas.some(({ value }) => value === area)),
        required: true,
      },
      skills: {
        kind: 'manyOf',
        label: 'Which skills do you bring?',
        hint: 'Listening and asking matter more than being an expert in the field.',
        options: skillChoices,
        value: before?.skills,
        required: false,
      },
      portrait: {
        kind: 'longText',
        label: 'Who are you? A few words for those who choose',
        hint: hasBank(scheme)
          ? `Everybody who looks for a mentor in ${shortName(scheme.name)} reads this, with your name. Without it you are not in their list, and are asked by the coordinators only.`
          : 'The coordinators read this. Should people come to choose their mentor themselves here, they do, too, with your name.',
        value: before?.portrait,
        maxLength: LONGEST_PORTRAIT,
        required: false,
      },
      likesToHelp: {
        kind: 'longText',
        label: 'Whom do you most like to help?',
        value: before?.likesToHelp,
        maxLength: 500,
        required: false,
      },
      capacity: {
        kind: 'number',
        label: 'How many people at once?',
        ...(scheme.mostMentees !== undefined && {
          hint: `In ${scheme.name} one mentor has at most ${most}.`,
        }),
        value: Math.min(before?.capacity ?? 1, most),
        min: 1,
        max: most,
        required: true,
      },
      place: {
        kind: 'oneOf',
        label: 'How would you like to meet?',
        options: placeOrAnyChoices,
        value: before?.place ?? 'any',
        required: true,
      },
      usualTimes: {
        kind: 'text',
        label: 'When are you usually free?',
        placeholder: 'Tuesday evenings, or most lunchtimes',
        value: before?.usualTimes,
        maxLength: 200,
        required: false,
      },
      timeAgreed: {
        kind: 'yesNo',
        label: 'Is time for this agreed in your job plan?',
        hint: 'You can offer either way. Schemes with the employer’s permission should set time aside.',
        value: before?.timeAgreed,
        required: true,
      },
      trainedOn: {
        kind: 'date',
        label: 'When did you last train as a mentor?',
        hint: 'Leave empty if you have not yet: the coordinators can tell you where to.',
        value: before?.trainedOn,
        max: today,
        required: false,
      },
    },
    submit: before === undefined ? 'Offer to mentor' : 'Save my offer',
  });
}

type OfferValues = FormValues<ReturnType<typeof offerForm>['fields']>;

/** Saving an offer opens one that was closed; a pause stays until its date. */
function save(facts: PersonFacts, scheme: Scheme, values: OfferValues, context: PersonContext): Outcome {
  const { person } = facts;
  const errors = wrongWords(values);
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };
  const before = existing(facts, scheme);
  const said = {
    areas: values.areas,
    skills: values.skills,
    portrait: values.portrait ?? '',
    likesToHelp: values.likesToHelp ?? '',
    capacity: values.capacity,
    place: asPlaceOrAny(values.place),
    usualTimes: values.usualTimes ?? '',
    timeAgreed: values.timeAgreed,
    trainedOn: values.trainedOn,
    state: before?.state === 'paused' ? ('paused' as const) : ('open' as const),
  };
  const after: Offer =
    before === undefined
      ? { id: context.newId(), schemeId: scheme.id, personId: person.id, ...said }
      : { ...before, ...said };
  return {
    changes: [before === undefined ? insert('offer', after) : update('offer', before.id, said)],
    reply: answer(offerCard(after, scheme, facts, context.now)),
  };
}

/** What others read of a mentor must not tell of a patient, either. */
function wrongWords(values: OfferValues): FieldErrors {
  const written = ['portrait', 'likesToHelp', 'usualTimes'] as const;
  return Object.fromEntries(
    written.filter((field) => holdsNhsNumber(values[field] ?? '')).map((field) => [field, takeOutNhsNumber]),
  );
}

function pauseForm(current: Offer, { person }: PersonFacts, now: Date) {
  const { date: today } = inZone(now, person.zone);
  return form({
    title: 'Pause my offer',
    intro: [
      text(
        'Until this date you are not asked to take on anybody new. Then your offer opens by itself. People whom you mentor already are not affected.',
      ),
    ],
    fields: {
      until: {
        kind: 'date',
        label: 'Pause until',
        value:
          current.pausedUntil !== undefined && current.pausedUntil > today ? current.pausedUntil : undefined,
        min: addDays(today, 1),
        max: addDays(today, LONGEST_PAUSE_DAYS),
        required: true,
      },
    },
    submit: 'Pause my offer',
  });
}

type PauseValues = FormValues<ReturnType<typeof pauseForm>['fields']>;

function change(
  facts: PersonFacts,
  { offer: before, scheme }: Standing,
  set: Pick<Offer, 'state' | 'pausedUntil'>,
  { now }: PersonContext,
): Outcome {
  const after: Offer = { ...before, ...set };
  return {
    changes:
      before.state === after.state && before.pausedUntil === after.pausedUntil
        ? []
        : [update('offer', before.id, set)],
    reply: replaceWith(offerCard(after, scheme, facts, now)),
  };
}

type Standing = { readonly offer: Offer; readonly scheme: Scheme };

/** The offer that this is about, or the card that says what to do before there can be one. */
function standing(facts: PersonFacts, context: PersonContext): Standing | Card {
  const offered = facts.schemes.filter((scheme) => existing(facts, scheme) !== undefined);
  const scheme = schemeFor(facts, context, offered);
  if ('view' in scheme) return scheme;
  const found = existing(facts, scheme);
  return found === undefined ? noOfferCard(facts) : { offer: found, scheme };
}

function schemeFor(
  facts: PersonFacts,
  { args, now }: PersonContext,
  among: readonly Scheme[],
): Scheme | Card {
  const possible = among.filter((scheme) => args['scheme'] === undefined || scheme.id === args['scheme']);
  const [first] = possible;
  if (first === undefined) return noOfferCard(facts);
  return possible.length === 1 ? first : chooseOfferSchemeCard(possible, facts, now);
}

function existing(facts: PersonFacts, scheme: Scheme): Offer | undefined {
  const mine = facts.offers.filter((one) => one.schemeId === scheme.id && one.personId === facts.person.id);
  return mine.find((one) => one.state !== 'closed') ?? mine[0];
}
