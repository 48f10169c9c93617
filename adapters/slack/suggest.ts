/** What a picker offers while somebody types into it: people of their organisation, or time zones. */

import type { PlainTextOption } from '@slack/types';
import type { Ingress } from '../../src/engine/ports.ts';
import { findZones } from '../../src/ui/find-zones.ts';
import { limits } from './limits.ts';
import type { Reading } from './read.ts';
import { personOption, zoneOption } from './render-field.ts';

export type Suggestions = { readonly options: readonly PlainTextOption[] };

export async function suggest(
  ingress: Pick<Ingress, 'findPeople'>,
  asked: Extract<Reading, { read: 'suggest' }>,
): Promise<Suggestions> {
  const most = limits.selectOptions.value;
  if (asked.what === 'zones')
    return { options: findZones(asked.typed, most).flatMap((zone) => zoneOption(zone) ?? []) };
  const people = await ingress.findPeople(asked.asker, asked.typed, most);
  return { options: people.slice(0, most).flatMap((person) => personOption(person) ?? []) };
}
