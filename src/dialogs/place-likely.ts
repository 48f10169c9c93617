/** Where a pair is likely to meet: as they agreed, else as they met last. */

import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { MeetingPlace } from '../mentoring/records/meeting.ts';

export function placeLikely({
  agreement,
  meetings,
}: Pick<RelationshipFacts, 'agreement' | 'meetings'>): MeetingPlace | undefined {
  const agreed = agreement?.terms.place;
  return agreed === undefined || agreed === 'any' ? meetings.at(-1)?.place : agreed;
}
