/** Ground rules in everyday words: the same in forms, messages and on paper, and where two versions differ. */

import { sayAfterEnd } from './closing.ts';
import { sayPlace } from './place.ts';
import type { AgreementTerms } from './records/agreement.ts';
import { sayRecords } from './session-records.ts';
import { sayDate } from './time.ts';
import { sayNumberOf, withinSentence } from './wording.ts';

/** "Every 4 weeks". */
export function sayCadence(days: number): string {
  if (days === 7) return 'Every week';
  return days % 7 === 0 ? `Every ${days / 7} weeks` : `Every ${days} days`;
}

export function sayNotice(hours: number): string {
  if (hours === 0) return 'None is asked for';
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}

export function sayBooks(who: AgreementTerms['booksMeetings']): string {
  switch (who) {
    case 'mentee':
      return 'The mentee';
    case 'mentor':
      return 'The mentor';
    case 'either':
      return 'Either of you';
    default:
      return who satisfies never;
  }
}

export function sayPreparation(days: number): string {
  if (days === 0) return 'Nothing is prepared in writing';
  return `The mentee says what to talk about ${sayNumberOf(days, 'day', 'days')} before`;
}

/** What they wrote about it, and how soon an answer comes; empty where they agreed neither. */
export function sayContact({ contactBetween, replyDays }: AgreementTerms): string {
  const answer = replyDays === undefined ? '' : `An answer within ${sayNumberOf(replyDays, 'day', 'days')}.`;
  return [contactBetween.trim(), answer].filter((part) => part !== '').join('\n');
}

export function sayGoals({ goalsShort, goalsMedium, goalsLong }: AgreementTerms): string {
  return [
    ['Short term', goalsShort],
    ['Medium term', goalsMedium],
    ['Long term', goalsLong],
  ]
    .flatMap(([when = '', goals = '']) => (goals.trim() === '' ? [] : [besideEnglish(when, goals.trim())]))
    .join('\n');
}

/** A line runs the way that its first letter does: what is written from right to left begins a line of its own. */
function besideEnglish(label: string, words: string): string {
  const fromRight =
    /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
  return fromRight.test(words) ? `${label}:\n${words}` : `${label}: ${words}`;
}

/** What a pair has chosen, without a word of its own: this may stand in a message. */
export function chosenTerms(terms: AgreementTerms): Readonly<Record<string, string | undefined>> {
  const { replyDays, reviewOn, plannedEnd } = terms;
  return {
    'How often': sayCadence(terms.cadenceDays),
    Length: `${terms.minutes} minutes`,
    Where: sayPlace(terms.place),
    'Who books': sayBooks(terms.booksMeetings),
    Preparation: sayPreparation(terms.preparationDays),
    'Notice for cancelling': sayNotice(terms.cancellationHours),
    'Messages answered within': replyDays === undefined ? undefined : sayNumberOf(replyDays, 'day', 'days'),
    Records: sayRecords(terms.records),
    'After the end': sayAfterEnd(terms),
    'Dates told to the scheme': sayDatesToScheme(terms),
    'Looked at again on': reviewOn === '' ? undefined : sayDate(reviewOn),
    'Planned end': plannedEnd === undefined ? undefined : sayDate(plannedEnd),
    'Text on confidentiality':
      terms.confidentiality === undefined ? undefined : `Version ${terms.confidentiality.version}`,
  };
}

export function sayDatesToScheme({ datesToScheme, reportBack }: AgreementTerms): string {
  if (reportBack !== undefined) return 'What is reported back, as you both accepted it';
  return datesToScheme ? 'Yes, the dates only' : 'No';
}

/** "Length: 45 minutes (was 60 minutes)"; of the pair's own words only that they are new. */
export function differences(before: AgreementTerms, after: AgreementTerms): readonly string[] {
  const was = chosenTerms(before);
  const is = chosenTerms(after);
  const chosen = Object.keys(is).flatMap((name) => {
    if (is[name] === was[name]) return [];
    return [`${name}: ${is[name] ?? 'not agreed'} (was ${withinSentence(was[name] ?? 'not agreed')})`];
  });
  const written = ownWords.flatMap(([field, name]) =>
    before[field].trim() === after[field].trim() ? [] : [`${name}: new words`],
  );
  return [...chosen, ...written];
}

/** The fields in which a pair writes in its own words, as they are called everywhere. */
export const ownWords = [
  ['objectives', 'What you hope to achieve'],
  ['notThis', 'What this is not'],
  ['boundaries', 'Boundaries, and roles that could conflict'],
  ['goalsShort', 'Goals for the coming weeks'],
  ['goalsMedium', 'Goals for the coming months'],
  ['goalsLong', 'Goals for later'],
  ['contactBetween', 'Contact between meetings'],
] as const satisfies readonly (readonly [keyof AgreementTerms, string])[];
