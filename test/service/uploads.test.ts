/** A coordinator's file between two turns: fetched once, imported once, whatever workers do meanwhile. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkUpload } from '../../src/app/csv/check-upload.ts';
import { importUpload } from '../../src/app/csv/import-upload.ts';
import { insert, update } from '../../src/dialogs/define.ts';
import type { ChatPort } from '../../src/engine/ports.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Upload } from '../../src/mentoring/records/upload.ts';
import { mostUploadBytes } from '../../src/mentoring/upload.ts';
import { anOrganisation, aWorld, noon } from './store/world.ts';
import type { World } from './store/world.ts';

let world: World;
let organisation: Awaited<ReturnType<typeof anOrganisation>>;
let coordinator: string;
let fetches: number;
/** What the platform gives for the file that is asked for. */
let give: ChatPort['fetchFile'];

beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  organisation = await anOrganisation(world, `Eastmere ${randomUUID()}`);
  coordinator = await organisation.person('Cora Vale');
  await organisation.scheme({ coordinatorIds: [coordinator] });
  fetches = 0;
  give = () => pieces('name,email\nMina Hart,mina@x.example\nOtto Lund,otto@x.example\n');
});

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(text);
}

async function sent(set: Partial<Upload> = {}): Promise<string> {
  const upload: Upload = {
    id: randomUUID(),
    personId: coordinator,
    platform: 'slack',
    workspace: organisation.slack.externalId,
    name: 'people.csv',
    key: 'https://files.example/people.csv',
    state: 'checking',
    replace: false,
    sentAt: noon,
    ...set,
  };
  await organisation.apply(insert('upload', upload));
  return upload.id;
}

const told = { report: () => {}, signal: new AbortController().signal };
const orderFor = (subject: string) => ({ organisationId: organisation.id, subject, args: {}, now: noon });

const fetchFile: ChatPort['fetchFile'] = (...asked) => {
  fetches += 1;
  return give(...asked);
};

function check(id: string) {
  const parts = { inOrganisation: world.store.inOrganisation, ports: new Map([['slack', { fetchFile }]]) };
  return checkUpload(parts)(orderFor(id), told);
}

const bringIn = (id: string) => importUpload(world.store.inOrganisation)(orderFor(id), told);

/** Checked and said yes to. */
async function saidYes(): Promise<string> {
  const id = await sent();
  await check(id);
  await organisation.apply(update('upload', id, { kind: 'people', state: 'importing' }));
  return id;
}

async function count(sql: string): Promise<number> {
  const { rows } = await world.admin.query<{ count: string }>(
    `select count(*) from ${sql} and organisation_id = $1`,
    [organisation.id],
  );
  return Number(rows[0]?.count);
}
const imported = (): Promise<number> => count('person where expected_email is not null');
const audited = (): Promise<number> => count(`audit where action = 'import-people'`);

describe('a file that was sent', () => {
  test('is fetched once: what was looked at is what is imported, also when its address has run out', async () => {
    const id = await sent();
    expect(await check(id)).toMatchObject({
      came: 'checked',
      kind: 'people',
      summary: { counts: { new: 2 } },
    });
    give = () => {
      throw new DeliveryError('gone', { code: 'http_401' });
    };
    expect(await check(id)).toMatchObject({ came: 'checked' });
    expect(fetches).toBe(1);
    expect(await count('upload where key is not null')).toBe(0);
    await organisation.apply(update('upload', id, { kind: 'people', state: 'importing' }));
    expect(await bringIn(id)).toMatchObject({ came: 'imported', summary: { counts: { new: 2 } } });
    expect(await imported()).toBe(2);
  });

  test.each([
    ['gone', 'http_404', 'run-out'],
    ['forbidden', 'file_sign_in', 'not-allowed'],
    ['our-fault', 'file_too_large', 'too-large'],
    ['our-fault', 'file_address_refused', 'refused'],
  ] as const)('that is %s (%s) cannot be had, and its sender is told why', async (failure, code, why) => {
    give = () => {
      throw new DeliveryError(failure, { code });
    };
    expect(await check(await sent())).toEqual({ came: 'unfetched', why });
  });

  test('is asked for again where the platform is only out of reach', async () => {
    give = () => {
      throw new DeliveryError('unreachable', { code: 'timeout' });
    };
    await expect(check(await sent())).rejects.toThrow('timeout');
  });

  test('is asked for by its measure, and kept whole in pieces, each readable in its own place alone', async () => {
    const long = `name,email\n${Array.from({ length: 9_000 }, (_, row) => `Sample ${row},s${row}@x.example\n`).join('')}`;
    let most = 0;
    give = (_workspace, _key, limit) => {
      most = limit;
      return pieces(long);
    };
    const id = await sent();
    expect(await check(id)).toMatchObject({ summary: { rows: 9_000, counts: { new: 9_000 } } });
    expect(most).toBe(mostUploadBytes);
    expect(await count('upload_part where part > 0')).toBeGreaterThan(0);
    await world.admin.query(
      `update upload_part a set sealed = b.sealed from upload_part b
       where a.upload_id = $1 and b.upload_id = $1 and a.part = 0 and b.part = 1`,
      [id],
    );
    await organisation.apply(update('upload', id, { kind: 'people', state: 'importing' }));
    await expect(bringIn(id)).rejects.toThrow();
    expect(await imported()).toBe(0);
  });

  test('puts an earlier one of the same person away, unless that is being imported', async () => {
    const [first, second] = [await sent(), await saidYes()];
    await check(first);
    const third = await sent();
    await check(third);
    const { rows } = await world.admin.query<{ upload_id: string }>(
      'select distinct upload_id from upload_part where organisation_id = $1',
      [organisation.id],
    );
    expect(rows.map(({ upload_id }) => upload_id).toSorted()).toEqual([second, third].toSorted());
    await organisation.apply(update('upload', first, { kind: 'people', state: 'importing' }));
    expect(await bringIn(first)).toEqual({ came: 'gone' });
  });
});

describe('an import', () => {
  test('that is begun again after its worker died is done once, and told as it was', async () => {
    const id = await saidYes();
    const first = await bringIn(id);
    expect(await bringIn(id)).toEqual(first);
    expect([await imported(), await audited()]).toEqual([2, 1]);
    expect(await count('upload_part where true')).toBe(0);
  });

  test('by two workers at once is done once', async () => {
    const id = await saidYes();
    const both = await Promise.all([bringIn(id), bringIn(id)]);
    expect(both.map(({ came }) => came)).toEqual(['imported', 'imported']);
    expect(both[0]).toEqual(both[1]);
    expect([await imported(), await audited()]).toEqual([2, 1]);
  });

  test('is not done for somebody who coordinates no more', async () => {
    const id = await saidYes();
    await world.admin.query('delete from coordinator where organisation_id = $1', [organisation.id]);
    expect(await bringIn(id)).toEqual({ came: 'gone' });
    expect(await imported()).toBe(0);
  });

  test('that something stands in the way of since it was checked changes nothing, and says what', async () => {
    const id = await saidYes();
    await organisation.person('Mina Hart', 'slack', 'mina@x.example');
    await organisation.person('Another Hart');
    await world.admin.query(
      `update account set email = 'mina@x.example' where external_id = 'slack-Another Hart' and organisation_id = $1`,
      [organisation.id],
    );
    const result = await bringIn(id);
    expect(result).toMatchObject({ came: 'refused', summary: { errors: 1 } });
    expect([await imported(), await audited()]).toEqual([0, 0]);
  });
});
