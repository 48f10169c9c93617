/** What a scheme has decided, in words: each setting with its name, theme by theme, as coordinators read it. */

import { currentModules } from '../mentoring/training.ts';
import type { MatchingWay, Scheme, SchemeKind } from '../mentoring/records/scheme.ts';
import { sayDays } from '../mentoring/scheme-rules.ts';
import { sayZone } from '../mentoring/time.ts';
import { capitalise, sayNumberOf, withinSentence } from '../mentoring/wording.ts';
import type { Choice } from '../ui/form.ts';

/** What is changed together, in one form. */
export type Theme =
  | 'about'
  | 'kind'
  | 'matching'
  | 'answering'
  | 'meetings'
  | 'check-ins'
  | 'confidentiality'
  | 'digest';

export const themes: Readonly<Record<Theme, string>> = {
  about: 'Name and who it is for',
  kind: 'Kind of scheme',
  matching: 'Matching and capacity',
  answering: 'Time to answer',
  meetings: 'Meetings, records and term',
  'check-ins': 'Check-ins',
  confidentiality: 'Confidentiality',
  digest: 'Weekly digest',
};

const KINDS: Readonly<Record<SchemeKind, { readonly label: string; readonly means: string }>> = {
  formal: { label: 'Formal', means: 'the employer knows of it and sets time aside' },
  informal: { label: 'Informal', means: 'colleagues among themselves' },
  targeted: { label: 'Targeted', means: 'for a group whose members say so themselves when they ask' },
  directed: { label: 'Directed', means: 'a regulator has made it a condition of practice' },
};

export const kinds = Object.keys(KINDS) as readonly SchemeKind[]; // its keys are exactly the kinds

/** "Targeted: for a group whose members say so themselves when they ask". */
export function sayKind(kind: SchemeKind): string {
  return `${KINDS[kind].label}: ${KINDS[kind].means}`;
}

export const kindChoices: readonly Choice[] = kinds.map((value) => ({ value, label: sayKind(value) }));

export function asKind(value: string): SchemeKind {
  const kind = kinds.find((one) => one === value);
  if (kind === undefined) throw new RangeError('Not a kind of scheme');
  return kind;
}

const WAYS: Readonly<Record<MatchingWay, string>> = {
  coordinator: 'A coordinator matches them',
  bank: 'They choose from the mentors who offer',
  named: 'They name somebody they have in mind',
};

export const wayChoices: readonly Choice[] = Object.entries(WAYS).map(([value, label]) => ({ value, label }));

export function asWays(values: readonly string[]): readonly MatchingWay[] {
  const all = Object.keys(WAYS) as readonly MatchingWay[]; // its keys are exactly the ways
  return all.filter((way) => values.includes(way));
}

const POLICIES: Readonly<Record<Scheme['recordsPolicy'], string>> = {
  'pair-decides': 'Each pair decides',
  none: 'None are kept',
  expected: 'The scheme expects them',
};

export const policyChoices: readonly Choice[] = Object.entries(POLICIES).map(([value, label]) => ({
  value,
  label,
}));

export function asPolicy(value: string): Scheme['recordsPolicy'] {
  if (!Object.hasOwn(POLICIES, value)) throw new RangeError('Not a policy about records');
  return value as Scheme['recordsPolicy']; // it is one of the record's own keys
}

/** The settings of a theme, each by its name. What is not set is left out where nothing follows from that. */
export function sayTheme(scheme: Scheme, theme: Theme): Readonly<Record<string, string>> {
  switch (theme) {
    case 'about':
      return {
        Name: scheme.name,
        'Who it is for': scheme.about,
        'Takes requests': scheme.acceptsRequests ? 'yes' : 'no',
      };
    case 'kind':
      return {
        Kind: sayKind(scheme.kind),
        ...(scheme.eligibility !== undefined && { 'Who asks declares': scheme.eligibility }),
        ...(scheme.reportBack !== undefined && { 'What is reported back': scheme.reportBack }),
      };
    case 'matching':
      return {
        'How people find a mentor': sayWays(scheme.matching),
        'One mentor has at most':
          scheme.mostMentees === undefined
            ? 'as many as each decides'
            : sayNumberOf(scheme.mostMentees, 'mentee', 'mentees'),
        'A coordinator introduces the two': scheme.introduces ? 'yes' : 'no',
      };
    case 'answering':
      return {
        'A mentor is reminded after': sayDays(scheme.replyDays),
        'Somebody else is asked after': sayDays(scheme.expiryDays),
      };
    case 'meetings':
      return {
        'Between meetings': sayDays(scheme.cadenceDays),
        'A meeting lasts': `${scheme.meetingMinutes} minutes`,
        Records: POLICIES[scheme.recordsPolicy],
        'A mentoring lasts':
          scheme.termMonths === undefined
            ? 'as long as it helps'
            : sayNumberOf(scheme.termMonths, 'month', 'months'),
      };
    case 'check-ins':
      return { 'Asked how it goes': sayCheckIns(scheme) };
    case 'confidentiality':
      return { 'What everybody is told': scheme.confidentiality };
    case 'digest':
      return {
        'Posted in':
          scheme.digest === undefined
            ? 'no channel yet: type “admin” in the channel where it should go'
            : scheme.digest.channel.name,
        ...(scheme.digest !== undefined && { When: sayDigestTime(scheme.digest) }),
      };
    default:
      return theme satisfies never;
  }
}

/** "Each of a pair, after 30 days, then every 60 days". */
function sayCheckIns({ checkInFirstDays = 0, checkInEveryDays = 0 }: Scheme): string {
  if (checkInFirstDays === 0) return 'nobody';
  const first = `each of a pair, after ${sayDays(checkInFirstDays)}`;
  return checkInEveryDays === 0 ? `${first}, once` : `${first}, then every ${sayDays(checkInEveryDays)}`;
}

/** "Mentors do one module, mentees none", or that nothing is asked. */
export function sayTraining(scheme: Scheme): string {
  const modules = currentModules(scheme);
  if (modules.length === 0) return 'None is asked for.';
  const count = (part: 'mentor' | 'mentee') =>
    sayNumberOf(modules.filter(({ who }) => who === part || who === 'both').length, 'module', 'modules');
  return `Before a first meeting mentors do ${count('mentor')}, and mentees ${count('mentee')}.`;
}

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** "Mondays at 09:00 (London time)". */
export function sayDigestTime({ weekday, time, zone }: NonNullable<Scheme['digest']>): string {
  return `${weekdays[weekday - 1] ?? 'Monday'}s at ${time} (${sayZone(zone)})`;
}

function sayWays(ways: readonly MatchingWay[]): string {
  const said = wayChoices
    .filter(({ value }) => ways.some((way) => way === value))
    .map(({ label }) => withinSentence(label));
  return capitalise(
    said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} or ${said.at(-1) ?? ''}`,
  );
}
