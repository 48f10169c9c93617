/** The picture of the weekly digest: how meetings went week by week, who waits by age, and how pairs ended. */

import type { TopLevelSpec } from 'vega-lite';
import type { Bar, DigestPicture } from '../../mentoring/digest.ts';
import { fewest } from '../../mentoring/digest.ts';
import { sayCount } from '../../mentoring/wording.ts';

/** In points; drawn at twice as many pixels. Cards of one platform show at most 1,024 pixels each way. */
export const pictureWidth = 512;

export const ink = '#1b2733';
export const quietInk = '#4a5765';
export const bar = '#1d5fa8';
const few = '#e4e9ef';
export const paper = '#ffffff';

/** The family as the bundled font names itself. */
export const chartFont = 'Noto Sans';

const margin = 16;
const panelWidth = pictureWidth - 2 * margin;
/** Left of the bars there is room for the longest of their names, right of them for the longest number. */
const namesWidth = 176;
const numbersWidth = 64;
const weeksHeight = 104;
/** A week that is too small to be given is a box of this height, and a group one of this width, whatever else is drawn. */
const boxHeight = 26;
const boxWidth = 40;

const small = [{ filter: 'datum.count === null' }];
const given = [{ filter: 'datum.count !== null' }];

/** Nothing in it has a place of its own on the picture that a small number could be read from. */
export function digestChart({ met, waiting, ended }: DigestPicture): TopLevelSpec {
  const panels = [
    ...(met.length === 0 ? [] : [weeks(met)]),
    ...(waiting.length === 0 ? [] : [bars('Waiting for a mentor, by how long', waiting)]),
    ...(ended.length === 0 ? [] : [bars('How pairs ended this week', ended)]),
  ];
  return {
    background: paper,
    padding: margin,
    spacing: 22,
    vconcat: panels,
    config: {
      font: chartFont,
      view: { stroke: null },
      axis: {
        labelColor: ink,
        labelFontSize: 12,
        labelLimit: 0,
        domainColor: quietInk,
        tickColor: quietInk,
        title: null,
      },
      title: {
        color: ink,
        fontSize: 14,
        fontWeight: 'bold',
        anchor: 'start',
        frame: 'group',
        offset: 10,
        subtitleColor: ink,
        subtitleFontSize: 12,
      },
    },
  };
}

/**
 * A line with a gap at every week that is too small to be given; there a box says so. Each week has its number beside it,
 * so that no axis has to be read.
 */
function weeks(met: DigestPicture['met']) {
  const shown = met.map(({ week, count }, index) => ({
    week,
    index,
    count: count === 'few' ? null : count,
    said: count === 'few' ? `<${fewest}` : String(count),
  }));
  const most = Math.max(2 * fewest, ...shown.map(({ count }) => count ?? 0));
  // Twelve numbers stand side by side: above a thousand they are rounded.
  const format = most < 1_000 ? 'd' : '.3~s';
  const x = {
    field: 'index',
    type: 'ordinal' as const,
    scale: { type: 'band' as const, paddingInner: 0, paddingOuter: 0 },
    axis: {
      // The newest week is always named, and every other one before it.
      values: shown.flatMap(({ index }) => ((shown.length - 1 - index) % 2 === 0 ? [index] : [])),
      labelExpr: `${JSON.stringify(shown.map(({ week }) => week))}[datum.value]`,
      labelAngle: 0,
      grid: false,
    },
  };
  const y = {
    field: 'count',
    type: 'quantitative' as const,
    scale: { domain: [0, most] },
    axis: null,
  };
  return {
    title: {
      text: 'Meetings held, week by week',
      ...(met.some(({ count }) => count === 'few') && {
        subtitle: `A box marks a week with fewer than ${sayCount(fewest)}.`,
      }),
    },
    width: panelWidth,
    height: weeksHeight,
    data: { values: shown },
    layer: [
      {
        transform: small,
        mark: { type: 'rect' as const, color: few, stroke: quietInk, strokeWidth: 0.5 },
        encoding: { x, y: { value: weeksHeight - boxHeight }, y2: { value: weeksHeight } },
      },
      {
        transform: small,
        mark: { type: 'text' as const, color: ink, fontSize: 12 },
        encoding: { x, y: { value: weeksHeight - boxHeight / 2 }, text: { field: 'said' } },
      },
      {
        mark: {
          type: 'line' as const,
          color: bar,
          strokeWidth: 2.5,
          invalid: 'break-paths-show-path-domains' as const,
        },
        encoding: { x, y },
      },
      {
        transform: given,
        mark: { type: 'point' as const, color: bar, filled: true, size: 42, opacity: 1 },
        encoding: { x, y },
      },
      {
        transform: given,
        mark: { type: 'text' as const, color: ink, fontSize: 12, dy: -11 },
        encoding: { x, y, text: { field: 'count', format } },
      },
    ],
  };
}

/** Each likewise. */
function bars(title: string, values: readonly Bar[]) {
  const names = {
    field: 'name',
    type: 'nominal' as const,
    sort: null,
    axis: null,
  };
  const shown = values.map(({ name, count }) => ({ name, count: count === 'few' ? null : count }));
  const count = {
    field: 'count',
    type: 'quantitative' as const,
    scale: {
      domain: [0, Math.max(fewest, ...shown.map((one) => one.count ?? 0))],
      range: [namesWidth, panelWidth - numbersWidth],
    },
    axis: null,
  };
  return {
    title,
    width: panelWidth,
    height: { step: 24 },
    data: { values: shown },
    layer: [
      {
        mark: { type: 'text' as const, color: ink, fontSize: 12, align: 'left' as const },
        encoding: { y: names, x: { value: 0 }, text: { field: 'name' } },
      },
      {
        transform: small,
        mark: { type: 'bar' as const, color: few, stroke: quietInk, strokeWidth: 0.5, height: 15 },
        encoding: { y: names, x: { value: namesWidth }, x2: { value: namesWidth + boxWidth } },
      },
      {
        transform: small,
        mark: { type: 'text' as const, color: ink, fontSize: 12, align: 'left' as const, dx: 6 },
        encoding: {
          y: names,
          x: { value: namesWidth + boxWidth },
          text: { value: `fewer than ${sayCount(fewest)}` },
        },
      },
      {
        transform: given,
        mark: { type: 'bar' as const, color: bar, height: 15 },
        encoding: { y: names, x: count },
      },
      {
        transform: [
          ...given,
          { calculate: "datum.count === 0 ? 'none' : format(datum.count, ',d')", as: 'said' },
        ],
        mark: { type: 'text' as const, color: ink, fontSize: 12, align: 'left' as const, dx: 6 },
        encoding: { y: names, x: count, text: { field: 'said' } },
      },
    ],
  };
}
