/** How the stored data keys stand to the keys of the configuration: who wraps how many, and whether all can be opened. */

import type { InOrganisation, Scope } from './scope.ts';

export type KeyCensus = {
  /** Data keys that are in use, by the id of the key that wraps them. */
  readonly wrappedBy: ReadonlyMap<string, number>;
  /** How many cannot be opened, and the first one's reason. */
  readonly unreadable: { readonly count: number; readonly why: string } | undefined;
};

const batch = 500;

/** Tries every data key of these organisations. Reads only. */
export async function takeKeyCensus(
  inOrganisation: InOrganisation,
  organisationIds: readonly string[],
): Promise<KeyCensus> {
  const wrappedBy = new Map<string, number>();
  let count = 0;
  let why: string | undefined;
  for (const organisationId of organisationIds) {
    let after: string | undefined;
    do {
      const page = await inOrganisation(organisationId, (scope) => tryKeys(scope, after));
      for (const keyId of page.keyIds) wrappedBy.set(keyId, (wrappedBy.get(keyId) ?? 0) + 1);
      count += page.faults.length;
      why ??= page.faults[0];
      after = page.next;
    } while (after !== undefined);
  }
  return { wrappedBy, unreadable: why === undefined ? undefined : { count, why } };
}

type Page = {
  readonly keyIds: readonly string[];
  readonly faults: readonly string[];
  readonly next: string | undefined;
};

async function tryKeys({ trx, organisationId, vault }: Scope, after: string | undefined): Promise<Page> {
  const rows = await trx
    .selectFrom('data_key')
    .select(['id', 'owner_kind', 'owner_id', 'wrapping_key', 'wrapped'])
    .where('organisation_id', '=', organisationId)
    .where('destroyed_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(batch)
    .execute();
  const faults = rows.flatMap((row) => {
    try {
      // The vault unwraps what it takes in, for the one place where it belongs.
      vault.add([{ ...row, wrapped: row.wrapped === null ? null : `\\x${row.wrapped.toString('hex')}` }]);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
  return {
    keyIds: rows.map((row) => row.wrapping_key),
    faults,
    next: rows.length === batch ? rows.at(-1)?.id : undefined,
  };
}
