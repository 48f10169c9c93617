/** What a report calls its figures, and how it says a count. */

import type { EndingKind } from '../records/relationship.ts';
import type { SurveyStage } from '../records/benefits.ts';
import type { CountLine, Grouping, Wait } from './report.ts';
import type { Count } from './small-numbers.ts';

export const countNames: Readonly<Record<CountLine, string>> = {
  requests: 'Requests for a mentor',
  matched: 'Pairs that began',
  withdrawn: 'Requests withdrawn',
  signposted: 'Shown where else to look',
  offers: 'New offers to mentor',
  met: 'Meetings held',
  ended: 'Pairs that ended',
};

export const waitNames: Readonly<Record<Wait, string>> = {
  proposed: 'From asking until a mentor was asked',
  accepted: 'From asking until the match',
  met: 'From the match until the first meeting',
};

export const stageNames: Readonly<Record<SurveyStage, string>> = {
  start: 'at the start',
  end: 'at the end',
  later: 'six months after the end',
};

export const groupingNames: Readonly<Record<Grouping, string>> = {
  endings: 'How pairs ended',
  grades: 'Requests by grade',
  specialties: 'Requests by specialty',
  regions: 'Requests by region',
};

const endings: Readonly<Record<EndingKind, string>> = {
  natural: 'Natural end',
  'goals-met': 'Goals reached',
  circumstances: 'Circumstances',
  'no-fault': 'Without a reason',
  'never-started': 'Never started',
  faded: 'Came to rest by themselves',
};

export function nameOfPart(grouping: Grouping, name: string): string {
  if (grouping !== 'endings') return name === '' ? 'Not known' : name;
  return Object.hasOwn(endings, name) ? endings[name as EndingKind] : 'Natural end'; // it is one of the keys, the kinds
}

/** "37", "37 or more", "too few". */
export function sayCountOf({ is, n }: Count): string {
  switch (is) {
    case 'exact':
      return String(n);
    case 'at-least':
      return `${n} or more`;
    case 'too-few':
      return 'too few';
    default:
      return is satisfies never;
  }
}
