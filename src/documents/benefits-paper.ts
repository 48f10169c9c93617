/** A benefits report with its pictures drawn. */

import type { BenefitsReport } from '../mentoring/benefits/report.ts';
import { changeChart, stayChart } from './charts/benefits-chart.ts';
import { drawChart } from './charts/draw-chart.ts';
import type { Paper } from './paper.ts';
import { benefitsReportPaper, changesOf } from './papers/benefits-report.ts';
import type { Picture } from './papers/benefits-report.ts';
import type { Occasion } from './papers/occasion.ts';

export async function benefitsPaper(
  report: BenefitsReport,
  { occasion, period }: { readonly occasion: Occasion; readonly period: string },
): Promise<Paper> {
  const changes = changesOf(report);
  const stays = (report.retention?.shares ?? []).flatMap(({ months, share }) =>
    share === undefined ? [] : [{ months, share }],
  );
  return benefitsReportPaper({
    occasion,
    period,
    report,
    ...(changes.length > 0 && { change: await drawn(changeChart(changes)) }),
    // Where one of them is too small to be given, words say so and a picture would not.
    ...(stays.length > 0 &&
      stays.length === report.retention?.shares.length && { stay: await drawn(stayChart(stays)) }),
  });
}

async function drawn(spec: Parameters<typeof drawChart>[0]): Promise<Picture> {
  const bytes = await drawChart(spec);
  // A PNG tells its own size, in its first chunk.
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { bytes, width: view.getUint32(16), height: view.getUint32(20) };
}
