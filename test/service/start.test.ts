/** What an operator meets: starting with nothing but Node, starting again, stopping, and every way it cannot start. */

import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { playgroundClient } from '../support/playground-client.ts';
import { processesMentioning, runRapport } from '../support/process.ts';
import type { Running } from '../support/process.ts';

// Each starts a database server, some of them twice, on a machine that runs other tests as well.
vi.setConfig({ testTimeout: 60_000 });

const nobody = { uid: 65_534, gid: 65_534 };

let folder: string;
let running: Running[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-start-'));
  chmodSync(folder, 0o755);
  running = [];
});

afterEach(async () => {
  for (const one of running) one.child.kill('SIGKILL');
  await Promise.all(running.map((one) => one.ended));
  await expect.poll(() => processesMentioning(folder), { timeout: 5_000 }).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}, as?: typeof nobody): Running {
  const one = runRapport({ PORT: '0', RAPPORT_DATA_DIR: join(folder, 'data'), ...env }, as);
  running.push(one);
  return one;
}

async function address(one: Running): Promise<string> {
  const [, url] = await one.prints(/Open\s+(http:\S+)/);
  return url ?? '';
}

async function stop(one: Running): Promise<number | null> {
  one.child.kill('SIGINT');
  return one.ended;
}

async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const one = start(env);
  expect(await one.ended).toBe(1);
  const lines = one.output().trim().split('\n');
  expect(lines.at(-2)).toBe('Rapport cannot start.');
  return lines.at(-1) ?? '';
}

test('with only Node it starts, says what to do next, and serves the page', async () => {
  const one = start();
  const url = await address(one);
  expect(one.output()).toContain('/mentor ask');
  expect(await (await fetch(url)).text()).toContain('<title>Rapport playground</title>');
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('rapport_turn_seconds');
});

test('Ctrl-C stops it cleanly, and no process is left behind', async () => {
  const one = start();
  await address(one);
  expect(processesMentioning(folder).length).toBeGreaterThan(0);
  expect(await stop(one)).toBe(0);
  expect(one.output()).toMatch(/Stopped\. Everything is kept/);
  expect(one.output()).not.toContain('carrier_error');
  expect(processesMentioning(folder)).toEqual([]);
});

test('stopped with npm by a signal that npm alone gets, it leaves no process behind', async () => {
  const env = { PORT: '0', RAPPORT_DATA_DIR: join(folder, 'data'), npm_lifecycle_event: 'start' };
  const one = runRapport(env, undefined, 'within a shell, as npm does');
  running.push(one);
  await address(one);
  one.child.kill('SIGTERM');
  await expect.poll(() => processesMentioning(folder), { timeout: 10_000 }).toEqual([]);
  await one.ended;
  expect(one.output()).toMatch(/Stopped\. Everything is kept/);
});

test('killed outright, it leaves no process behind either, and starts again', async () => {
  const one = start();
  await address(one);
  one.child.kill('SIGKILL');
  await one.ended;
  await expect.poll(() => processesMentioning(folder), { timeout: 5_000 }).toEqual([]);
  await address(start());
});

test('a second start keeps all data', async () => {
  const one = start();
  const amara = playgroundClient(await address(one)).as('amara');
  await amara.type('/mentor help');
  const before = (await amara.screen()).messages;
  expect(before.length).toBeGreaterThan(0);
  await stop(one);
  const again = playgroundClient(await address(start())).as('amara');
  expect((await again.screen()).messages).toEqual(before);
  await again.type('/mentor meetings');
  await again.sees(/Your meetings/);
});

// A folder that only root may enter, such as a clone in root's own home: the server's user could not reach it.
test.skipIf(process.getuid?.() !== 0)(
  'in a folder that is root’s alone it runs too, and says where the data is',
  async () => {
    chmodSync(folder, 0o700);
    const one = start();
    await address(one);
    const [, elsewhere] = await one.prints(/the database in (\S+)\)/);
    expect(elsewhere).toMatch(/^\/var\/lib\/rapport\//);
    expect(await stop(one)).toBe(0);
    rmSync(dirname(elsewhere ?? ''), { recursive: true });
  },
);

// Only root can start a process as somebody else.
test.skipIf(process.getuid?.() !== 0)('an ordinary user can run it as well as root', async () => {
  chownSync(folder, nobody.uid, nobody.gid);
  const one = start({}, nobody);
  await address(one);
  expect(await stop(one)).toBe(0);
});

describe('what stands in the way is said in one line', () => {
  test('a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((done) => {
      taken.listen(0, '127.0.0.1', done);
    });
    const { port } = taken.address() as AddressInfo;
    expect(await refusal({ PORT: String(port) })).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    );
    taken.close();
  });

  test('a data folder that is a file', async () => {
    writeFileSync(join(folder, 'data'), 'not a folder');
    expect(await refusal({})).toMatch(/^The data folder .*data cannot be used: .* Set RAPPORT_DATA_DIR/);
  });

  test('a data folder whose database is broken', async () => {
    const one = start();
    await address(one);
    await stop(one);
    writeFileSync(join(folder, 'data', 'postgres', 'global', 'pg_control'), 'broken');
    expect(await refusal({})).toMatch(/^PostgreSQL could not start with the data folder .*data\/postgres: /);
  });

  test('a data folder that another Rapport is using', async () => {
    await address(start());
    expect(await refusal({})).toMatch(/is in use by another Rapport .* Stop that one first/);
  });

  test('a database that cannot be reached', async () => {
    const line = await refusal({ DATABASE_URL: 'postgres://rapport:very-secret@127.0.0.1:1/rapport' });
    expect(line).toBe('Cannot reach rapport on 127.0.0.1:1: nothing answers there. Check DATABASE_URL.');
  });

  test('half-configured credentials, by the name of what is missing', async () => {
    expect(await refusal({ SLACK_BOT_TOKEN: 'xoxb-1' })).toMatch(/^SLACK_SIGNING_SECRET: missing/);
  });

  test('a playground that others could reach', async () => {
    expect(await refusal({ HOST: '0.0.0.0' })).toMatch(/^HOST: /);
  });
});
