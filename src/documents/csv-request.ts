/** CSV files by name, and the request for one as it comes back from where it was kept. */

import type { CsvRequest } from '../mentoring/csv-request.ts';
import { uploadKinds } from '../mentoring/upload.ts';

export function nameOfCsv(request: CsvRequest): string {
  switch (request.csv) {
    case 'people':
    case 'mentors':
    case 'reporting-lines':
      return `${request.csv}.csv`;
    case 'benefits-report':
      return 'benefits-report.csv';
    case 'template':
      return `${request.of}-template.csv`;
    case 'problems':
      return 'what-is-wrong.csv';
    default:
      return request satisfies never;
  }
}

/** Reads a request back from storage. `undefined`: it is none, and nothing may be made from it. */
export function asCsvRequest(data: unknown): CsvRequest | undefined {
  const { csv, schemeId, of, uploadId, reportId }: Readonly<Record<string, unknown>> =
    typeof data === 'object' && data !== null ? { ...data } : {};
  switch (csv) {
    case 'people':
    case 'reporting-lines':
      return { csv };
    case 'mentors':
      return typeof schemeId === 'string' ? { csv, schemeId } : undefined;
    case 'benefits-report':
      return typeof reportId === 'string' ? { csv, reportId } : undefined;
    case 'template': {
      const kind = uploadKinds.find((one) => one === of);
      return kind && { csv, of: kind };
    }
    case 'problems':
      return typeof uploadId === 'string' ? { csv, uploadId } : undefined;
    default:
      return undefined;
  }
}
