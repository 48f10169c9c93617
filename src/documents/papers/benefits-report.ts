/** The benefits report on paper: what was counted in a month or a year, without anybody's name, and how to read it. */

import { benefitsOf } from '../../mentoring/benefits/items.ts';
import type { Side } from '../../mentoring/benefits/items.ts';
import { isMonth, sayPeriod } from '../../mentoring/benefits/period.ts';
import { countLines, groupings, surveyStages, waits } from '../../mentoring/benefits/report.ts';
import type { BenefitsReport } from '../../mentoring/benefits/report.ts';
import {
  countNames,
  groupingNames,
  nameOfPart,
  sayCountOf,
  stageNames,
  waitNames,
} from '../../mentoring/benefits/report-words.ts';
import type { SurveyStage } from '../../mentoring/records/benefits.ts';
import { capitalise } from '../../mentoring/wording.ts';
import type { Block, Fact, Paper } from '../paper.ts';
import { frame } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type Picture = { readonly bytes: Uint8Array; readonly width: number; readonly height: number };

export type ReportContent = {
  readonly occasion: Occasion;
  readonly period: string;
  readonly report: BenefitsReport;
  /** Absent where there is nothing to be drawn. */
  readonly change?: Picture | undefined;
  readonly stay?: Picture | undefined;
};

const none = '–';

export function benefitsReportPaper(content: ReportContent): Paper {
  const { occasion, period, report } = content;
  return {
    ...frame(occasion, 'Figures only'),
    title: 'Benefits of mentoring',
    lead: sayPeriod(period),
    body: [
      {
        block: 'panel',
        title: 'How to read it',
        text: `Counts from one to four are not given, and neither is what they could be worked out from: such a figure is “too few”, or “or more”. Nothing in here says who, or what anybody wrote. People choose whether they answer, so what they say holds for those who answered.${report.schemes > 1 ? ` The figures of ${report.schemes} schemes are added up; directed mentoring is not among them.` : ''}`,
      },
      ...reached(report),
      ...waited(report),
      ...brought(content),
      ...stayed(content),
      ...grouped(report),
      {
        block: 'text',
        tone: 'quiet',
        text: 'Requests and pairs are not counted of which a coordinator of the scheme may know nothing, as they manage or assess one of those concerned. Figures stay as they were when they were first given.',
      },
    ],
  };
}

function reached({ counts, hours, mentorsMet, useful }: BenefitsReport): readonly Block[] {
  const rows: readonly Fact[] = [
    ...countLines.map((line) => ({ label: countNames[line], value: sayCountOf(counts[line]) })),
    ...(hours === undefined ? [] : [{ label: 'Hours in these meetings', value: String(hours) }]),
    ...(mentorsMet === undefined
      ? []
      : [{ label: 'Mentors who met somebody', value: sayCountOf(mentorsMet) }]),
    {
      label: 'How useful meetings were',
      value:
        useful.mean === undefined
          ? useful.count.is === 'exact'
            ? 'nobody has said'
            : 'too few answers'
          : `${useful.mean.toFixed(1)} of 5, from ${sayCountOf(useful.count)} answers`,
    },
  ];
  return [
    { block: 'heading', text: 'Reach' },
    { block: 'facts', rows },
  ];
}

function waited(report: BenefitsReport): readonly Block[] {
  return [
    { block: 'heading', text: 'Waiting times' },
    {
      block: 'table',
      about: 'How many days people waited: the middle one, and between which the middle half lies',
      columns: [
        { title: 'In days', share: 5 },
        { title: 'Counted', share: 2, align: 'end' },
        { title: 'Half within', share: 2, align: 'end' },
        { title: 'Middle half', share: 2.4, align: 'end' },
      ],
      rows: waits.map((wait) => {
        const { count, median, lower, upper } = report.waits[wait];
        return [
          waitNames[wait],
          sayCountOf(count),
          median === undefined ? none : String(median),
          lower === undefined || upper === undefined ? none : `${lower} to ${upper}`,
        ];
      }),
    },
  ];
}

function brought(content: ReportContent): readonly Block[] {
  const { report, period, change } = content;
  return [
    { block: 'heading', text: 'What mentoring has brought' },
    {
      block: 'text',
      text: 'The guidance names the benefits of mentoring. Each of a pair is asked alone how true each is for them, from 1, not at all, to 5, fully: at the start, at the end, and six months later.',
    },
    {
      block: 'table',
      about: 'How many people were asked, and how many answered',
      columns: [
        { title: 'Asked', share: 5 },
        { title: 'People asked', share: 2.4, align: 'end' },
        { title: 'Answered', share: 2.4, align: 'end' },
      ],
      rows: surveyStages.map((stage) => {
        const { asked, answered } = report.surveys[stage];
        return [capitalise(stageNames[stage]), sayCountOf(asked), sayCountOf(answered)];
      }),
    },
    ...(change === undefined
      ? []
      : [
          { block: 'picture', ...change, alt: sayChanges(report) } as const,
          {
            block: 'text',
            text: 'Above, the same people before and after: the ring is their mean at the start, the dot at the end.',
            tone: 'quiet',
          } as const,
        ]),
    ...(['mentee', 'mentor'] as const).flatMap((side) => answersOf(report, side, period)),
    ...(isMonth(period)
      ? []
      : [
          {
            block: 'text',
            tone: 'quiet',
            text: '“Before” and “now” are means of the same people, who answered both times. “Higher” is the share of them whose answer has risen, to the nearest five in a hundred. A rise says that things are better for them, not that mentoring alone has made them so; whoever began at 5 cannot rise.',
          } as const,
        ]),
  ];
}

