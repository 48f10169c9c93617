/** Papers by name, and the request for one as it comes back from where it was kept. */

import { mostInPortfolio } from '../mentoring/paper-request.ts';
import type { PaperRequest, SinglePaper } from '../mentoring/paper-request.ts';

/** Without a name or a date: it stands on a button. */
export function nameOfPaper({ paper }: PaperRequest): string {
  return names[paper];
}

const names: Readonly<Record<PaperRequest['paper'], string>> = {
  agreement: 'mentoring-agreement.pdf',
  checklist: 'first-meeting-checklist.pdf',
  'session-record': 'session-record.pdf',
  certificate: 'mentoring-certificate.pdf',
  'attendance-letter': 'attendance-letter.pdf',
  'hours-statement': 'mentoring-hours.pdf',
  'own-data': 'my-rapport-data.pdf',
  'benefits-report': 'benefits-report.pdf',
  portfolio: 'mentoring-portfolio.pdf',
};

/** Reads a request back from storage. `undefined`: it is none, and nothing may be made from it. */
export function asPaperRequest(data: unknown): PaperRequest | undefined {
  const single = asSinglePaper(data);
  if (single !== undefined) return single;
  const { paper, papers } = fieldsOf(data);
  if (paper !== 'portfolio' || !Array.isArray(papers) || papers.length > mostInPortfolio) return undefined;
  const chosen = papers.map(asSinglePaper);
  return chosen.includes(undefined)
    ? undefined
    : { paper, papers: chosen.filter((one) => one !== undefined) };
}

function asSinglePaper(data: unknown): SinglePaper | undefined {
  const { paper, relationshipId, version, recordId, from, until, reportId } = fieldsOf(data);
  if (paper === 'own-data') return { paper };
  if (paper === 'benefits-report') return typeof reportId === 'string' ? { paper, reportId } : undefined;
  if (paper === 'hours-statement') return isDay(from) && isDay(until) ? { paper, from, until } : undefined;
  if (typeof relationshipId !== 'string') return undefined;
  switch (paper) {
    case 'agreement':
      return typeof version === 'number' ? { paper, relationshipId, version } : undefined;
    case 'checklist':
    case 'certificate':
      return { paper, relationshipId };
    case 'session-record':
      return typeof recordId === 'string' ? { paper, relationshipId, recordId } : undefined;
    case 'attendance-letter':
      return isDay(from) && isDay(until) ? { paper, relationshipId, from, until } : undefined;
    default:
      return undefined;
  }
}

function fieldsOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
}
