/** What directed mentoring reports back: the scheme's words, who has accepted exactly those, and what holds for a pair. */

import type { Consent, Relationship } from './records/relationship.ts';
import type { Scheme } from './records/scheme.ts';

type Wording = Pick<Scheme, 'kind' | 'reportBack'>;

/** Of a pair. `consents`: of either of the two, of whatever words; absent where that is nothing. */
type Consented = {
  readonly relationship: Pick<Relationship, 'menteeId' | 'mentorId' | 'state'>;
  readonly scheme: Wording;
  readonly consents?: readonly Consent[] | undefined;
};

/** What somebody has said yes to before there is a pair. */
export type Accepted = { readonly reportBack?: string | undefined; readonly reportBackAt?: Date | undefined };

/** Word for word what is reported back; absent wherever mentoring is not directed. */
export function reportBackOf({ kind, reportBack }: Wording): string | undefined {
  return kind === 'directed' ? reportBack : undefined;
}

/** Whether they have said yes to the scheme's words of now. Where nothing is reported there is nothing to accept. */
export function hasAccepted(scheme: Wording, { reportBack }: Accepted): boolean {
  const wording = reportBackOf(scheme);
  return wording === undefined || wording === reportBack;
}

/** Of a pair that goes on: who has yet to accept the scheme's words of now. */
export function yetToAccept({ relationship, scheme, consents = [] }: Consented): readonly string[] {
  const wording = reportBackOf(scheme);
  if (wording === undefined || relationship.state === 'ended') return [];
  return [relationship.menteeId, relationship.mentorId].filter(
    (id) => !consents.some((one) => one.personId === id && one.wording === wording),
  );
}

/**
 * What may be reported of a pair, and since when both have accepted it. While they go on that is the scheme's wording of
 * now or nothing; once they have ended, what they last accepted stays as it was.
 */
export function agreedReportBack({
  relationship,
  scheme,
  consents = [],
}: Consented): { readonly wording: string; readonly since: Date } | undefined {
  const { menteeId, mentorId, state } = relationship;
  return consents
    .filter(({ personId, wording }) => personId === menteeId && holds(wording))
    .flatMap(({ wording, givenAt }) => {
      const other = consents.find((one) => one.personId === mentorId && one.wording === wording);
      return other === undefined
        ? []
        : [{ wording, since: other.givenAt > givenAt ? other.givenAt : givenAt }];
    })
    .toSorted((one, another) => another.since.getTime() - one.since.getTime())
    .at(0);

  function holds(wording: string): boolean {
    return state === 'ended' || wording === reportBackOf(scheme);
  }
}

/**
 * Tells wordings apart in a control: whoever says yes beside words that have changed meanwhile has not said yes to the
 * new ones. What counts as evidence is the wording itself, which is kept in full. (FNV-1a, 32 bits.)
 */
export function markOf(wording: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < wording.length; index += 1)
    hash = Math.imul(hash ^ wording.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
