/** The ground rules of a pair as a paper to print, keep and sign. */

import {
  ownWords,
  sayBooks,
  sayCadence,
  sayContact,
  sayNotice,
  sayPreparation,
} from '../../mentoring/agreement-words.ts';
import { sayAfterEnd } from '../../mentoring/closing.ts';
import { sayPlace } from '../../mentoring/place.ts';
import type { AgreementTerms } from '../../mentoring/records/agreement.ts';
import { sayRecords } from '../../mentoring/session-records.ts';
import { sayDate } from '../../mentoring/time.ts';
import type { Fact, Paper, Party } from '../paper.ts';
import { bothNames, frame, momentOf, written } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type AgreementContent = {
  readonly occasion: Occasion;
  readonly version: number;
  readonly mentee: Assent;
  readonly mentor: Assent;
  readonly sections: readonly Section[];
  /** The scheme's limits of confidentiality, as both were told them. */
  readonly confidentiality: string;
  /** Absent for rules from a time when it was not noted. */
  readonly confidentialityVersion?: number;
  /** Where mentoring is directed: what is reported back, word for word. */
  readonly reportBack?: string | undefined;
  /** A newer version has been agreed since. */
  readonly replaced?: boolean;
};

/** Somebody's yes, given in chat. Without `at` they have not said it yet. */
export type Assent = { readonly name: string; readonly at?: Date; readonly proposed?: boolean };

export type Section = { readonly heading: string; readonly facts: readonly Fact[] };

export function agreementPaper(content: AgreementContent): Paper {
  const { occasion, version, mentee, mentor, sections, confidentiality, confidentialityVersion } = content;
  const { replaced = false, reportBack } = content;
  const agreed = mentee.at !== undefined && mentor.at !== undefined;
  return {
    ...frame(occasion, `Version ${version}`),
    title: 'Mentoring agreement',
    lead: `Ground rules of ${bothNames(mentee.name, mentor.name)}, version ${version}`,
    body: [
      ...(agreed
        ? []
        : [
            {
              block: 'panel',
              title: 'Not agreed yet',
              text: 'These rules are proposed. They hold once both of you have agreed to them.',
            } as const,
          ]),
      ...(replaced
        ? [
            {
              block: 'panel',
              title: 'An earlier version',
              text: 'You have agreed to a newer version since. This one holds no more.',
            } as const,
          ]
        : []),
      ...sections.flatMap(({ heading, facts }) => [
        { block: 'heading', text: heading } as const,
        { block: 'facts', rows: facts } as const,
      ]),
      { block: 'heading', text: 'Confidentiality' },
      {
        block: 'text',
        text:
          confidentialityVersion === undefined
            ? written(confidentiality)
            : `${written(confidentiality)} (Version ${confidentialityVersion} of the scheme’s text.)`,
      },
      ...(reportBack === undefined
        ? []
        : [
            { block: 'heading', text: 'What is reported back' } as const,
            { block: 'text', text: reportBack } as const,
          ]),
      { block: 'heading', text: 'Signatures' },
      {
        block: 'text',
        text: 'Either of you can end the mentoring at any time, without fault and without giving a reason. Every change to these rules is a new version that both agree to.',
      },
      {
        block: 'signatures',
        parties: [partyOf('Mentee', mentee, occasion), partyOf('Mentor', mentor, occasion)],
      },
    ],
  };
}

/** What a pair has agreed to, in everyday words. What they said nothing about says so, so that nothing is filled in later. */
export function sectionsOf(terms: AgreementTerms): readonly Section[] {
  const { reviewOn, plannedEnd } = terms;
  return [
    {
      heading: 'What it is for',
      facts: ownWords.flatMap(([field, label]) =>
        field === 'contactBetween' ? [] : [{ label, value: written(terms[field]) }],
      ),
    },
    {
      heading: 'How you meet',
      facts: [
        { label: 'How often', value: sayCadence(terms.cadenceDays) },
        { label: 'How long', value: `${terms.minutes} minutes` },
        { label: 'Where', value: sayPlace(terms.place) },
        { label: 'Who books', value: sayBooks(terms.booksMeetings) },
        { label: 'Preparation', value: sayPreparation(terms.preparationDays) },
        { label: 'Notice for cancelling', value: sayNotice(terms.cancellationHours) },
        { label: 'Contact between meetings', value: written(sayContact(terms)) },
      ],
    },
    {
      heading: 'What is kept, and how it ends',
      facts: [
        { label: 'Records of your meetings', value: sayRecords(terms.records) },
        { label: 'What both can read, after the end', value: sayAfterEnd(terms) },
        {
          label: 'Told to the scheme',
          value: sayTold(terms),
        },
        { label: 'You review these rules on', value: sayDay(reviewOn) },
        { label: 'Planned end', value: sayDay(plannedEnd) },
      ],
    },
  ];
}

function sayTold({ datesToScheme, reportBack }: AgreementTerms): string {
  if (reportBack !== undefined)
    return 'What is reported back, below; and that it goes on, or has ended and when';
  return datesToScheme
    ? 'The dates on which you met, when one of you sends them'
    : 'Nothing but that it goes on, or has ended and how';
}

function sayDay(date = ''): string {
  return date === '' ? 'No date is planned' : sayDate(date);
}

function partyOf(role: string, { name, at, proposed = false }: Assent, occasion: Occasion): Party {
  if (at === undefined) return { role, name, agreed: 'Has not agreed yet' };
  return {
    role,
    name,
    agreed: `${proposed ? 'Proposed' : 'Agreed to'} in Rapport, ${momentOf(at, occasion)}`,
  };
}
