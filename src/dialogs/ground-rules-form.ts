/**
 * The forms for ground rules, with the fields that NHS mentoring agreements share: first what the mentoring is for, in
 * the pair's own words, then how they meet and what is kept.
 */

import type { PersonContext } from '../engine/dialog.ts';
import { usualNotThis } from '../mentoring/agreement-terms.ts';
import { ownWords, sayBooks, sayCadence } from '../mentoring/agreement-words.ts';
import { sayAfterEnd, shredChoices } from '../mentoring/closing.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { placeOrAnyChoices } from '../mentoring/place.ts';
import type { AgreementTerms, RulesWords } from '../mentoring/records/agreement.ts';
import { reportBackOf } from '../mentoring/report-back.ts';
import { recordsOffered } from '../mentoring/session-records.ts';
import { addDays, inZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { bold, text } from '../ui/view.ts';
import { otherName } from './pair.ts';
import { reportBackBlocks } from './report-back-form.ts';

const mostText = 2000;
const mostGoal = 500;

/** How often pairs meet, as people say it; NHS schemes run from weekly to quarterly. */
const cadences = [7, 14, 21, 28, 42, 56, 84] as const;

const labels = Object.fromEntries(ownWords) as Record<(typeof ownWords)[number][0], string>; // its keys are these

/** Filled in with what this person began, else what waits for assent, else what is agreed, else what is usual. */
export function purposeForm(facts: RelationshipFacts, { actor }: PersonContext) {
  const { scheme, relationship, agreement, proposedAgreement } = facts;
  const words = newerDraft(facts) ?? (proposedAgreement ?? agreement)?.terms;
  const longText = { kind: 'longText', required: false, maxLength: mostText } as const;
  const goal = { ...longText, maxLength: mostGoal } as const;
  return form({
    title: 'Ground rules: 1 of 2',
    intro: [
      text([bold('Confidentiality')]),
      text(scheme.confidentiality),
      ...reportBackBlocks(scheme),
      text(
        `${otherName(relationship, facts.people, actor.id)} is asked to agree after the second part. Nothing changes until they do, and either of you can suggest changes at any time.`,
      ),
    ],
    fields: {
      objectives: {
        ...longText,
        label: labels.objectives,
        hint: 'What the mentoring is for, in your own words.',
        value: orAbsent(words?.objectives),
      },
      notThis: {
        ...goal,
        label: labels.notThis,
        hint: 'Change it where it does not fit.',
        value: words === undefined ? usualNotThis : orAbsent(words.notThis),
      },
      boundaries: {
        ...longText,
        label: labels.boundaries,
        hint: 'What you will not discuss, and what you do if one of you comes to assess or manage the other.',
        value: orAbsent(words?.boundaries),
      },
      goalsShort: { ...goal, label: labels.goalsShort, value: orAbsent(words?.goalsShort) },
      goalsMedium: { ...goal, label: labels.goalsMedium, value: orAbsent(words?.goalsMedium) },
      goalsLong: {
        ...goal,
        label: labels.goalsLong,
        hint: 'Beyond this year, such as a post you would like to have.',
        value: orAbsent(words?.goalsLong),
      },
    },
    submit: 'Go on',
  });
}

/** Filled in with what waits for assent, else what is agreed, else what the scheme usually does. */
export function arrangementsForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const { scheme, relationship } = facts;
  const terms = (facts.proposedAgreement ?? facts.agreement)?.terms;
  const cadence = terms?.cadenceDays ?? relationship.cadenceDays;
  const today = inZone(now, actor.zone).date;
  const latest = addDays(today, 1830);
  const review = terms !== undefined && terms.reviewOn >= today ? terms.reviewOn : addDays(today, 90);
  const end = terms === undefined ? relationship.plannedEnd : terms.plannedEnd;
  const records = recordsOffered(scheme);
  return form({
    title: 'Ground rules: 2 of 2',
    intro: [
      text(
        'The first part is kept for you. To change it, close this and begin again: what you wrote is still there.',
      ),
      text('Either of you can end the mentoring at any time, without fault and without a reason.'),
    ],
    fields: {
      cadence: {
        kind: 'oneOf',
        label: 'How often you meet',
        required: true,
        options: [...new Set([...cadences, cadence])]
          .toSorted((a, b) => a - b)
          .map((days) => ({ value: String(days), label: sayCadence(days) })),
        value: String(cadence),
      },
      minutes: {
        kind: 'number',
        label: 'Length of a meeting in minutes',
        required: true,
        min: 15,
        max: 240,
        value: terms?.minutes ?? scheme.meetingMinutes,
      },
      place: {
        kind: 'oneOf',
        label: 'Where you meet',
        required: true,
        options: placeOrAnyChoices,
        value: terms?.place ?? 'any',
      },
      booksMeetings: {
        kind: 'oneOf',
        label: 'Who books the meetings',
        required: true,
        options: booking.map((value) => ({ value, label: sayBooks(value) })),
        value: terms?.booksMeetings ?? 'either',
      },
      preparationDays: {
        kind: 'number',
        label: 'Topics are named so many days ahead',
        hint: 'The mentee is asked then what they would like to talk about. 0 for not at all.',
        required: true,
        min: 0,
        max: 7,
        value: terms?.preparationDays ?? 0,
      },
      cancellationHours: {
        kind: 'number',
        label: 'Notice for cancelling, in hours',
        required: true,
        min: 0,
        max: 168,
        value: terms?.cancellationHours ?? 24,
      },
      contactBetween: {
        kind: 'longText',
        label: labels.contactBetween,
        hint: 'Whether, and by what means.',
        required: false,
        maxLength: mostText,
        value: orAbsent(terms?.contactBetween),
      },
      replyDays: {
        kind: 'number',
        label: 'Messages are answered within so many days',
        hint: 'Leave empty if you agree nothing about it.',
        required: false,
        min: 1,
        max: 30,
        value: terms?.replyDays,
      },
      records: {
        kind: 'oneOf',
        label: 'Records of your meetings',
        hint: records.why,
        required: true,
        options: records.choices,
        value: records.choices.some(({ value }) => value === terms?.records) ? terms?.records : records.only,
      },
      // Of a directed pair the scheme is told what both have accepted, and that is no choice of these rules.
      ...(reportBackOf(scheme) === undefined && {
        datesToScheme: {
          kind: 'yesNo',
          label: 'May the scheme be told on which dates you met',
          hint: 'With yes, either of you can send the coordinators the dates. Nothing else, and nothing by itself.',
          required: true,
          value: terms?.datesToScheme ?? false,
        } as const,
      }),
      afterEnd: {
        kind: 'oneOf',
        label: 'What both of you can read, after the end',
        hint: 'Both of you are told before anything goes, and can take a copy. What you wrote for yourself alone stays.',
        required: false,
        options: [undefined, ...shredChoices].map((shredAfterDays) => ({
          value: shredAfterDays === undefined ? 'kept' : String(shredAfterDays),
          label: sayAfterEnd({ shredAfterDays }),
        })),
        value: String(terms?.shredAfterDays ?? 'kept'),
      },
      reviewOn: {
        kind: 'date',
        label: 'When you look at these rules again',
        required: true,
        min: today,
        max: latest,
        value: review,
      },
      plannedEnd: {
        kind: 'date',
        label: 'When the mentoring is planned to end',
        hint: 'Leave empty if you plan no end.',
        required: false,
        min: today,
        max: latest,
        value: end !== undefined && end >= today && end <= latest ? end : undefined,
      },
    },
    submit: 'Propose these rules',
  });
}

