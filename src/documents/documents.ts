/** The documents port: makes the file that a dialog described, when the message that carries it is sent or fetched. */

import type { FileSpec } from '../engine/effect.ts';
import type { LinkToDrawing } from '../engine/mint.ts';
import type { Clock, Documents, OutgoingFile, Reader } from '../engine/ports.ts';
import type { PaperRequest } from '../mentoring/paper-request.ts';
import type { CsvRequest } from '../mentoring/csv-request.ts';
import { digestChart } from './charts/digest-chart.ts';
import { asDigestPicture } from './charts/digest-picture.ts';
import { drawChart } from './charts/draw-chart.ts';
import { asCsvRequest, nameOfCsv } from './csv-request.ts';
import { asCalendarEntry, makeIcs, nameOfIcs } from './ics.ts';
import type { LoadOwnData } from './own-data-loader.ts';
import type { LoadPaper } from './paper-loader.ts';
import { asPaperRequest, nameOfPaper } from './paper-request.ts';
import { makePdf } from './pdf.ts';

/** `undefined`: there is no such file for this reader, whether it never was, is not theirs, or is gone. */
export type LoadCsv = (request: CsvRequest, reader: Reader) => Promise<Uint8Array | undefined>;

/** The reader may not have it, or not any more. The message is for them. */
export class GoneError extends Error {
  override readonly name = 'GoneError';
}

/** `linkTo` is composed where the route that serves the files is, the loaders where the store is. */
export function createDocuments(parts: {
  readonly clock: Clock;
  readonly linkTo: Documents['linkTo'];
  readonly loadPaper?: LoadPaper;
  readonly loadCsv?: LoadCsv;
  readonly loadOwnData?: LoadOwnData;
}): Documents {
  async function paper(request: PaperRequest, reader: Reader | undefined): Promise<OutgoingFile> {
    const made = reader && (await parts.loadPaper?.(request, reader));
    if (made === undefined)
      throw new GoneError('This paper is not there any more. Ask Rapport for a new one, with /mentor.');
    return { name: nameOfPaper(request), mime: 'application/pdf', bytes: await makePdf(made) };
  }

  async function csv(request: CsvRequest, reader: Reader | undefined): Promise<OutgoingFile> {
    const made = reader && (await parts.loadCsv?.(request, reader));
    if (made === undefined)
      throw new GoneError(
        'This file is not there any more. Ask Rapport for a new one at the coordinators’ desk.',
      );
    return { name: nameOfCsv(request), mime: 'text/csv; charset=utf-8', bytes: made };
  }

  async function ownData(reader: Reader | undefined): Promise<OutgoingFile> {
    const data = reader && (await parts.loadOwnData?.(reader));
    if (data === undefined)
      throw new GoneError('There is nothing kept about you here any more. Ask Rapport with /mentor privacy.');
    return {
      name: nameOfOwnData,
      mime: 'application/json; charset=utf-8',
      bytes: encode(`${JSON.stringify(data, null, 2)}\n`),
    };
  }

  const pictures = keepPictures();

  function withinADay(expiresAt: Date): Date {
    return new Date(Math.min(expiresAt.getTime(), parts.clock.now().getTime() + 24 * 60 * 60_000));
  }

  return {
    linkTo: ({ kind, data }, expiresAt, reader) =>
      parts.linkTo({ kind, data }, holdsAll({ kind, data }) ? withinADay(expiresAt) : expiresAt, reader),
    nameOf: ({ kind, data }) => {
      switch (kind) {
        case 'calendar':
          return nameOfIcs(asCalendarEntry(data));
        case 'paper':
          return nameOfPaper(requestIn(data));
        case 'csv':
          return nameOfCsv(csvRequestIn(data));
        case 'own-data':
          return nameOfOwnData;
        case 'digest-picture':
          return nameOfPicture;
        default:
          throw unknown(kind);
      }
    },
    make: async ({ kind, data }, reader) => {
      switch (kind) {
        case 'calendar': {
          const entry = asCalendarEntry(data);
          return {
            name: nameOfIcs(entry),
            mime: `text/calendar; method=${entry.method}; charset=utf-8`,
            bytes: encode(makeIcs(entry, parts.clock.now())),
          };
        }
        case 'paper':
          return paper(requestIn(data), reader);
        case 'csv':
          return csv(csvRequestIn(data), reader);
        case 'own-data':
          return ownData(reader);
        case 'digest-picture':
          return { name: nameOfPicture, mime: 'image/png', bytes: await pictures(data) };
        default:
          throw unknown(kind);
      }
    },
  };
}

/** Behind it are, for whoever holds the link, the names of a whole organisation, or everything that somebody wrote. */
function holdsAll({ kind, data }: FileSpec): boolean {
  return kind === 'csv' || kind === 'own-data' || (kind === 'paper' && requestIn(data).paper === 'own-data');
}

/**
 * Cards stay in a channel and are looked at long after. There is nothing behind such a link but figures that everybody
 * in the channel has read.
 */
const drawingMs = 180 * 24 * 60 * 60_000;

/** Where drawings on cards can be fetched, by anybody who was shown the card. */
export function linksToDrawings(linkTo: Documents['linkTo'], clock: Clock): LinkToDrawing {
  return (drawing) => linkTo(drawing, new Date(clock.now().getTime() + drawingMs));
}

const nameOfOwnData = 'my-rapport-data.json';
const nameOfPicture = 'digest.png';
const mostPictures = 20;

/** Everybody in a channel looks at the same picture at the same time: it is drawn once. */
function keepPictures(): (data: FileSpec['data']) => Promise<Uint8Array> {
  const kept = new Map<string, Promise<Uint8Array>>();
  return (data) => {
    const key = JSON.stringify(data);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= mostPictures) kept.delete(oldest);
    const drawn = draw(data);
    kept.set(key, drawn);
    drawn.catch(() => kept.delete(key));
    return drawn;
  };
}

async function draw(data: FileSpec['data']): Promise<Uint8Array> {
  const picture = asDigestPicture(data);
  if (picture === undefined)
    throw new Error(
      'The picture cannot be drawn: its figures are broken. The dialog that asked for it must be mended.',
    );
  return drawChart(digestChart(picture));
}

function requestIn(data: FileSpec['data']): PaperRequest {
  const request = asPaperRequest(data);
  if (request === undefined)
    throw new Error(
      'A paper cannot be made: the request is broken. The dialog that asked for it must be mended.',
    );
  return request;
}

function csvRequestIn(data: FileSpec['data']): CsvRequest {
  const request = asCsvRequest(data);
  if (request === undefined)
    throw new Error(
      'A file cannot be made: the request is broken. The dialog that asked for it must be mended.',
    );
  return request;
}

function encode(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

function unknown(kind: string): Error {
  return new Error(`No document of kind ${kind} is known. Add it in src/documents/documents.ts.`);
}