function answersOf(report: BenefitsReport, side: Side, period: string): readonly Block[] {
  const stages: readonly SurveyStage[] = isMonth(period) ? surveyStages : ['end', 'later'];
  return stages.flatMap((stage): readonly Block[] => {
    const figures = report.benefits.filter(
      (one) => one.stage === stage && benefitsOf(side).some(({ value }) => value === one.value),
    );
    if (figures.every(({ count }) => count.n === 0)) return [];
    const ofYear = !isMonth(period);
    return [
      { block: 'text', text: `${side === 'mentee' ? 'Mentees' : 'Mentors'}, ${stageNames[stage]}:` },
      {
        block: 'table',
        about: `What ${side}s answered ${stageNames[stage]}`,
        columns: [
          { title: 'The benefit', share: 5 },
          { title: 'Answers', share: 2.1, align: 'end' },
          { title: 'Mean', share: 1.2, align: 'end' },
          ...(ofYear
            ? [
                { title: 'Before', share: 1.4, align: 'end' } as const,
                { title: 'Now', share: 1.1, align: 'end' } as const,
                { title: 'Higher', share: 1.4, align: 'end' } as const,
              ]
            : []),
        ],
        rows: figures.map(({ value, count, mean, compared }) => [
          benefitsOf(side).find((one) => one.value === value)?.name ?? value,
          sayCountOf(count),
          mean?.toFixed(1) ?? none,
          ...(ofYear
            ? [
                compared?.before.toFixed(1) ?? none,
                compared?.now.toFixed(1) ?? none,
                compared?.better === undefined ? none : `${compared.better}%`,
              ]
            : []),
        ]),
      },
    ];
  });
}

function stayed({ report, stay }: ReportContent): readonly Block[] {
  const { retention } = report;
  if (retention === undefined) return [];
  const said = retention.shares.map(({ months, share }) => ({
    label: `After ${months} months`,
    value: share === undefined ? 'too few' : `about ${share}%`,
  }));
  return [
    { block: 'heading', text: 'Pairs that stay together' },
    {
      block: 'text',
      text: `Estimated from ${retention.pairs} pairs or more that began in the last three years; those that still run count for as long as they have run (the estimate of Kaplan and Meier, 1958). To the nearest five in a hundred. An ending is often a success: what matters is that few end early.`,
    },
    ...(stay === undefined
      ? [{ block: 'facts', rows: said } as const]
      : [
          {
            block: 'picture',
            ...stay,
            alt: `Pairs that are still together. ${said.map(({ label, value }) => `${label}: ${value}`).join('. ')}.`,
          } as const,
        ]),
  ];
}

/** More names than that say nothing of any of them. */
const mostNamed = 14;

function grouped({ groups }: BenefitsReport): readonly Block[] {
  return groupings.flatMap((grouping): readonly Block[] => {
    const parts = groups[grouping];
    if (parts === undefined) return [];
    const named = parts.named.toSorted((one, other) => other.n - one.n);
    const others = parts.others + named.slice(mostNamed).reduce((sum, { n }) => sum + n, 0);
    return [
      { block: 'heading', text: groupingNames[grouping] },
      {
        block: 'facts',
        rows: [
          ...named
            .slice(0, mostNamed)
            .map(({ name, n }) => ({ label: nameOfPart(grouping, name), value: String(n) })),
          ...(others === 0 ? [] : [{ label: 'Others together', value: String(others) }]),
        ],
      },
    ];
  });
}

/** Every change that the picture shows, in words. */
function sayChanges(report: BenefitsReport): string {
  return changesOf(report)
    .map(({ name, before, now }) => `${name}: from ${before.toFixed(1)} to ${now.toFixed(1)}`)
    .join('; ');
}

/** What is drawn: people who answered at the start and at the end. */
export function changesOf(
  report: BenefitsReport,
): readonly { readonly name: string; readonly before: number; readonly now: number }[] {
  const names = new Map(
    (['mentee', 'mentor'] as const).flatMap(benefitsOf).map((one) => [one.value, one.name]),
  );
  return report.benefits.flatMap(({ value, stage, compared }) =>
    stage === 'end' && compared !== undefined
      ? [{ name: names.get(value) ?? value, before: compared.before, now: compared.now }]
      : [],
  );
}
