/** One transaction of one organisation: what every query of ours runs in. */

import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { isStale } from './dialect.ts';
import type { KeyRing } from './keys.ts';
import type { Tables } from './schema.ts';
import { createVault } from './vault.ts';
import type { Vault } from './vault.ts';

export type Scope = {
  readonly trx: Transaction<Tables>;
  readonly organisationId: string;
  readonly vault: Vault;
};

export type InOrganisation = <T>(organisationId: string, work: (scope: Scope) => Promise<T>) => Promise<T>;

/** How often a transaction is tried that the database itself broke off. */
const mostTries = 6;

/**
 * Runs `work` in a transaction that sees one organisation. Runs it again from the start, after a short random wait,
 * when the database broke it off for a deadlock, a serialisation failure or a statement that it had forgotten.
 */
export function inOrganisations(database: Database, ring: KeyRing): InOrganisation {
  return async (organisationId, work) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await database.app.transaction().execute(async (trx) => {
          // Only for this transaction: set for the session, it would leak to whoever gets the connection next.
          // Written into the statement, which then has no parameters and travels with `begin`.
          await sql`select set_config('rapport.organisation_id', ${sql.lit(organisationId)}, true)`.execute(
            trx,
          );
          return work({ trx, organisationId, vault: createVault(trx, organisationId, ring) });
        });
      } catch (error) {
        if (tries === mostTries || !isBrokenOff(error)) throw error;
        await new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** tries));
      }
    }
  };
}

function isBrokenOff(error: unknown): boolean {
  const serialisationFailure = '40001';
  const deadlock = '40P01';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === serialisationFailure || code === deadlock || isStale(error);
}
