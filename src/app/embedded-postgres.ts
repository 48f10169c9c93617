/**
 * A real PostgreSQL server of our own, for machines that have none: the binaries come as an npm package, the data
 * lives in our data folder, and the server never outlives this process, however this process ends.
 */

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { StartError } from '../errors.ts';
import { findBinaries, ordinaryUser, reachableBy } from './postgres-programs.ts';
import type { Binaries, Owner } from './postgres-programs.ts';

export type EmbeddedPostgres = {
  /** Superuser's connection string for database `rapport`. */
  readonly url: string;
  /** Where its data is: in the folder asked for, or elsewhere when that is out of its user's reach. */
  readonly data: string;
  /** Asks the server to end and waits until it has. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the server on a free loopback port with data in `folder`, made when it is missing.
 * Throws `StartError` with one line that says what to do.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const owner = process.getuid?.() === 0 ? ordinaryUser() : undefined;
  const home = owner === undefined ? resolve(folder) : reachableBy(resolve(folder));
  const binaries = await findBinaries(owner);
  const data = join(home, 'postgres');
  const password = makeDataFolder(home, data, binaries, owner);
  refuseSecondServer(data);
  const port = await freePort();
  const server = launch(binaries, data, port, owner);
  const url = `postgres://rapport:${password}@127.0.0.1:${port}/rapport`;
  const stop = (): Promise<void> => stopServer(server, data);
  try {
    await waitUntilReady(server, data, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, data, stop };
}

/** Makes the data folder once; returns the superuser's password, kept beside the data for us alone. */
function makeDataFolder(home: string, data: string, binaries: Binaries, owner: Owner | undefined): string {
  const secret = join(home, 'postgres-password');
  try {
    mkdirSync(home, { recursive: true });
    if (existsSync(join(data, 'PG_VERSION')) && existsSync(secret))
      return readFileSync(secret, 'utf8').trim();
    if (existsSync(data))
      throw new StartError(
        `The data folder ${data} is not a complete PostgreSQL data folder. Move it away to start afresh, or set RAPPORT_DATA_DIR.`,
      );
    const password = randomBytes(24).toString('hex');
    const half = join(home, `postgres-${process.pid}.new`);
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { mode: 0o700 });
    const passwordFile = join(home, `password-${process.pid}.new`);
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (owner !== undefined) {
      chownSync(half, owner.uid, owner.gid);
      chownSync(passwordFile, owner.uid, owner.gid);
    }
    const made = spawnSync(
      binaries.initdb,
      [
        '--pgdata',
        half,
        '--username',
        'rapport',
        '--pwfile',
        passwordFile,
        '--auth',
        'scram-sha-256',
        '--encoding',
        'UTF8',
        '--locale',
        'C',
        '--no-instructions',
      ],
      { encoding: 'utf8', cwd: tmpdir(), ...owner },
    );
    rmSync(passwordFile, { force: true });
    if (made.status !== 0) {
      rmSync(half, { recursive: true, force: true });
      const why = made.error?.message ?? made.stderr.trim().split('\n').at(-1) ?? '';
      throw new StartError(`PostgreSQL could not make its data folder ${data}: ${why}`);
    }
    writeFileSync(secret, password, { mode: 0o600 });
    chmodSync(secret, 0o600);
    // Named last: a folder of the final name is always a finished one.
    renameSync(half, data);
    return password;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The data folder ${home} cannot be used: ${say(error)}. Set RAPPORT_DATA_DIR to one that can.`,
    );
  }
}

function refuseSecondServer(data: string): void {
  const pid = serverPid(data);
  if (pid !== undefined && isPostgres(pid))
    throw new StartError(
      `The data folder ${data} is in use by another Rapport (its PostgreSQL is process ${pid}). Stop that one first, or set RAPPORT_DATA_DIR to another folder.`,
    );
}

function serverPid(data: string): number | undefined {
  const file = join(data, 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return !existsSync('/proc/self'); // without /proc a living process of that number has to be believed
  }
}

type Server = { readonly child: ChildProcess; readonly ended: Promise<void>; readonly said: () => string };

/**
 * The server in a session of its own, so that Ctrl-C reaches us and not it, tied to us by a pipe: when we end, even by
 * SIGKILL, the pipe closes and the shell beside it ends the server.
 */
function launch(binaries: Binaries, data: string, port: number, owner: Owner | undefined): Server {
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    '',
    '-c',
    'logging_collector=off',
    '-c',
    'log_min_messages=fatal',
    '-c',
    'max_connections=200',
    '-c',
    'timezone=UTC',
    '-c',
    'log_timezone=UTC',
  ];
  const settings = { cwd: tmpdir(), detached: true, ...owner };
  const child =
    process.platform === 'win32'
      ? spawn(binaries.postgres, options, { ...settings, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
      : spawn('/bin/sh', ['-c', tied, 'rapport-postgres', binaries.postgres, ...options], {
          ...settings,
          stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
        });
  let last = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-4000);
  });
  const ended = new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('exit', () => done());
  });
  return { child, ended, said: () => last };
}

const tied = `"$@" 3<&- & server=$!
( read -r line <&3; kill -INT $server ) 2>/dev/null &
watch=$!
wait $server; code=$?
kill $watch 2>/dev/null
exit $code`;

/**
 * Asked politely first: the server then waits for connections that are just being closed, where otherwise it would tell
 * each of them that it was cut off. What has not gone by itself after two seconds is.
 */
async function stopServer(server: Server, data: string): Promise<void> {
  const pid = serverPid(data);
  if (pid !== undefined && isPostgres(pid)) process.kill(pid, 'SIGTERM');
  const patience = setTimeout(() => {
    const tie = server.child.stdio[3];
    if (tie !== null && tie !== undefined && 'end' in tie) tie.end();
    if (process.platform === 'win32') server.child.kill();
  }, 2_000);
  await server.ended;
  clearTimeout(patience);
}

async function waitUntilReady(server: Server, data: string, url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (server.child.exitCode !== null || server.child.signalCode !== null) {
      const why = server.said().trim().split('\n').at(-1) ?? '';
      throw new StartError(
        `PostgreSQL could not start with the data folder ${data}: ${why.replace(/^.*?(FATAL|PANIC): +/, '')}`,
      );
    }
    try {
      await ensureDatabase(url);
      return;
    } catch (error) {
      if (Date.now() > deadline)
        throw new StartError(`PostgreSQL did not get ready within a minute: ${say(error)}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replace(/\/rapport$/, '/postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'rapport'");
    if (rowCount === 0) await client.query('create database rapport');
  } finally {
    await client.end();
  }
}

/** A free loopback port. Another program may take it before we do: then the start fails with a line that says so. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function say(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
