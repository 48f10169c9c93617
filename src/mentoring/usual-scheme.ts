/** What a scheme decides until its coordinators decide otherwise. */

import type { Scheme } from './records/scheme.ts';

/**
 * Monthly hours, as most NHS schemes have them; a week to answer and two until a request moves on; asked how it goes
 * after a month, and then every two; matched by a coordinator, or with somebody the mentee has in mind.
 */
export const usualScheme = {
  kind: 'formal',
  cadenceDays: 28,
  meetingMinutes: 60,
  replyDays: 7,
  expiryDays: 14,
  confidentialityVersion: 1,
  acceptsRequests: true,
  matching: ['coordinator', 'named'],
  recordsPolicy: 'pair-decides',
  checkInFirstDays: 30,
  checkInEveryDays: 60,
  introduces: false,
  modules: [],
} as const satisfies Partial<Scheme>;
