/** What the fictional organisation begins the year with: an offer of everybody who is to mentor. */

import type * as Demo from '../../../src/app/demo.ts';
import { pairs } from './people.ts';

/** In the place of the offers that a playground starts with; what it says of the scheme stays. */
export const yearOffers: typeof Demo.demoOffers = Object.fromEntries(
  pairs.map(({ mentor }) => [
    mentor.id,
    {
      portrait: `${mentor.name} has been at Meadowbank for some years.`,
      areas: ['career-planning', 'exams-arcp', 'balance'],
      skills: ['active-listening', 'questioning'],
      likesToHelp: 'Anybody who would like to think aloud.',
      capacity: 3,
      place: 'any',
      usualTimes: 'Lunchtimes',
      timeAgreed: true,
      state: 'open',
    },
  ]),
);
