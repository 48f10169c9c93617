/** Files as spreadsheets save them: their letters, separators, line breaks and row numbers. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRows } from '../../../src/app/csv/read-rows.ts';
import type { NumberedRow } from '../../../src/app/csv/read-rows.ts';
import { UnreadableFile } from '../../../src/app/csv/unreadable-file.ts';
import { byteOrderMark, writeRows } from '../../../src/app/csv/write-rows.ts';

/** In pieces of any size, as files and networks give them. */
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

async function rowsOf(file: string | Uint8Array, size = 65_536): Promise<readonly NumberedRow[]> {
  const rows: NumberedRow[] = [];
  for await (const row of readRows(pieces(typeof file === 'string' ? Buffer.from(file) : file, size)))
    rows.push(row);
  return rows;
}

async function cellsOf(file: string | Uint8Array, size?: number): Promise<readonly (readonly string[])[]> {
  return (await rowsOf(file, size)).map(({ cells }) => cells);
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('letters', () => {
  const wanted = [
    ['name', 'grade'],
    ['Zoë Łuczak', '£5 – “ok” 👩🏽‍⚕️'],
  ];
  const text = 'name,grade\r\nZoë Łuczak,£5 – “ok” 👩🏽‍⚕️\r\n';
  const utf16be = Buffer.from(`${byteOrderMark}${text}`, 'utf16le').swap16();

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(byteOrderMark + text)],
    ['UTF-16, as Excel saves "Unicode Text"', Buffer.from(byteOrderMark + text, 'utf16le')],
    ['UTF-16, the other way round', utf16be],
  ])('in %s are read, however the file is cut up', async (_, file) => {
    for (const size of [1, 2, 3, 7, 64, 65_536]) expect(await cellsOf(file, size)).toEqual(wanted);
  });

  test('in Windows-1252, as Excel saves "CSV" on a British PC, are read', async () => {
    const file = Buffer.concat([
      latin1('name,note\r\nZo\xeb,caf\xe9 '),
      Buffer.from([0x80, 0x93, 0x94, 0x92, 0x96]),
      latin1('\r\n'),
    ]);
    for (const size of [1, 2, 3, 5, 64])
      expect(await cellsOf(file, size)).toEqual([
        ['name', 'note'],
        ['Zoë', 'café €“”’–'],
      ]);
  });

  test('at the very end of a file are read, whichever they are', async () => {
    expect(await cellsOf(latin1('name\r\nZo\xeb'))).toEqual([['name'], ['Zoë']]);
    expect(await cellsOf(latin1('name\r\nZo\xeb'), 1)).toEqual([['name'], ['Zoë']]);
    expect(await cellsOf('name\r\nZoë', 1)).toEqual([['name'], ['Zoë']]);
    expect(await cellsOf('é')).toEqual([['é']]);
    expect(await cellsOf(latin1('\xe9'))).toEqual([['é']]);
  });

  test('that change their kind half-way are not guessed at', async () => {
    const file = Buffer.concat([Buffer.from('name\nZoë\n'), latin1('Ren\xe9\nTom\n')]);
    await expect(cellsOf(file, 12)).rejects.toThrow('its letters are not all of one kind');
  });

  test.each([
    ['an Excel workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), 'this is an Excel workbook'],
    ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'this is an Excel workbook'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'this is not a CSV file'],
  ])('are not looked for in %s', async (_, file, why) => {
    await expect(cellsOf(file)).rejects.toThrow(UnreadableFile);
    await expect(cellsOf(file)).rejects.toThrow(why);
  });
});

describe('cells', () => {
  test.each([',', ';', '\t', '|'])('are told apart by %j, as the first row has it', async (separator) => {
    const file = `name${separator}note\n"Hart${separator} Mina"${separator}"a, b; c | d"\n`;
    expect(await cellsOf(file)).toEqual([
      ['name', 'note'],
      [`Hart${separator} Mina`, 'a, b; c | d'],
    ]);
  });

  test('are told apart by what a line above the first row says, as Excel writes it', async () => {
    expect(await rowsOf('sep=;\r\nname;a,b,c\r\nMina;1\r\n')).toEqual([
      { row: 1, cells: ['name', 'a,b,c'] },
      { row: 2, cells: ['Mina', '1'] },
    ]);
    expect(await cellsOf(`${byteOrderMark}"sep=|"\nname|x\n`, 1)).toEqual([['name', 'x']]);
  });

  test('may hold line breaks and quotation marks', async () => {
    for (const size of [1, 4, 64])
      expect(
        await cellsOf('name,note\r\nMina,"one\r\ntwo ""three"""\r\nOtto "Otti" Lund,x"y\r\n', size),
      ).toEqual([
        ['name', 'note'],
        ['Mina', 'one\r\ntwo "three"'],
        ['Otto "Otti" Lund', 'x"y'],
      ]);
  });
});

describe('rows', () => {
  test('end as on Windows, on a Mac or anywhere, even in one file', async () => {
    expect(await cellsOf('a,b\r\n1,2\n3,4\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  test('have the number that a spreadsheet shows: empty ones count, line breaks within a cell do not', async () => {
    const rows = await rowsOf(
      '\r\nname,note\r\n"Mina","one\r\ntwo\r\nthree"\r\n\r\n,\r\nOtto,x\r\n\r\n\r\n , \r\n',
    );
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [2, 'name'],
      [3, 'Mina'],
      [6, 'Otto'],
    ]);
  });

  test('of an empty file are none', async () => {
    for (const file of ['', '\r\n\r\n', byteOrderMark, ' ']) expect(await rowsOf(file)).toEqual([]);
  });

  test('with a quotation mark that is never closed are said to be so, by their number', async () => {
    const broken = 'name,note\nMina,fine\nOtto,"never closed\nVera,x\n';
    await expect(cellsOf(broken)).rejects.toMatchObject({
      row: 3,
      message: expect.stringContaining('quotation mark'),
    });
    const endless = `name,note\nMina,"${'x'.repeat(300_000)}`;
    await expect(cellsOf(endless)).rejects.toMatchObject({
      row: 2,
      message: expect.stringContaining('quotation mark'),
    });
  });

  test('are read no further than they are asked for, so that a file of any length takes the same memory', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        await Promise.resolve();
        given += 1;
        yield Buffer.from('Mina,mina@x.example\n'.repeat(1000));
      }
    }
    let rows = 0;
    for await (const { row } of readRows(endless())) {
      rows = row;
      if (rows === 20_000) break;
    }
    expect(rows).toBe(20_000);
    expect(given).toBeLessThan(60);
  });
});

test('any text at all comes out of a file as it went in, in spreadsheets of any kind', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom('"', ',', ';', '\t', '\r', '\n', '\r\n', "'", '=', ' ', 'a', 'é', '😀'))
      .map((all) => all.join('')),
  );
  const file = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(file, fc.boolean(), fc.integer({ min: 1, max: 40 }), async (rows, mark, size) => {
      const text = (mark ? byteOrderMark : '') + writeRows([['a', 'b', 'c'], ...rows]);
      const read = await rowsOf(text, size);
      const filled = rows.flatMap((cells, index) =>
        cells.some((one) => one.trim() !== '') ? [{ row: index + 2, cells }] : [],
      );
      expect(read.slice(1)).toEqual(filled);
    }),
  );
});
