/** The ground rules of a pair as a paper to print, keep and sign. */

import type { AgreementTerms } from '../../mentoring/records.ts';
import { sayPlace } from '../../mentoring/place.ts';
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
  readonly confidentialityVersion: number;
};

/** Somebody's yes, given in chat. Without `at` they have not said it yet. */
export type Assent = { readonly name: string; readonly at?: Date; readonly proposed?: boolean };

export type Section = { readonly heading: string; readonly facts: readonly Fact[] };

export function agreementPaper(content: AgreementContent): Paper {
  const { occasion, version, mentee, mentor, sections, confidentiality, confidentialityVersion } = content;
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
      ...sections.flatMap(({ heading, facts }) => [
        { block: 'heading', text: heading } as const,
        { block: 'facts', rows: facts } as const,
      ]),
      { block: 'heading', text: 'Confidentiality' },
      {
        block: 'text',
        text: `${written(confidentiality)} (Version ${confidentialityVersion} of the scheme’s text.)`,
      },
      { block: 'heading', text: 'Signatures' },
      {
        block: 'text',
        text: 'Either of you can end the mentoring at any time, without giving a reason. Every change to these rules is a new version that both agree to.',
      },
      {
        block: 'signatures',
        parties: [partyOf('Mentee', mentee, occasion), partyOf('Mentor', mentor, occasion)],
      },
    ],
  };
}

/** What a pair has agreed to, in everyday words. */
export function sectionsOf(terms: AgreementTerms): readonly Section[] {
  return [
    {
      heading: 'What it is for',
      facts: [
        { label: 'What you hope to achieve', value: written(terms.objectives) },
        { label: 'Boundaries', value: written(terms.boundaries) },
      ],
    },
    {
      heading: 'How you meet',
      facts: [
        { label: 'How often', value: sayCadence(terms.cadenceDays) },
        { label: 'How long', value: `${terms.minutes} minutes` },
        { label: 'Where', value: sayPlace(terms.place) },
        { label: 'Notice for cancelling', value: sayNotice(terms.cancellationHours) },
        { label: 'Contact between meetings', value: written(terms.contactBetween) },
      ],
    },
    {
      heading: 'What is kept',
      facts: [
        { label: 'Records of your meetings', value: sayRecords(terms.records) },
        { label: 'You review these rules on', value: sayDate(terms.reviewOn) },
      ],
    },
  ];
}

/** "Every 4 weeks". */
export function sayCadence(days: number): string {
  if (days === 7) return 'Every week';
  return days % 7 === 0 ? `Every ${days / 7} weeks` : `Every ${days} days`;
}

export function sayNotice(hours: number): string {
  if (hours === 0) return 'None is asked for';
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}

function partyOf(role: string, { name, at, proposed = false }: Assent, occasion: Occasion): Party {
  if (at === undefined) return { role, name, agreed: 'Has not agreed yet' };
  return {
    role,
    name,
    agreed: `${proposed ? 'Proposed' : 'Agreed to'} in Rapport, ${momentOf(at, occasion)}`,
  };
}
