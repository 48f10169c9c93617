/** The fictional organisation that the playground starts with: one scheme, its coordinators, and a few mentors. */

import type { Offer } from '../mentoring/records/offer.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { usualScheme } from '../mentoring/usual-scheme.ts';

export const demoOrganisation = { name: 'Meadowbank Hospitals', zone: 'Europe/London' };

/** Everything of the scheme but its ids, coordinators and channel, which depend on who was found where. */
export const demoScheme: Omit<Scheme, 'id' | 'coordinatorIds' | 'digest'> = {
  ...usualScheme,
  name: 'Meadowbank Mentoring',
  about: 'For every doctor at Meadowbank, at any stage. Mentors come from other departments than your own.',
  areas: [
    { value: 'career-planning', label: 'Career planning and next steps' },
    { value: 'exams-arcp', label: 'Exams and ARCP' },
    { value: 'return-to-work', label: 'Returning after leave' },
    { value: 'new-consultant', label: 'Becoming a consultant' },
    { value: 'sas-development', label: 'SAS development' },
    { value: 'leadership', label: 'Leadership and management' },
    { value: 'teaching-research', label: 'Teaching and research' },
    { value: 'working-in-uk', label: 'New to working in the UK' },
    { value: 'balance', label: 'Workload and balance' },
    { value: 'confidence', label: 'Confidence and difficult conversations' },
  ],
  confidentiality:
    'What you say and write here stays between the two of you. The limits are patient safety, risk of serious harm to anybody, and what the law requires: your mentor would tell you first. Coordinators see that you meet, never what about.',
};

/** Mentors who have offered already, by the playground's own ids; the others can do so by themselves. */
export const demoOffers: Readonly<Record<string, Omit<Offer, 'id' | 'schemeId' | 'personId'>>> = {
  bola: {
    portrait:
      'Consultant anaesthetist, eleven years at Meadowbank. I failed my first big exam and got through the second with help.',
    areas: ['exams-arcp', 'confidence', 'career-planning'],
    skills: ['active-listening', 'questioning', 'clarifying'],
    likesToHelp: 'Trainees before exams, and anybody who doubts whether they belong.',
    capacity: 2,
    place: 'any',
    usualTimes: 'Thursday evenings, some lunchtimes',
    timeAgreed: true,
    trainedOn: '2026-03-12',
    state: 'open',
  },
  kwame: {
    portrait: 'Consultant in acute medicine and clinical lead. I ask more than I answer.',
    areas: ['new-consultant', 'leadership', 'career-planning'],
    skills: ['challenging', 'probing', 'coaching'],
    likesToHelp: 'People about to take up their first consultant post.',
    capacity: 2,
    place: 'video',
    usualTimes: 'Early mornings',
    timeAgreed: true,
    trainedOn: '2025-11-04',
    state: 'open',
  },
  christina: {
    portrait:
      'Associate specialist in psychiatry. I trained in Thessaloniki and remember my first winter on the wards here.',
    areas: ['working-in-uk', 'return-to-work', 'balance', 'confidence'],
    skills: ['active-listening', 'coaching'],
    likesToHelp: 'Colleagues who are new here or coming back after time away.',
    capacity: 1,
    place: 'in-person',
    usualTimes: 'Tuesday and Friday afternoons',
    timeAgreed: false,
    state: 'open',
  },
};
