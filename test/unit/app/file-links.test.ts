import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fileLinks } from '../../../src/app/file-links.ts';
import type { FileLinks } from '../../../src/app/file-links.ts';
import { answer } from '../../../src/app/http.ts';
import { GoneError } from '../../../src/documents/documents.ts';

const spec = { kind: 'calendar', data: { title: 'Meeting of Amara and Łukasz' } };
let now = new Date('2026-12-01T09:00:00Z');
let close: (() => void) | undefined;

afterEach(() => {
  close?.();
  now = new Date('2026-12-01T09:00:00Z');
});

async function serving(): Promise<{ links: FileLinks; base: string }> {
  let base = '';
  const links = fileLinks(() => base, [Buffer.alloc(32, 7)], { now: () => now });
  const route = links.serve({
    make: (wanted) =>
      Promise.resolve({
        name: 'Siân’s meeting.ics',
        mime: 'text/calendar',
        bytes: Buffer.from(JSON.stringify(wanted)),
      }),
  });
  const server = createServer((req, res) => {
    if (!route(req, res, req.url ?? '')) answer(res, 404, 'other');
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  close = () => server.close();
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { links, base };
}

test('whoever holds the link gets the file, under its own name', async () => {
  const { links } = await serving();
  const got = await fetch(links.linkTo(spec, new Date('2026-12-02T09:00:00Z')));
  expect(got.status).toBe(200);
  expect(got.headers.get('content-type')).toBe('text/calendar');
  expect(got.headers.get('content-disposition')).toContain(
    "filename*=UTF-8''Si%C3%A2n%E2%80%99s%20meeting.ics",
  );
  expect(await got.json()).toEqual(spec);
});

test('the link does not show what it leads to', async () => {
  const { links } = await serving();
  const link = links.linkTo(spec, new Date('2026-12-02T09:00:00Z'));
  expect(Buffer.from(link.split('/files/')[1] ?? '', 'base64url').toString('latin1')).not.toMatch(
    /Amara|calendar/,
  );
});

test('a link outlives the key that replaces its own, until its own is removed', async () => {
  const { links, base } = await serving();
  const token = links.linkTo(spec, new Date('2026-12-02T09:00:00Z')).split('/files/')[1] ?? '';
  const opens = (...keys: [Buffer, ...Buffer[]]): boolean => {
    const route = fileLinks(() => base, keys, { now: () => now }).serve({
      make: () => new Promise(() => {}),
    });
    let status = 200;
    const res = { writeHead: (code: number) => (status = code), end: () => {} };
    route({ method: 'GET' } as never, res as never, `/files/${token}`);
    return status === 200;
  };
  expect(opens(Buffer.alloc(32, 8), Buffer.alloc(32, 7))).toBe(true);
  expect(opens(Buffer.alloc(32, 8))).toBe(false);
});

test('an expired link leads nowhere', async () => {
  const { links } = await serving();
  const link = links.linkTo(spec, new Date('2026-12-02T09:00:00Z'));
  now = new Date('2026-12-02T09:00:00Z');
  expect((await fetch(link)).status).toBe(404);
});

test('a link altered in any one place leads nowhere', async () => {
  const { links } = await serving();
  const link = links.linkTo(spec, new Date('2026-12-02T09:00:00Z'));
  const [front, token] = link.split('/files/') as [string, string];
  for (let at = 0; at < token.length; at += 9) {
    const other = token[at] === 'A' ? 'B' : 'A';
    const altered = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
    expect((await fetch(`${front}/files/${altered}`)).status, `altered at ${at}`).toBe(404);
  }
  expect((await fetch(`${front}/files/`)).status).toBe(404);
});

test('a link is for one reader, and what they may not have any more is not given to whoever holds it', async () => {
  const reader = { organisationId: 'one', personId: 'asha' };
  const links = fileLinks(() => '', [Buffer.alloc(32, 7)], { now: () => now });
  const asked: unknown[] = [];
  const route = links.serve({
    make: (_, whose) => {
      asked.push(whose);
      return Promise.reject(new GoneError('This paper is not there any more.'));
    },
  });
  const said = await new Promise<unknown[]>((done) => {
    let status = 0;
    const res = {
      writeHead: (code: number) => (status = code),
      end: (words: unknown) => done([status, words]),
    };
    const link = links.linkTo(spec, new Date('2026-12-02T09:00:00Z'), reader);
    route({ method: 'GET' } as never, res as never, link);
  });
  expect(asked).toEqual([reader]);
  expect(said).toEqual([404, 'This paper is not there any more.\n']);
});
