/** What papers look like: calm, with wide margins and one colour. Lengths in points, 72 to the inch. */

import type { Weight } from '../type/faces.ts';

/** A4. */
export const page = { width: 595.28, height: 841.89 } as const;

export const margin = { left: 70, right: 70, top: 78, bottom: 84 } as const;

export const textWidth = page.width - margin.left - margin.right;
export const textHeight = page.height - margin.top - margin.bottom;

/** All are told apart on paper and screen: at least 4.5 to 1 against white, and the accent against its tint. */
export const colour = {
  ink: '#212b32',
  quiet: '#4c6272',
  accent: '#005eb8',
  hairline: '#c8d0d6',
  tint: '#eef3f8',
} as const;

export type Colour = (typeof colour)[keyof typeof colour];

export type Style = {
  readonly size: number;
  /** From one line to the next, unless a script needs more. */
  readonly leading: number;
  readonly weight: Weight;
  readonly colour: Colour;
  readonly align?: 'start' | 'middle' | 'end';
};

export const style = {
  plain: { size: 10.5, leading: 16, weight: 'regular', colour: colour.ink },
  strong: { size: 10.5, leading: 16, weight: 'bold', colour: colour.ink },
  quiet: { size: 9, leading: 13.5, weight: 'regular', colour: colour.quiet },
  label: { size: 9.5, leading: 16, weight: 'bold', colour: colour.quiet },
  scheme: { size: 10, leading: 15, weight: 'bold', colour: colour.accent },
  title: { size: 25, leading: 32, weight: 'bold', colour: colour.ink },
  lead: { size: 12.5, leading: 19, weight: 'regular', colour: colour.quiet },
  heading: { size: 14, leading: 20, weight: 'bold', colour: colour.accent },
  large: { size: 14, leading: 22, weight: 'regular', colour: colour.ink, align: 'middle' },
  display: { size: 26, leading: 36, weight: 'bold', colour: colour.accent, align: 'middle' },
  running: { size: 8.5, leading: 12, weight: 'regular', colour: colour.quiet },
} as const satisfies Record<string, Style>;
