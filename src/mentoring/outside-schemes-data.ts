/**
 * The outside schemes that ship with Rapport: the eleven that the mentoring guidance for doctors names. Each was held
 * against the guidance alone on the day beside it. The guidance bears no date and is years old, so that nothing here says
 * that a scheme still runs; an organisation's coordinators confirm, correct or retire what concerns them. Where the
 * guidance names a private person, a department or a role stands here.
 */

import type { OutsideSchemeWords } from './records/organisation.ts';

/** An entry that comes with Rapport. `id` never changes: what an organisation made of it is kept under it. */
export type ShippedOutsideScheme = OutsideSchemeWords & {
  readonly id: string;
  /** When its words were last held against the guidance. */
  readonly checkedOn: string;
};

const heldAgainstGuidanceOn = '2026-11-22';

export const shippedOutsideSchemes: readonly ShippedOutsideScheme[] = [
  {
    id: '1f4b5b48-5aff-4af4-bc27-23326f2f79d2',
    name: 'Academy of Medical Sciences mentoring and outreach',
    whoFor: 'Biomedical researchers after their doctorate.',
    offers: 'One of the Academy’s Fellows as a mentor, one to one, for a career in research.',
    howToReach: 'Ask the Academy of Medical Sciences for its mentoring scheme.',
    needs: ['mentoring', 'career', 'research'],
    grades: ['researcher'],
    regions: [],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: '383b30d8-3354-4812-a427-064df7afbc4d',
    name: 'British Medical Association, Find your deanery',
    whoFor: 'Any doctor who wants to know who looks after training in their region.',
    offers:
      'Which deanery is yours. A deanery answers practical questions about training and work there, and may know of mentoring nearby.',
    howToReach:
      'Look for “Find your deanery” at the British Medical Association. England’s deaneries have been reorganised since; your postgraduate education department knows what yours is called now.',
    needs: ['local'],
    grades: [],
    regions: [],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: '583e8efd-23f2-4124-96c9-3cd0a36028ec',
    name: 'BMJ Learning on mentoring',
    whoFor: 'Any doctor, as part of continuing professional development.',
    offers:
      'Modules and events on skills beyond the clinical ones, one of them on what mentoring can do for you. It teaches; it does not find you a mentor.',
    howToReach: 'Search BMJ Learning for mentoring. Your library can say whether you have access.',
    needs: ['learning'],
    grades: [],
    regions: [],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: '4c5ab125-ed8c-4d83-8536-e08921d6ef2f',
    name: 'Derriford Hospital (Plymouth) mentoring',
    whoFor: 'Not stated; most likely doctors who work at the hospital.',
    offers: 'Mentoring at the hospital; more is not stated.',
    howToReach: 'Ask the hospital’s medical education department who looks after mentoring.',
    needs: ['mentoring'],
    grades: [],
    regions: ['south-west'],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: '2e9c5728-602e-46b2-a338-66af45668305',
    name: 'KSS Deanery GP mentoring',
    whoFor: 'Doctors in general practice in Kent, Surrey and Sussex.',
    offers: 'A mentoring programme that supports GPs in their education and development.',
    howToReach:
      'Ask the deanery’s general practice department for GP mentoring. England’s deaneries have been reorganised since, so it may go by another name.',
    needs: ['mentoring'],
    grades: ['gp', 'gp-trainee'],
    regions: ['kent-surrey-sussex'],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: '75620894-dfd0-4a5c-9d61-6de0fc58ca65',
    name: 'London Deanery coaching and mentoring',
    whoFor: 'Doctors in London. No grades are stated; ask whether yours is included.',
    offers:
      'Coaching and mentoring for personal development: making the most of your career and of how you work.',
    howToReach:
      'Ask London’s postgraduate medical education office for coaching and mentoring. England’s deaneries have been reorganised since, so it may go by another name.',
    needs: ['mentoring', 'coaching', 'career'],
    grades: [],
    regions: ['london'],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: '1024edcd-a0b9-4d3c-8127-3d5e3f7a544d',
    name: 'Royal College of Physicians mentoring',
    whoFor: 'Doctors in training.',
    offers:
      'A trained mentor of your own choice, from a bank of mentors across the UK, for professional and personal development.',
    howToReach: 'Ask the Royal College of Physicians for its mentoring scheme.',
    needs: ['mentoring'],
    grades: ['foundation', 'trainee'],
    regions: [],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: 'ee0aa58c-6869-477a-b82b-a30241c33d4c',
    name: 'Royal Cornwall Hospital mentoring',
    whoFor: 'Not stated; most likely doctors who work at the hospital.',
    offers: 'Mentoring at the hospital; more is not stated.',
    howToReach: 'Ask the hospital’s medical education department who looks after mentoring.',
    needs: ['mentoring'],
    grades: [],
    regions: ['south-west'],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: 'bef4c88b-38c4-4600-8a07-ed27becf4847',
    name: 'Social Mobility Foundation',
    whoFor:
      'Doctors who would like to mentor: it supports pupils of 16 and 17 from low-income homes, some of whom think of medicine.',
    offers:
      'A charity, founded in 2005, that looks for mentors in eleven lines of work, medicine among them.',
    howToReach: 'Ask the Social Mobility Foundation how to become one of its mentors.',
    needs: ['giving'],
    grades: [],
    regions: [],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: 'dbe7233e-5dff-409a-b6a7-80337679d976',
    name: 'South West Peninsula Deanery mentoring',
    whoFor: 'Foundation doctors, and doctors in core or specialty training, in the South West Peninsula.',
    offers: 'Support and guidance through mentoring while you train, with the rest of your career in mind.',
    howToReach:
      'Ask the deanery’s postgraduate education office for mentoring. England’s deaneries have been reorganised since, so it may go by another name.',
    needs: ['mentoring', 'career'],
    grades: ['foundation', 'trainee'],
    regions: ['south-west'],
    checkedOn: heldAgainstGuidanceOn,
  },
  {
    id: 'd934ef14-fda6-4309-9690-d9986695e3e9',
    name: 'Torbay Hospital mentoring',
    whoFor: 'Not stated; most likely doctors who work at the hospital.',
    offers: 'Mentoring at the hospital; more is not stated.',
    howToReach: 'Ask the hospital for its director of medical education.',
    needs: ['mentoring'],
    grades: [],
    regions: ['south-west'],
    checkedOn: heldAgainstGuidanceOn,
  },
];
