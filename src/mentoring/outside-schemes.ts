/**
 * The directory of mentoring schemes outside the organisation: the entries that ship with Rapport, with what the
 * organisation has corrected, checked, added or retired.
 */

import { shippedOutsideSchemes } from './outside-schemes-data.ts';
import type { ShippedOutsideScheme } from './outside-schemes-data.ts';
import type { OutsideSchemeEntry, OutsideSchemeWords } from './records/organisation.ts';
import { daysBetween, sayDate } from './time.ts';

/** An entry as the organisation has it. */
export type OutsideScheme = OutsideSchemeWords & {
  readonly id: string;
  /** `shipped`: with the words that it came with. `corrected`: with other words. `own`: the organisation's own. */
  readonly origin: 'shipped' | 'corrected' | 'own';
  readonly checked: Checked;
  readonly retired: boolean;
};

/** The day of the last check, and what it was checked against: printed guidance only, or the scheme itself. */
export type Checked = { readonly on: string; readonly against: 'guidance' | 'scheme' };

/** After so many days, what was right once is worth looking at again. */
export const CHECK_AGAIN_DAYS = 365;

/** Every entry, retired ones too: those that ship first, then the organisation's own in the order given. */
export function directoryOf(
  kept: readonly OutsideSchemeEntry[] = [],
  shipped: readonly ShippedOutsideScheme[] = shippedOutsideSchemes,
): readonly OutsideScheme[] {
  const changed = new Map(kept.map((one) => [one.id, one]));
  const shippedIds = new Set(shipped.map(({ id }) => id));
  return [
    ...shipped.map((entry) => asKept(entry, changed.get(entry.id))),
    ...kept.flatMap((one) => (shippedIds.has(one.id) ? [] : ownEntry(one))),
  ];
}

/** The entries that people are shown, by name. */
export function listedIn(directory: readonly OutsideScheme[]): readonly OutsideScheme[] {
  return directory.filter(({ retired }) => !retired).toSorted(byName);
}

/** Why somebody should look at an entry again: nobody here has ever confirmed it, or that was over a year ago. */
export function needsCheck(
  { checked }: Pick<OutsideScheme, 'checked'>,
  today: string,
): 'never-confirmed' | 'long-ago' | undefined {
  if (checked.against === 'guidance') return 'never-confirmed';
  return daysBetween(checked.on, today) > CHECK_AGAIN_DAYS ? 'long-ago' : undefined;
}

/** "3 December 2026, by a coordinator here". */
export function sayChecked({ checked }: Pick<OutsideScheme, 'checked'>): string {
  return checked.against === 'scheme'
    ? `${sayDate(checked.on)}, by a coordinator here`
    : `${sayDate(checked.on)}, as named in older mentoring guidance; contact details not verified`;
}

/** Those to look at first: never confirmed, then the longest ago, then what is current; retired ones last. */
export function byNeedOfCheck(directory: readonly OutsideScheme[], today: string): readonly OutsideScheme[] {
  const rank = (entry: OutsideScheme): number => {
    if (entry.retired) return 2;
    return needsCheck(entry, today) === undefined ? 1 : 0;
  };
  const since = ({ checked }: OutsideScheme): string => (checked.against === 'guidance' ? '' : checked.on);
  return directory.toSorted((a, b) => rank(a) - rank(b) || compare(since(a), since(b)) || byName(a, b));
}

/** The other entry of the same name, however it is written; nobody could tell the two apart. */
export function namesake(
  directory: readonly OutsideScheme[],
  name: string,
  id?: string,
): OutsideScheme | undefined {
  const wanted = plain(name);
  return directory.find((entry) => entry.id !== id && plain(entry.name) === wanted);
}

export function byName(one: Pick<OutsideScheme, 'name' | 'id'>, other: typeof one): number {
  return collator.compare(one.name, other.name) || compare(one.id, other.id);
}

function asKept(entry: ShippedOutsideScheme, kept: OutsideSchemeEntry | undefined): OutsideScheme {
  const { id, checkedOn, ...words } = entry;
  const checked: Checked =
    kept?.checkedOn === undefined
      ? { on: checkedOn, against: 'guidance' }
      : { on: kept.checkedOn, against: 'scheme' };
  return {
    ...(kept?.words ?? words),
    id,
    origin: kept?.words === undefined ? 'shipped' : 'corrected',
    checked,
    retired: kept?.retired ?? false,
  };
}

/** Without words of its own it was about a shipped entry that ships no more: there is nothing left to show. */
function ownEntry({ id, words, checkedOn, retired }: OutsideSchemeEntry): readonly OutsideScheme[] {
  if (words === undefined || checkedOn === undefined) return [];
  return [{ ...words, id, origin: 'own', checked: { on: checkedOn, against: 'scheme' }, retired }];
}

const collator = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
