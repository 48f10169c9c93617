/** What Meadowbank has before anybody does anything: one scheme, its coordinators, and mentors with room to spare. */

import { randomUUID } from 'node:crypto';
import { demoScheme } from '../../../src/app/demo.ts';
import type { Change } from '../../../src/mentoring/records/change.ts';
import type { Offer } from '../../../src/mentoring/records/offer.ts';
import type { RapportStore } from '../../../src/store/store.ts';

export const coordinators = ['helen', 'grace'] as const;
export const mentors = ['seyma', 'priya', 'kwame', 'bola', 'fiona'] as const;

const offer: Omit<Offer, 'id' | 'schemeId' | 'personId'> = {
  portrait: '',
  areas: ['exams-arcp', 'balance'],
  skills: ['active-listening'],
  likesToHelp: 'Anybody.',
  capacity: 10,
  place: 'any',
  usualTimes: '',
  timeAgreed: true,
  state: 'open',
};

export async function seedMeadowbank(
  store: RapportStore,
  organisationId: string,
  personId: (rosterId: string) => string,
  now: Date,
): Promise<void> {
  const coordinatorIds = coordinators.map(personId);
  const schemeId = await store.ensureScheme(organisationId, { ...demoScheme, coordinatorIds });
  const changes = mentors.map((mentor): Change => ({
    change: 'insert',
    noun: 'offer',
    row: { ...offer, id: randomUUID(), schemeId, personId: personId(mentor) },
  }));
  await store.transact(organisationId, (tx) => tx.apply(changes, now));
}
