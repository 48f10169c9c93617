/**
 * Where the queues live: Redis, or a schema of our own PostgreSQL. The only file that knows which of the two it is.
 *
 * Producers fail fast: a turn that has committed must not wait for a broken queue. Workers wait: they have nothing else
 * to do, and take up again when it is back.
 */

import { createPostgresBackend, createRedisBackend, runMigrations, withBackend } from 'bullmq';
import type { Job, PgPool, Queue, Worker } from 'bullmq';
import { Client, Pool } from 'pg';

import type { Log } from '../src/log.ts';
import { queueNames } from './queues.ts';
import type { QueueName } from './queues.ts';

export type CarrierConnection = {
  readonly kind: 'redis' | 'postgres';
  /** The producers' side of a queue: one object for each queue, shared. */
  readonly queue: (name: QueueName) => CarrierQueue;
  /**
   * Starts taking jobs from a queue. Rejects when the database refuses; waits for a Redis that is away. The caller closes
   * the worker before it closes the connection.
   */
  readonly worker: (name: QueueName, run: RunJob, concurrency: number) => Promise<CarrierWorker>;
  /** Rejects when the queues cannot be reached now. For `/readyz`. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** What both backends have in common and we use. */
export type CarrierQueue = Pick<
  Queue,
  | 'add'
  | 'addBulk'
  | 'remove'
  | 'getJob'
  | 'getJobCounts'
  | 'upsertJobScheduler'
  | 'getJobScheduler'
  | 'getWorkersCount'
>;
export type CarrierWorker = Pick<Worker, 'close' | 'disconnect'> & {
  readonly on: (event: 'completed' | 'drained', listener: () => void) => unknown;
};

type OpenQueue = CarrierQueue & Pick<Queue, 'close' | 'waitUntilReady'> & Fallible;

type Fallible = { readonly on: (event: 'error', listener: (error: Error) => void) => unknown };

export type RunJob = (job: Job, token: string | undefined) => Promise<void>;

export type ConnectionOptions = {
  /** Given: the queues are in this Redis. Otherwise they are in the database. */
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
  readonly log: Log;
  /** First part of every key in Redis, where several installations share one. */
  readonly prefix?: string;
  /** How long a job of a worker that died is left to it; half a minute where nothing is said. */
  readonly lockMs?: number;
};

/** BullMQ looks for its tables here and nowhere else when it is handed a pool. */
const schema = 'bullmq';

/** How long a producer waits for a connection, and for the answer to one command. */
const connectPatienceMs = 1_000;
const commandPatienceMs = 2_000;

/**
 * Database connections this takes: two where only producers run. Where workers run another nine: one for each of the
 * four queues that only listens, five for taking and finishing jobs.
 */
const producerPoolSize = 2;
const workerPoolSize = queueNames.length + 5;

/** A worker whose fetch failed tries again after this; BullMQ's own 15 seconds would be added to every outage. */
const workerRetryMs = 1_000;

export async function openConnection(options: ConnectionOptions): Promise<CarrierConnection> {
  return options.redisUrl === undefined
    ? await openPostgres(options)
    : openRedis({ ...options, redisUrl: options.redisUrl });
}

function openRedis(options: ConnectionOptions & { redisUrl: string }): CarrierConnection {
  const { log } = options;
  const locks = locksOf(options);
  const prefix = options.prefix ?? 'rapport';
  const producer = {
    url: options.redisUrl,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: connectPatienceMs,
    commandTimeout: commandPatienceMs,
    // A connection that has gone silent is given up, or every later command would run into its time limit as well.
    socketTimeout: commandPatienceMs,
    retryStrategy: reconnectAfterMs,
  };
  const consumer = {
    url: options.redisUrl,
    maxRetriesPerRequest: null,
    // Longer than the 10 seconds for which an idle worker blocks.
    socketTimeout: 20_000,
    retryStrategy: reconnectAfterMs,
  };
  const bull = withBackend(createRedisBackend);
  const queues = producers((name) => new bull.Queue(name, { connection: producer, prefix }), log);
  return {
    kind: 'redis',
    queue: (name) => queues[name],
    worker: async (name, run, concurrency) =>
      heard(
        new bull.Worker(name, async (job, token) => await run(job, token), {
          connection: consumer,
          prefix,
          concurrency,
          runRetryDelay: workerRetryMs,
          ...locks,
        }),
        `worker ${name}`,
        log,
      ),
    ping: async () => await ping(queues.timers),
    close: onlyOnce(async () => await closeAll(Object.values(queues))),
  };
}

async function openPostgres(options: ConnectionOptions): Promise<CarrierConnection> {
  const { log } = options;
  const locks = locksOf(options);
  await migrate(options.databaseUrl);
  const pools: Pool[] = [];
  const openPool = (where: string, max: number, connectMs: number, commandMs: number): PgPool => {
    const pool = new Pool({
      connectionString: withSearchPath(options.databaseUrl),
      application_name: 'rapport queues',
      max,
      keepAlive: true,
      connectionTimeoutMillis: connectMs,
      query_timeout: commandMs,
    });
    pool.on('error', (error) => log('warn', { type: 'carrier_error', where, error }));
    pools.push(pool);
    return pool as PgPool; // documented to take any `pg.Pool`; the types of pg say the same in more overloads
  };
  const producer = openPool('producer pool', producerPoolSize, connectPatienceMs, commandPatienceMs);
  const bull = withBackend(createPostgresBackend);
  const queues = producers((name) => new bull.Queue(name, { connection: producer }), log);
  const close = onlyOnce(async () => {
    await closeAll(Object.values(queues));
    await Promise.all(pools.map((pool) => pool.end()));
  });
  try {
    // A queue remembers for ever that its first look at the schema failed: better not to start.
    await Promise.all(Object.values(queues).map((queue) => queue.waitUntilReady()));
  } catch (error) {
    await close();
    throw error;
  }
  let consumer: PgPool | undefined;
  return {
    kind: 'postgres',
    queue: (name) => queues[name],
    worker: async (name, run, concurrency) => {
      consumer ??= openPool('worker pool', workerPoolSize, 10_000, 10_000);
      const worker = heard(
        new bull.Worker(name, async (job, token) => await run(job, token), {
          connection: consumer,
          concurrency,
          runRetryDelay: workerRetryMs,
          ...locks,
        }),
        `worker ${name}`,
        log,
      );
      await worker.waitUntilReady(); // like a queue, it would never forget that this failed
      return worker;
    },
    ping: async () => await ping(queues.timers),
    close,
  };
}

function locksOf({ lockMs }: ConnectionOptions): { lockDuration?: number; stalledInterval?: number } {
  return lockMs === undefined ? {} : { lockDuration: lockMs, stalledInterval: lockMs };
}

/** Makes or updates the queue tables. Safe from many processes at once: BullMQ takes a lock and does it once. */
async function migrate(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'rapport queues' });
  await client.connect();
  try {
    await runMigrations(client, schema);
  } finally {
    await client.end();
  }
}

