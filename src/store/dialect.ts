/**
 * How Kysely's queries travel to PostgreSQL: as with its own dialect, but with fewer round trips and less planning.
 *
 * - `begin` travels with the first statement that has no parameters, which for us is the one that names the
 *   organisation: one round trip less in every transaction.
 * - A statement that comes again and again is prepared. Planning those that gather facts takes several times as long as
 *   running them. Each connection plans them for itself; when a table has changed or grown, PostgreSQL plans anew.
 *
 * A prepared statement can be lost (something in between has reset the session) or be outlived by its table (a migration
 * has changed what it returns). All are then prepared anew; a transaction that met it is run again, see `isStale`.
 */

import { PostgresDialect } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import type pg from 'pg';

/** So often a text has come before it is prepared: one that came once may never come again. */
const worthPreparing = 3;

/** Texts with as many values as there are rows to insert are many: what is prepared must not grow without end. */
const mostPrepared = 250;
const mostCounted = 2_000;

/** Whoever forgets so often what was prepared is not asked to remember: a pooler that hands sessions round, say. */
const mostForgotten = 10;

export function createDialect(pool: pg.Pool): Dialect {
  const usual = new PostgresDialect({ pool });
  return {
    createAdapter: () => usual.createAdapter(),
    createIntrospector: (db) => usual.createIntrospector(db),
    createQueryCompiler: () => usual.createQueryCompiler(),
    createDriver: () => createDriver(pool),
  };
}

/** A prepared statement was of no use any more. Asked again, it is prepared anew. */
export function isStale(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const lost = '26000';
  const notSupported = '0A000';
  return error.code === lost || (error.code === notSupported && error.message.startsWith('cached plan '));
}

type Connection = DatabaseConnection & {
  /** What opens the transaction, as long as it has not been sent. */
  begin: string | undefined;
  inTransaction: boolean;
  readonly client: pg.PoolClient;
};

function createDriver(pool: pg.Pool): Driver {
  const prepared = preparedTexts();
  const own = new WeakMap<DatabaseConnection, Connection>();
  const of = (connection: DatabaseConnection): Connection => {
    const found = own.get(connection);
    if (found === undefined) throw new Error('This connection was not acquired here');
    return found;
  };
  const end = async (connection: DatabaseConnection, how: 'commit' | 'rollback'): Promise<void> => {
    const ours = of(connection);
    const { begin, client } = ours;
    ours.begin = undefined;
    ours.inTransaction = false;
    // Nothing was asked since it began, so that there is nothing to end.
    if (begin === undefined) await client.query(how);
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: async () => {
      const connection = connectionOf(await pool.connect(), prepared);
      own.set(connection, connection);
      return connection;
    },
    releaseConnection: (connection) => {
      of(connection).client.release();
      return Promise.resolve();
    },
    beginTransaction: (connection, { isolationLevel, accessMode }) => {
      const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`;
      const ours = of(connection);
      ours.begin = `begin${level}${accessMode === undefined ? '' : ` ${accessMode}`}`;
      ours.inTransaction = true;
      return Promise.resolve();
    },
    commitTransaction: (connection) => end(connection, 'commit'),
    rollbackTransaction: (connection) => end(connection, 'rollback'),
    destroy: () => pool.end(),
  };
}

function connectionOf(client: pg.PoolClient, prepared: PreparedTexts): Connection {
  async function execute(text: string, values: unknown[]): Promise<pg.QueryResult<object>> {
    const { begin } = connection;
    connection.begin = undefined;
    if (begin !== undefined && values.length === 0) {
      // One message, two statements: the answer is a list of two results, where pg's types speak of one.
      const both = (await client.query(`${begin}; ${text}`)) as unknown as readonly [unknown, pg.QueryResult];
      return both[1];
    }
    if (begin !== undefined) await client.query(begin);
    if (values.length === 0) return client.query(text);
    const name = prepared.nameOf(text);
    if (name === undefined) return client.query(text, values);
    try {
      return await client.query({ name, text, values });
    } catch (error) {
      if (!isStale(error)) throw error;
      prepared.forget(name);
      // A transaction is broken off by it; a statement of its own can be asked again plainly.
      if (connection.inTransaction) throw error;
      return client.query(text, values);
    }
  }
  const connection: Connection = {
    begin: undefined,
    inTransaction: false,
    client,
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { command, rowCount, rows } = await execute(sql, [...parameters]);
      const writes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command);
      // The rows of a statement are what its caller says they are: Kysely has no other way of knowing.
      return { ...(writes && { numAffectedRows: BigInt(rowCount ?? 0) }), rows: rows as R[] };
    },
    streamQuery: () => {
      throw new Error('Nothing here is read row by row');
    },
  };
  return connection;
}

type PreparedTexts = {
  /** The same on every connection; `undefined` for a text that has not come often enough. */
  readonly nameOf: (text: string) => string | undefined;
  /** This one was of no use: from now on every text has another name. */
  readonly forget: (name: string) => void;
};

function preparedTexts(): PreparedTexts {
  const names = new Map<string, string>();
  const came = new Map<string, number>();
  let forgotten = 0;
  const current = (): string => `rapport_${forgotten}_`;
  return {
    nameOf: (text) => {
      const known = names.get(text);
      if (known !== undefined || names.size >= mostPrepared || forgotten >= mostForgotten) return known;
      const times = (came.get(text) ?? 0) + 1;
      if (times < worthPreparing) {
        if (came.size >= mostCounted) came.clear();
        came.set(text, times);
        return undefined;
      }
      came.delete(text);
      const name = `${current()}${names.size}`;
      names.set(text, name);
      return name;
    },
    forget: (name) => {
      // Other connections, which knew it by the same name, have met the same at the same time.
      if (!name.startsWith(current())) return;
      forgotten += 1;
      names.clear();
    },
  };
}
