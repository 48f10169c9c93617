/**
 * What people are asked about: the benefits of the guidance ("The mentee gains", "The mentor gains"), each as a statement
 * that can be true to a degree before, at the end, and later. Values are kept with answers and never change.
 */

import type { BenefitAnswer } from '../records/benefits.ts';

export type Side = 'mentee' | 'mentor';

export type Benefit = {
  readonly value: string;
  readonly side: Side;
  /** As whoever answers reads it. */
  readonly statement: string;
  /** As a report names it. */
  readonly name: string;
  /** The words of the guidance that it stands for. */
  readonly source: string;
};

export const benefits: readonly Benefit[] = [
  {
    value: 'culture',
    side: 'mentee',
    statement: 'I know how things work in my organisation',
    name: 'Knows how the organisation works',
    source: 'A better understanding of the culture and structure of the organisation',
  },
  {
    value: 'confidence',
    side: 'mentee',
    statement: 'I feel confident in my work',
    name: 'Feels confident',
    source: 'Improved self-confidence',
  },
  {
    value: 'skills',
    side: 'mentee',
    statement: 'I have the skills and knowledge that I need',
    name: 'Has the skills and knowledge needed',
    source: 'Increased skills and knowledge',
  },
  {
    value: 'safe-place',
    side: 'mentee',
    statement: 'I can look at what went well and what did not, without fear',
    name: 'Can look at successes and failures safely',
    source: 'A supportive environment in which successes and failures can be evaluated',
  },
  {
    value: 'support',
    side: 'mentee',
    statement: 'I get the support and information that I need',
    name: 'Gets support and information',
    source: 'Provision of necessary support and information',
  },
  {
    value: 'visibility',
    side: 'mentee',
    statement: 'People know what I want to do in my career',
    name: 'Is seen, and so are their career plans',
    source: 'Potential for increased visibility and demonstration of their career focus',
  },
  {
    value: 'attention',
    side: 'mentee',
    statement: 'An experienced senior colleague takes time for me',
    name: 'Has a senior colleague’s attention',
    source: 'Individual attention from experienced senior colleagues',
  },
  {
    value: 'contribution',
    side: 'mentor',
    statement: 'Helping a colleague to develop gives me satisfaction',
    name: 'Finds satisfaction in developing others',
    source: "Satisfaction from contributing to the mentee's development",
  },
  {
    value: 'esteem',
    side: 'mentor',
    statement: 'I value what I do and who I am at work',
    name: 'Values their own work',
    source: 'Enhanced self-esteem',
  },
  {
    value: 'interest',
    side: 'mentor',
    statement: 'My work interests me, and I see what I have achieved',
    name: 'Is interested in their work',
    source:
      "Revitalised interest in work through an opportunity to examine one's own achievements and skills",
  },
  {
    value: 'ideas',
    side: 'mentor',
    statement: 'I have chances to test new ideas',
    name: 'Can test new ideas',
    source: 'Opportunities to test new ideas',
  },
  {
    value: 'sharing',
    side: 'mentor',
    statement: 'I share my experience and knowledge well',
    name: 'Shares experience and knowledge well',
    source: 'Improved ability to share experience and knowledge',
  },
];

export function benefitsOf(side: Side): readonly Benefit[] {
  return benefits.filter((one) => one.side === side);
}

/** The five steps, and the way to give none. */
export const steps: readonly { readonly answer: BenefitAnswer; readonly label: string }[] = [
  { answer: 1, label: '1: not at all' },
  { answer: 2, label: '2: a little' },
  { answer: 3, label: '3: partly' },
  { answer: 4, label: '4: mostly' },
  { answer: 5, label: '5: fully' },
  { answer: 'cannot-say', label: 'I can’t say' },
];
