/** What a search field shows while somebody types: people of their organisation, or time zones. */

import type { Ingress } from '../../src/engine/ports.ts';
import { findZones } from '../../src/ui/find-zones.ts';
import { PLATFORM } from './address.ts';
import type { InputChoice } from './elements.ts';
import { wirePerson } from './inputs.ts';
import type { ReadSearch } from './read.ts';
import { sayPerson } from './render-field.ts';

export type SearchAnswer = {
  readonly statusCode: 200;
  readonly type: 'application/vnd.microsoft.search.searchResponse';
  readonly value: { readonly results: readonly InputChoice[] };
};

export async function answerSearch(search: ReadSearch, ingress: Ingress): Promise<SearchAnswer> {
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: await findChoices(search, ingress) },
  };
}

async function findChoices(search: ReadSearch, ingress: Ingress): Promise<readonly InputChoice[]> {
  switch (search.dataset) {
    case 'people': {
      if (search.typed === '') return [];
      const { tenantId, aadObjectId } = search.asker;
      const found = await ingress.findPeople(
        { workspace: { platform: PLATFORM, externalId: tenantId }, externalId: aadObjectId },
        search.typed,
        search.limit,
      );
      return found
        .slice(0, search.limit)
        .map((person) => ({ title: sayPerson(person), value: wirePerson(person) }));
    }
    case 'zones':
      return findZones(search.typed, search.limit).map((zone) => ({ title: zone, value: zone }));
    default:
      return [];
  }
}
