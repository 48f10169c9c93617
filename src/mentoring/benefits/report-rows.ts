/** A report as rows for programs and spreadsheets: one figure a row, under headings that stay as they are. */

import { guard } from '../csv/guard.ts';
import { benefits } from './items.ts';
import { countLines, groupings, surveyStages, waits } from './report.ts';
import type { BenefitsReport } from './report.ts';
import type { Count } from './small-numbers.ts';

export const reportHeadings = [
  'scheme',
  'period',
  'section',
  'item',
  'stage',
  'measure',
  'value',
  'value_is',
];

/** How a value is to be read. `withheld`: too few. */
type ValueIs = 'exact' | 'at-least' | 'withheld' | 'rounded';

type Figure = {
  readonly section: string;
  readonly item: string;
  readonly stage?: string;
  readonly measure: string;
  readonly value: number | undefined;
  readonly is: ValueIs;
};

/** `about`: the scheme's name, or the organisation's. */
export function reportRows(
  report: BenefitsReport,
  { about, period }: { readonly about: string; readonly period: string },
): readonly (readonly string[])[] {
  return [
    reportHeadings,
    ...figuresOf(report).map(({ section, item, stage = '', measure, value, is }) =>
      [about, period, section, item, stage, measure, value === undefined ? '' : String(value), is].map(guard),
    ),
  ];
}

function figuresOf(report: BenefitsReport): readonly Figure[] {
  const reach = { section: 'reach' };
  return [
    { section: 'about', item: 'schemes', measure: 'count', value: report.schemes, is: 'exact' },
    ...countLines.map((item) => counted({ ...reach, item }, report.counts[item])),
    ...(report.mentorsMet === undefined
      ? []
      : [counted({ ...reach, item: 'mentors-who-met' }, report.mentorsMet)]),
    measured({ ...reach, item: 'met', measure: 'hours' }, report.hours),
    counted({ ...reach, item: 'useful' }, report.useful.count),
    measured({ ...reach, item: 'useful', measure: 'mean' }, report.useful.mean),
    ...waits.flatMap((item) => {
      const { count, median, lower, upper } = report.waits[item];
      const about = { section: 'waiting-days', item };
      return [
        counted(about, count),
        measured({ ...about, measure: 'lower-quartile' }, lower),
        measured({ ...about, measure: 'median' }, median),
        measured({ ...about, measure: 'upper-quartile' }, upper),
      ];
    }),
    ...surveyStages.flatMap((stage) => {
      const { asked, answered } = report.surveys[stage];
      return [
        counted({ section: 'survey', item: 'asked', stage }, asked),
        counted({ section: 'survey', item: 'answered', stage }, answered),
      ];
    }),
    ...report.benefits.flatMap(({ value: item, stage, count, mean, compared }) => {
      const side = benefits.find(({ value }) => value === item)?.side ?? 'mentee';
      const about = { section: `benefits-${side}`, item, stage };
      return [
        counted(about, count),
        measured({ ...about, measure: 'mean' }, mean),
        ...(stage === 'start'
          ? []
          : [
              atLeast({ ...about, measure: 'compared-with-start' }, compared?.people),
              measured({ ...about, measure: 'mean-at-start-of-compared' }, compared?.before),
              measured({ ...about, measure: 'mean-of-compared' }, compared?.now),
              measured({ ...about, measure: 'percent-higher-than-at-start' }, compared?.better),
            ]),
      ];
    }),
    ...(report.retention === undefined
      ? []
      : [
          atLeast({ section: 'retention', item: 'pairs', measure: 'count' }, report.retention.pairs),
          ...report.retention.shares.map(({ months, share }) =>
            measured(
              { section: 'retention', item: `${months}-months`, measure: 'percent-still-together' },
              share,
            ),
          ),
        ]),
    ...groupings.flatMap((section) => {
      const parts = report.groups[section];
      if (parts === undefined) return [];
      return [
        ...parts.named.map(({ name, n }) =>
          counted({ section, item: name === '' ? 'not-known' : name }, { is: 'exact', n }),
        ),
        ...(parts.others === 0
          ? []
          : [counted({ section, item: 'others-together' }, { is: 'exact', n: parts.others })]),
      ];
    }),
  ];
}

function counted(about: Pick<Figure, 'section' | 'item' | 'stage'>, { is, n }: Count): Figure {
  return is === 'too-few'
    ? { ...about, measure: 'count', value: undefined, is: 'withheld' }
    : { ...about, measure: 'count', value: n, is };
}

function measured(about: Omit<Figure, 'value' | 'is'>, value: number | undefined): Figure {
  return { ...about, value, is: value === undefined ? 'withheld' : 'rounded' };
}

function atLeast(about: Omit<Figure, 'value' | 'is'>, value: number | undefined): Figure {
  return { ...about, value, is: value === undefined ? 'withheld' : 'at-least' };
}