export type PurposeValues = FormValues<ReturnType<typeof purposeForm>['fields']>;
export type ArrangementValues = FormValues<ReturnType<typeof arrangementsForm>['fields']>;

export function wordsOf(values: PurposeValues): RulesWords {
  return {
    objectives: values.objectives ?? '',
    notThis: values.notThis ?? '',
    boundaries: values.boundaries ?? '',
    goalsShort: values.goalsShort ?? '',
    goalsMedium: values.goalsMedium ?? '',
    goalsLong: values.goalsLong ?? '',
  };
}

/** Both parts as terms. The scheme's words on confidentiality are part of them as they stand at this moment. */
export function termsOf(
  { scheme }: RelationshipFacts,
  words: RulesWords,
  values: ArrangementValues,
): AgreementTerms {
  return {
    ...words,
    confidentiality: { text: scheme.confidentiality, version: scheme.confidentialityVersion },
    reportBack: reportBackOf(scheme),
    contactBetween: values.contactBetween ?? '',
    replyDays: values.replyDays,
    cadenceDays: Number(values.cadence),
    minutes: values.minutes,
    place: placeOf(values.place),
    booksMeetings: bookingOf(values.booksMeetings),
    preparationDays: values.preparationDays,
    cancellationHours: values.cancellationHours,
    records: recordsOf(values.records),
    datesToScheme: values.datesToScheme === true,
    reviewOn: values.reviewOn,
    plannedEnd: values.plannedEnd,
    shredAfterDays: shredChoices.find((days) => String(days) === values.afterEnd),
  };
}

/** What somebody began is older than what the two have said since: then it would put old words in the place of new ones. */
function newerDraft({ rulesDraft, agreement, proposedAgreement }: RelationshipFacts): RulesWords | undefined {
  const newest = proposedAgreement ?? agreement;
  const since = newest?.agreedAt ?? newest?.proposedAt;
  if (rulesDraft === undefined || (since !== undefined && rulesDraft.writtenAt < since)) return undefined;
  return rulesDraft.words;
}

const booking = ['either', 'mentee', 'mentor'] as const;

function bookingOf(value: string): AgreementTerms['booksMeetings'] {
  return value === 'mentee' || value === 'mentor' ? value : 'either';
}

function placeOf(value: string): AgreementTerms['place'] {
  return value === 'video' || value === 'in-person' || value === 'phone' ? value : 'any';
}

function recordsOf(value: string): AgreementTerms['records'] {
  return value === 'shared' || value === 'mine' ? value : 'none';
}

function orAbsent(words: string | undefined): string | undefined {
  return words === '' ? undefined : words;
}
