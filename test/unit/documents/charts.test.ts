import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import { expect, test } from 'vitest';
import { digestChart } from '../../../src/documents/charts/digest-chart.ts';
import { asDigestPicture } from '../../../src/documents/charts/digest-picture.ts';
import { drawChart, drawSvg } from '../../../src/documents/charts/draw-chart.ts';
import { fontFile } from '../../../src/documents/type/faces.ts';
import type { DigestPicture } from '../../../src/mentoring/digest.ts';

const kinds = [
  'natural end',
  'goals reached',
  'circumstances',
  'without a reason',
  'never started',
  'came to rest by themselves',
];
const largest: DigestPicture = {
  met: Array.from({ length: 12 }, (_, index) => ({
    week: `${index + 10} Nov`,
    count: index === 5 ? 'few' : 123_456,
  })),
  waiting: ['up to a week', 'one to two weeks', 'longer'].map((name) => ({ name, count: 123_456 })),
  ended: kinds.map((name) => ({ name, count: 123_456 })),
};

/** Platforms show at most this many pixels each way; the bytes are ours, so that a picture comes at once on a phone. */
const mostPixels = 1_024;
const mostBytes = 150_000;

/** Width and height, from the PNG's own header. */
function sizeOf(png: Uint8Array): readonly [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  return [view.getUint32(16), view.getUint32(20)];
}

test('the largest picture is one that both platforms show, and the same each time', async () => {
  const png = await drawChart(digestChart(largest));
  const [width, height] = sizeOf(png);
  expect(width).toBe(mostPixels);
  expect(height).toBeLessThanOrEqual(mostPixels);
  expect(png.byteLength).toBeLessThan(mostBytes);
  expect(Buffer.compare(png, await drawChart(digestChart(largest)))).toBe(0);
});

test('every word on it is in the bundled font, and is drawn', async () => {
  const svg = await drawSvg(digestChart(largest));
  const words = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<'),
  );
  for (const said of ['Meetings held, week by week', ...kinds, '123,456', '<5', '21 Nov'])
    expect(words).toContain(said);
  const font = create(readFileSync(fontFile('NotoSans-Regular')));
  const missing = words.flatMap((text) =>
    Array.from(text).filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)),
  );
  expect(missing).toEqual([]);
  // Without the font it would be lines and boxes only.
  const withoutWords = {
    ...largest,
    ended: kinds.map((_, index) => ({ name: ' '.repeat(index), count: 5 })),
  };
  const [drawn, bare] = await Promise.all([
    drawChart(digestChart(largest)),
    drawChart(digestChart(withoutWords)),
  ]);
  expect(drawn.byteLength).toBeGreaterThan(bare.byteLength + 5_000);
});

test('a small week leaves no trace of its number: its box is the same whatever stands beside it', async () => {
  const few: DigestPicture = {
    met: [
      { week: '2 Nov', count: 9 },
      { week: '9 Nov', count: 'few' },
      { week: '16 Nov', count: 0 },
    ],
    waiting: [],
    ended: [],
  };
  const svg = await drawSvg(digestChart(few));
  const heights = [...svg.matchAll(/aria-roledescription="rect mark"[^>]*d="M[^"]*?v([\d.]+)/g)].map(
    ([, height]) => height,
  );
  expect(heights).toEqual(['26']);
  expect(svg).toContain('A box marks a week with fewer than five.');
});

/** Of the boxes that stand for small groups, among bars of these counts. */
async function boxWidths(...counts: readonly ('few' | number)[]): Promise<readonly (string | undefined)[]> {
  const ended = counts.map((count, index) => ({ name: `kind ${index}`, count }));
  const svg = await drawSvg(digestChart({ met: [], waiting: [], ended }));
  expect(svg).toContain('fewer than five');
  return [...svg.matchAll(/<path[^>]*d="M[^"]*?h([\d.]+)[^"]*"[^>]*fill="#e4e9ef"/g)].map(
    ([, width]) => width,
  );
}

test('a small group likewise: its box is as wide as any other', async () => {
  expect(await boxWidths('few')).toEqual(['40']);
  expect(await boxWidths('few', 6, 600, 'few')).toEqual(['40', '40']);
});

test('figures that may not be shown are not drawn, wherever they come from', () => {
  expect(asDigestPicture(JSON.parse(JSON.stringify(largest)))).toEqual(largest);
  expect(asDigestPicture({ ...largest, waiting: [{ name: 'longer', count: 4 }] })).toBeUndefined();
  expect(asDigestPicture({ ...largest, met: [{ week: '9 Nov', count: 1 }] })).toBeUndefined();
  expect(asDigestPicture({ ...largest, ended: undefined })).toBeUndefined();
  expect(asDigestPicture(null)).toBeUndefined();
});
