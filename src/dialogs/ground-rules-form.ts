/** The form for ground rules: the fields that NHS mentoring agreements share, in everyday words. */

import type { PersonContext } from '../engine/dialog.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { placeOrAnyChoices } from '../mentoring/place.ts';
import type { AgreementTerms } from '../mentoring/records.ts';
import { recordsChoices } from '../mentoring/session-records.ts';
import { addDays, inZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { bold, text } from '../ui/view.ts';
import { otherName } from './pair.ts';

const mostText = 2000;

/** How often pairs meet, as people say it; NHS schemes run from weekly to quarterly. */
const cadences = [7, 14, 21, 28, 42, 56, 84] as const;

/** Filled in with what waits for assent, else what is agreed, else what the scheme usually does. */
export function groundRulesForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const { scheme, relationship } = facts;
  const terms = (facts.proposedAgreement ?? facts.agreement)?.terms;
  const cadence = terms?.cadenceDays ?? relationship.cadenceDays;
  const today = inZone(now, actor.zone).date;
  const review = terms !== undefined && terms.reviewOn >= today ? terms.reviewOn : addDays(today, 90);
  const longText = { kind: 'longText', required: false, maxLength: mostText } as const;
  return form({
    title: 'Ground rules',
    intro: [
      text([bold('Confidentiality')]),
      text(scheme.confidentiality),
      text(
        `${otherName(relationship, facts.people, actor.id)} is asked to agree. Nothing changes until they do, and either of you can suggest changes at any time.`,
      ),
    ],
    fields: {
      objectives: {
        ...longText,
        label: 'What you hope to achieve',
        hint: 'Goals for the coming months, in your own words.',
        value: orAbsent(terms?.objectives),
      },
      boundaries: {
        ...longText,
        label: 'Boundaries',
        hint: 'What you will not discuss, and what this is not: supervision, appraisal or counselling.',
        value: orAbsent(terms?.boundaries),
      },
      contactBetween: {
        ...longText,
        label: 'Contact between meetings',
        hint: 'Whether, how, and how soon to expect an answer.',
        value: orAbsent(terms?.contactBetween),
      },
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
      cancellationHours: {
        kind: 'number',
        label: 'Notice for cancelling, in hours',
        required: true,
        min: 0,
        max: 168,
        value: terms?.cancellationHours ?? 24,
      },
      records: {
        kind: 'oneOf',
        label: 'Records of your meetings',
        hint: 'Keeping none is a full choice. Records written before stay as they were shared then.',
        required: true,
        options: recordsChoices,
        value: terms?.records,
      },
      reviewOn: {
        kind: 'date',
        label: 'When you look at these rules again',
        required: true,
        min: today,
        max: addDays(today, 730),
        value: review,
      },
    },
    submit: 'Propose these rules',
  });
}

/** What was filled in, as terms. */
export function termsOf(values: FormValues<ReturnType<typeof groundRulesForm>['fields']>): AgreementTerms {
  return {
    objectives: values.objectives ?? '',
    boundaries: values.boundaries ?? '',
    contactBetween: values.contactBetween ?? '',
    cadenceDays: Number(values.cadence),
    minutes: values.minutes,
    place: placeOf(values.place),
    cancellationHours: values.cancellationHours,
    records: recordsOf(values.records),
    reviewOn: values.reviewOn,
  };
}

/** "every 4 weeks". */
export function sayCadence(days: number): string {
  if (days === 7) return 'every week';
  return days % 7 === 0 ? `every ${days / 7} weeks` : `every ${days} days`;
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