/** In the URL, because what an URL says about `options` would overrule the pool's own settings. */
function withSearchPath(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const own = `-c search_path=${schema},public`;
  const given = url.searchParams.get('options');
  url.searchParams.set('options', given === null ? own : `${given} ${own}`);
  return url.href;
}

function producers(open: (name: QueueName) => OpenQueue, log: Log): Record<QueueName, OpenQueue> {
  const opened = (name: QueueName): OpenQueue => heard(open(name), `queue ${name}`, log);
  return {
    timers: opened('timers'),
    tasks: opened('tasks'),
    deliveries: opened('deliveries'),
    sweep: opened('sweep'),
  };
}

/** Without a listener an `error` event ends the process. */
function heard<T extends Fallible>(emitter: T, where: string, log: Log): T {
  emitter.on('error', (error: Error) => log('warn', { type: 'carrier_error', where, error }));
  return emitter;
}

async function ping(queue: CarrierQueue): Promise<void> {
  await queue.getJobCounts('waiting');
}

async function closeAll(closing: readonly { close: () => Promise<void> }[]): Promise<void> {
  await Promise.allSettled(closing.map((one) => one.close()));
}

function onlyOnce(run: () => Promise<void>): () => Promise<void> {
  let ran: Promise<void> | undefined;
  return async () => await (ran ??= run());
}

/** Milliseconds before the next attempt to connect: soon at first, then every two seconds. */
function reconnectAfterMs(attempt: number): number {
  return Math.min(100 * attempt, 2_000);
}
