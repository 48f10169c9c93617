/** Puts everything together from a configuration: starts it in order, stops it in reverse. */

import { openConnection } from '../../jobs/connection.ts';
import { createAlarm } from '../../jobs/alarm.ts';
import { createDrains } from '../../jobs/drains.ts';
import { createLoader } from '../../jobs/loader.ts';
import { startWorkers } from '../../jobs/worker.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { registry } from '../dialogs/registry.ts';
import { createDocuments, linksToDrawings } from '../documents/documents.ts';
import { ownDataLoader } from '../documents/own-data-loader.ts';
import { paperLoader } from '../documents/paper-loader.ts';
import { DeliveryError } from '../errors.ts';
import { createDeliveries } from '../engine/deliver.ts';
import { readDirectory } from '../engine/directory.ts';
import type { ChatPort, Clock, Probe } from '../engine/ports.ts';
import { createTasks } from '../engine/task.ts';
import { createTurns } from '../engine/turn.ts';
import type { Log } from '../log.ts';
import { openDatabase } from '../store/database.ts';
import { newKey, parseKeys } from '../store/keys.ts';
import { migrate } from '../store/migrate.ts';
import { createStore } from '../store/store.ts';
import type { RapportStore } from '../store/store.ts';
import { carrierState } from './carrier-state.ts';
import { csvFiles } from './csv/csv-files.ts';
import { openDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { fileLinks } from './file-links.ts';
import { answer, listen, route } from './http.ts';
import type { Route } from './http.ts';
import { createMetrics } from './metrics.ts';
import { opsRoutes } from './ops/routes.ts';
import { paperFacts } from './paper-facts.ts';
import { configuredPlatforms, pretendPlatforms } from './platforms.ts';
import type { Platform } from './platforms.ts';
import { tasksOf } from './tasks.ts';
import { startPlaygroundHost } from './playground-host.ts';
import type { PlaygroundHost } from './playground-host.ts';

export type Rapport = {
  readonly port: number;
  /** Where people's browsers reach it. */
  readonly url: string;
  /** Where the embedded database keeps its data; `undefined` when `DATABASE_URL` names one. */
  readonly embeddedData: string | undefined;
  /** Resolves when everything has been let go, within about ten seconds. */
  readonly stop: () => Promise<void>;
};

export type StartOptions = {
  readonly log: Log;
  /** For tests that end the process at a chosen step. */
  readonly probe?: Probe;
  /** For tests: another time than the system's. The playground brings its own. */
  readonly clock?: Clock;
  /** For tests that end the process many times, and cannot wait as long as production does. */
  readonly patience?: Patience;
  /** For tests that share a Redis. */
  readonly queuePrefix?: string;
};

/** How long what a process that died held is left to it, and how soon what was forgotten is looked for. */
export type Patience = {
  readonly leaseMs?: number;
  readonly lockMs?: number;
  readonly sweepEveryMs?: number;
};

/** How long those who wait for an answer, and the jobs under way, are given when Rapport stops. */
const stopWithinMs = 8_000;
const directoryEveryMs = 6 * 60 * 60_000;
const usualZone = 'Europe/London';

/** Throws `StartError` or `ConfigError` with one line that says what to do; what had started is stopped again. */
export async function startRapport(config: Config, options: StartOptions): Promise<Rapport> {
  const started: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).toReversed()) await end();
  };
  try {
    return await start(config, options, started, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  config: Config,
  options: StartOptions,
  started: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Rapport> {
  const metrics = createMetrics();
  const log = metrics.counting(options.log);
  const probe = options.probe === undefined ? {} : { probe: options.probe };
  const { leaseMs, lockMs, sweepEveryMs } = options.patience ?? {};

  const server = await listen(config.host, config.port);
  started.push(() => server.close(stopWithinMs));
  const url =
    config.publicUrl ?? `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${server.port}`;

  const { databaseUrl, embeddedData } = await ensureDatabase(config, started);
  await migrate(databaseUrl);
  const keys = config.keys ?? keysOfOurOwn(openDataFolder(config.dataDir));
  const store = await openStore(databaseUrl, keys, log, started);
  const connection = await openConnection({
    redisUrl: config.redisUrl,
    databaseUrl,
    log,
    ...(lockMs !== undefined && { lockMs }),
    ...(options.queuePrefix !== undefined && { prefix: options.queuePrefix }),
  });
  started.push(connection.close);

  const host = config.playground
    ? await startPlaygroundHost(openDataFolder(config.dataDir), () => `http://127.0.0.1:${server.port}`)
    : undefined;
  if (host !== undefined) started.push(host.stop);
  const clock = host?.clock ?? options.clock ?? systemClock;

  const drains = createDrains({ queue: connection.queue('deliveries'), clock, log });
  const loader = createLoader({ queue: connection.queue('timers'), timers: store.timers, clock, log });
  const alarm = createAlarm({ loader, drains, log });
  const ports = new Map<string, ChatPort>();
  const links = fileLinks(() => url, secretsOf(keys), clock);
  const linkToDrawing = linksToDrawings(links.linkTo, clock);
  const turns = createTurns({ registry, store, ports, alarm, clock, log, linkToDrawing, ...probe });
  started.push(turns.settled);
  // Signatures and tokens are of the real time, whatever time the playground plays.
  const platforms = startPlatforms(config, host, {
    ingress: turns,
    clock: systemClock,
    log,
    store,
    alarm,
    zone: usualZone,
    publicUrl: url,
  });
  for (const { port, stop: stopPlatform } of platforms) {
    ports.set(port.platform, port);
    started.push(stopPlatform);
  }
  const documents = createDocuments({
    clock,
    linkTo: links.linkTo,
    loadPaper: paperLoader(paperFacts(store, clock), clock),
    loadOwnData: ownDataLoader(paperFacts(store, clock), clock),
    loadCsv: csvFiles(store.inOrganisation, clock),
  });
  await ensureOrganisation(store, host, platforms);

  if (config.role !== 'web') {
    const lease = leaseMs === undefined ? {} : { leaseMs };
    const { drain } = createDeliveries({
      registry,
      store,
      ports,
      documents,
      clock,
      log,
      ...probe,
      ...lease,
    });
    const { doTask } = createTasks({
      registry,
      store,
      tasks: tasksOf(store, ports),
      ports,
      alarm,
      clock,
      log,
      ...lease,
    });
    const workers = await startWorkers({
      connection,
      loader,
      drains,
      clock,
      log,
      timers: store.timers,
      outbox: store.outbox,
      fireTimer: turns.fireTimer,
      doTask,
      drain,
      ...(sweepEveryMs !== undefined && { sweepEveryMs }),
      prune: async (now) => Object.values(await store.prune(now)).reduce((sum, rows) => sum + rows, 0),
    });
    started.push(async () => {
      await workers.stop(stopWithinMs);
    });
    host?.useWorkers({ timers: store.timers, outbox: store.outbox, workers });
  }

  const readState = carrierState({ store, connection, clock });
  metrics.watch(readState);
  const operating = operatingRoutes(metrics, async () => {
    await store.listWorkspaces();
    await connection.ping();
  });
  const { opsToken } = config;
  const ops =
    opsToken === undefined
      ? []
      : opsRoutes({ token: opsToken, store, readState, startDrain: drains.start, clock, log });
  const webRoutes = [
    ...platforms.flatMap((platform) => platform.routes),
    links.serve(documents),
    ...(host === undefined ? [] : [host.playground.handler]),
  ];
  // Last in is first out: nothing new comes in while the rest is being let go.
  started.push(() => server.close(config.playground ? 500 : stopWithinMs));
  server.open(config.role === 'worker' ? [...operating, ...ops] : [...operating, ...ops, ...webRoutes]);

  const readDirectories = (): Promise<void> => readAllDirectories(store, ports, log);
  if (host !== undefined) await host.setUp(store, readDirectories);
  else if (config.role !== 'web') keepDirectories(readDirectories, log, started);
  log('info', { type: 'started', role: config.role, port: server.port, platforms: [...ports.keys()] });
  return { port: server.port, url, embeddedData, stop };
}

/** The configured database, or one of our own beside us. */
async function ensureDatabase(
  config: Config,
  started: (() => Promise<void>)[],
): Promise<{ databaseUrl: string; embeddedData: string | undefined }> {
  if (config.databaseUrl !== undefined) return { databaseUrl: config.databaseUrl, embeddedData: undefined };
  const postgres = await startEmbeddedPostgres(config.dataDir);
  started.push(postgres.stop);
  return { databaseUrl: postgres.url, embeddedData: postgres.data };
}

/** The keys themselves of `kid:base64,...`, which `parseKeys` has checked by now. */
function secretsOf(keys: string): [Uint8Array, ...Uint8Array[]] {
  const [first, ...others] = keys
    .split(',')
    .map((entry) => Buffer.from(entry.trim().split(':')[1] ?? '', 'base64'));
  return [first ?? Buffer.alloc(0), ...others];
}

/** Without a configured key we make one and keep it: what was written yesterday must be readable today. */
function keysOfOurOwn(folder: DataFolder): string {
  const kept = folder.read('keys')?.trim();
  if (kept !== undefined && kept !== '') return kept;
  const made = newKey('own');
  folder.write('keys', `${made}\n`);
  return made;
}

async function openStore(
  url: string,
  keys: string,
  log: Log,
  started: (() => Promise<void>)[],
): Promise<RapportStore> {
  const database = await openDatabase({
    url,
    onError: (error) => log('warn', { type: 'carrier_error', where: 'database', error }),
  });
  started.push(database.close);
  return createStore({ database, keys: parseKeys(keys) });
}

function startPlatforms(
  config: Config,
  host: PlaygroundHost | undefined,
  parts: Parameters<typeof configuredPlatforms>[1],
): readonly Platform[] {
  return host === undefined ? configuredPlatforms(config, parts) : pretendPlatforms(host, parts);
}

/** What the configuration names is one organisation, on as many platforms as there are. */
async function ensureOrganisation(
  store: RapportStore,
  host: PlaygroundHost | undefined,
  platforms: readonly Platform[],
): Promise<void> {
  if (host !== undefined) return host.ensureOrganisation(store);
  const workspaces = (await Promise.all(platforms.map((platform) => platform.workspaces()))).flat();
  if (workspaces.length === 0) return; // each comes when it installs the app
  const name = workspaces.find((workspace) => workspace.name !== undefined)?.name ?? 'your organisation';
  await store.ensureOrganisation({ name, zone: usualZone, workspaces });
}

async function readAllDirectories(
  store: RapportStore,
  ports: ReadonlyMap<string, ChatPort>,
  log: Log,
): Promise<void> {
  for (const { organisationId, ...workspace } of await store.listWorkspaces()) {
    const port = ports.get(workspace.platform);
    if (port === undefined) continue;
    // One that cannot be read, such as one that has removed the app, does not keep the others from being read.
    await readDirectory({ store, log }, port, organisationId, workspace).catch((error: unknown) => {
      if (!(error instanceof DeliveryError && error.code === 'not_installed'))
        log('warn', { type: 'carrier_error', where: 'directory', error });
    });
  }
}

/** Now and then; a platform that cannot be asked today is asked again later. */
function keepDirectories(read: () => Promise<void>, log: Log, started: (() => Promise<void>)[]): void {
  let reading = Promise.resolve();
  const again = (): void => {
    reading = read().catch((error: unknown) =>
      log('warn', { type: 'carrier_error', where: 'directory', error }),
    );
  };
  again();
  const timer = setInterval(again, directoryEveryMs);
  started.push(async () => {
    clearInterval(timer);
    await reading;
  });
}

function operatingRoutes(
  metrics: ReturnType<typeof createMetrics>,
  ready: () => Promise<void>,
): readonly Route[] {
  return [
    route('GET', '/readyz', (_, res) => {
      ready().then(
        () => answer(res, 200, 'ready\n'),
        () => answer(res, 503, 'not ready\n'),
      );
    }),
    route('GET', '/metrics', (_, res) => {
      metrics.text().then(
        (text) => answer(res, 200, text, metrics.contentType.replace(/; charset=.*$/, '')),
        () => answer(res, 500, ''),
      );
    }),
  ];
}
