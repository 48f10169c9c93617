/** What outside schemes are found by: what somebody needs, their grade, where they work; and how people say each. */

import type { Choice } from './records/scheme.ts';

export type Term = Choice & {
  /** Within a sentence about a scheme: "for GPs", "in London", "offers coaching". */
  readonly says: string;
  /** Other words for it, as somebody may type them: lower case, without accents. */
  readonly also: readonly string[];
};

export const outsideNeeds: readonly Term[] = [
  {
    value: 'mentoring',
    label: 'Somebody to mentor me',
    says: 'offers mentoring',
    also: ['mentor', 'mentoring', 'mentorship', 'mentee'],
  },
  { value: 'coaching', label: 'Coaching', says: 'offers coaching', also: ['coaching', 'coach'] },
  {
    value: 'career',
    label: 'Planning my career',
    says: 'helps with careers',
    also: ['career', 'career planning', 'next steps', 'job', 'promotion'],
  },
  {
    value: 'research',
    label: 'A career in research',
    says: 'is about research',
    also: ['research', 'academic', 'academia', 'phd', 'postdoc', 'postdoctoral', 'science'],
  },
  {
    value: 'learning',
    label: 'Learning how mentoring works',
    says: 'teaches how mentoring works',
    also: ['course', 'module', 'e-learning', 'elearning', 'cpd', 'training for mentors', 'mentor training'],
  },
  {
    value: 'local',
    label: 'Finding out what there is near me',
    says: 'knows what there is nearby',
    also: ['deanery', 'local', 'near me', 'nearby', 'postgraduate office'],
  },
  {
    value: 'giving',
    label: 'Mentoring others',
    says: 'looks for mentors',
    also: ['volunteer', 'volunteering', 'give back', 'become a mentor', 'outreach', 'be a mentor'],
  },
];

export const grades: readonly Term[] = [
  {
    value: 'student',
    label: 'Medical student',
    says: 'for medical students',
    also: ['medical student', 'student'],
  },
  {
    value: 'foundation',
    label: 'Foundation doctor',
    says: 'for foundation doctors',
    also: ['foundation', 'f1', 'f2', 'fy1', 'fy2', 'house officer'],
  },
  {
    value: 'trainee',
    label: 'Core or specialty trainee',
    says: 'for core and specialty trainees',
    also: [
      'trainee',
      'in training',
      'junior doctor',
      'resident doctor',
      'specialty trainee',
      'core trainee',
      'registrar',
      'spr',
      'sho',
      'core training',
      'specialty training',
    ],
  },
  {
    value: 'gp-trainee',
    label: 'GP trainee',
    says: 'for GP trainees',
    also: ['gp trainee', 'gp registrar', 'gp training', 'gpst', 'general practice trainee'],
  },
  {
    value: 'sas',
    label: 'SAS or locally employed doctor',
    says: 'for SAS and locally employed doctors',
    also: [
      'sas',
      'specialty doctor',
      'associate specialist',
      'staff grade',
      'trust grade',
      'clinical fellow',
      'locally employed',
    ],
  },
  {
    value: 'gp',
    label: 'GP',
    says: 'for GPs',
    also: [
      'gp',
      'general practice',
      'general practitioner',
      'family doctor',
      'family medicine',
      'primary care',
    ],
  },
  { value: 'consultant', label: 'Consultant', says: 'for consultants', also: ['consultant'] },
  {
    value: 'researcher',
    label: 'Clinical academic or researcher',
    says: 'for researchers',
    also: ['researcher', 'clinical academic', 'clinical lecturer', 'scientist'],
  },
];

export const regions: readonly Term[] = [
  {
    value: 'east',
    label: 'East of England',
    says: 'in the East of England',
    also: ['cambridge', 'norfolk', 'norwich', 'suffolk', 'ipswich', 'essex', 'hertfordshire', 'bedfordshire'],
  },
  {
    value: 'kent-surrey-sussex',
    label: 'Kent, Surrey and Sussex',
    says: 'in Kent, Surrey and Sussex',
    also: ['kss', 'kent', 'surrey', 'sussex', 'brighton', 'canterbury', 'guildford', 'maidstone', 'medway'],
  },
  { value: 'london', label: 'London', says: 'in London', also: ['london'] },
  {
    value: 'midlands',
    label: 'Midlands',
    says: 'in the Midlands',
    also: [
      'midlands',
      'birmingham',
      'coventry',
      'leicester',
      'nottingham',
      'derby',
      'lincoln',
      'northampton',
    ],
  },
  {
    value: 'north-east',
    label: 'North East',
    says: 'in the North East',
    also: ['north east', 'newcastle', 'durham', 'sunderland', 'teesside', 'northumberland'],
  },
  {
    value: 'north-west',
    label: 'North West',
    says: 'in the North West',
    also: ['north west', 'manchester', 'liverpool', 'mersey', 'cheshire', 'lancashire', 'cumbria'],
  },
  {
    value: 'northern-ireland',
    label: 'Northern Ireland',
    says: 'in Northern Ireland',
    also: ['northern ireland', 'belfast'],
  },
  {
    value: 'scotland',
    label: 'Scotland',
    says: 'in Scotland',
    also: ['scotland', 'scottish', 'glasgow', 'edinburgh', 'aberdeen', 'dundee', 'inverness'],
  },
  {
    value: 'south-west',
    label: 'South West',
    says: 'in the South West',
    also: [
      'south west',
      'peninsula',
      'devon',
      'cornwall',
      'plymouth',
      'exeter',
      'torquay',
      'truro',
      'bristol',
    ],
  },
  {
    value: 'south-central',
    label: 'Thames Valley and Wessex',
    says: 'in Thames Valley and Wessex',
    also: [
      'thames valley',
      'wessex',
      'oxford',
      'berkshire',
      'hampshire',
      'southampton',
      'portsmouth',
      'dorset',
    ],
  },
  { value: 'wales', label: 'Wales', says: 'in Wales', also: ['wales', 'welsh', 'cardiff', 'swansea'] },
  {
    value: 'yorkshire',
    label: 'Yorkshire and the Humber',
    says: 'in Yorkshire and the Humber',
    also: ['yorkshire', 'humber', 'leeds', 'sheffield', 'hull', 'bradford', 'york'],
  },
];

export function termOf(terms: readonly Term[], value: string | undefined): Term | undefined {
  return terms.find((term) => term.value === value);
}
