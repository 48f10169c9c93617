/** The pictures of a benefits report: what has changed, as pairs of marks, and how many pairs stay together, as bars. */

import type { TopLevelSpec } from 'vega-lite';
import { bar, chartFont, ink, paper, pictureWidth, quietInk } from './digest-chart.ts';

const margin = 8;
const width = pictureWidth - 2 * margin;
const namesWidth = 250;
const numbersWidth = 40;
const rowHeight = 24;

export type Change = { readonly name: string; readonly before: number; readonly now: number };

/** From a ring, before, to a full dot, now: told apart by shape, so that it can be printed in grey. */
export function changeChart(changes: readonly Change[]): TopLevelSpec {
  const y = { field: 'name', type: 'nominal' as const, sort: null, axis: null };
  const scale = { domain: [1, 5], range: [namesWidth, width - numbersWidth] };
  const x = (field: string, axis: object | null = null) => ({
    field,
    type: 'quantitative' as const,
    scale,
    axis,
  });
  const steps = { values: [1, 2, 3, 4, 5], format: 'd', grid: true, gridColor: '#d5dbe1', title: null };
  const number = { type: 'text' as const, color: ink, fontSize: 11, dy: -9 };
  return {
    ...frame,
    // Copies: vega puts a mark of its own on what it is given.
    data: { values: changes.map((one) => ({ ...one })) },
    height: { step: rowHeight },
    layer: [
      {
        mark: { type: 'text', color: ink, fontSize: 12, align: 'left' },
        encoding: { y, x: { value: 0 }, text: { field: 'name' } },
      },
      {
        mark: { type: 'rule', color: quietInk, strokeWidth: 2 },
        encoding: { y, x: x('before', steps), x2: { field: 'now' } },
      },
      {
        mark: {
          type: 'point',
          filled: true,
          fill: paper,
          stroke: quietInk,
          strokeWidth: 2,
          size: 70,
          opacity: 1,
        },
        encoding: { y, x: x('before', steps) },
      },
      {
        mark: { type: 'point', filled: true, color: bar, size: 95, opacity: 1 },
        encoding: { y, x: x('now', steps) },
      },
      {
        mark: { ...number, dx: 0 },
        encoding: { y, x: x('now', steps), text: { field: 'now', format: '.1f' } },
      },
    ],
  };
}

export type Stay = { readonly months: number; readonly share: number };

export function stayChart(stays: readonly Stay[]): TopLevelSpec {
  const y = { field: 'name', type: 'nominal' as const, sort: null, axis: null };
  const x = {
    field: 'share',
    type: 'quantitative' as const,
    scale: { domain: [0, 100], range: [namesWidth / 2, width - numbersWidth] },
    axis: null,
  };
  return {
    ...frame,
    data: { values: stays.map(({ months, share }) => ({ name: `after ${months} months`, share })) },
    height: { step: rowHeight },
    layer: [
      {
        mark: { type: 'text', color: ink, fontSize: 12, align: 'left' },
        encoding: { y, x: { value: 0 }, text: { field: 'name' } },
      },
      { mark: { type: 'bar', color: bar, height: 15 }, encoding: { y, x } },
      {
        transform: [{ calculate: "'about ' + datum.share + '%'", as: 'said' }],
        mark: { type: 'text', color: ink, fontSize: 12, align: 'left', dx: 6 },
        encoding: { y, x, text: { field: 'said' } },
      },
    ],
  };
}

const frame = {
  background: paper,
  padding: margin,
  width,
  config: {
    font: chartFont,
    view: { stroke: null },
    axis: { labelFlush: false, labelColor: ink, labelFontSize: 12, domain: false, ticks: false, title: null },
  },
} as const;
