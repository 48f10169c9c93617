/** What papers are made from: the store's facts as their reader would be shown them, asked again at every making. */

import type { PaperFacts } from '../documents/paper-loader.ts';
import type { Clock, Reader } from '../engine/ports.ts';
import type { FactsOf } from '../mentoring/facts.ts';
import { readReport } from '../store/benefits-reports.ts';
import type { RapportStore } from '../store/store.ts';

export function paperFacts(
  store: Pick<RapportStore, 'transact' | 'heldAsMentor' | 'inOrganisation'>,
  clock: Clock,
): PaperFacts {
  async function load<S extends 'person' | 'relationship'>(
    { organisationId, personId }: Reader,
    subject: S,
    id: string,
    args?: Readonly<Record<string, string>>,
  ): Promise<FactsOf[S] | undefined> {
    const facts = await store.transact(organisationId, (tx) =>
      tx.loadFacts(subject, id, personId, clock.now(), args),
    );
    return facts as FactsOf[S] | undefined; // what the store loads for this subject
  }

  return {
    person: (reader) => load(reader, 'person', reader.personId),
    everything: (reader) => load(reader, 'person', reader.personId, { all: 'yes' }),
    relationship: (reader, id) => load(reader, 'relationship', id),
    benefits: ({ organisationId, personId }, reportId) =>
      store.inOrganisation(organisationId, (scope) => readReport(scope, reportId, personId)),
    held: ({ organisationId, personId }, from, until) =>
      store.heldAsMentor(organisationId, personId, from, until),
  };
}
