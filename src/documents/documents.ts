/** The documents port: makes the file that a dialog described, when the message that carries it is sent or fetched. */

import type { FileSpec } from '../engine/effect.ts';
import type { Clock, Documents, OutgoingFile, Reader } from '../engine/ports.ts';
import type { PaperRequest } from '../mentoring/paper-request.ts';
import { asCalendarEntry, makeIcs, nameOfIcs } from './ics.ts';
import type { LoadPaper } from './paper-loader.ts';
import { asPaperRequest, nameOfPaper } from './paper-request.ts';
import { makePdf } from './pdf.ts';

/** The reader may not have it, or not any more. The message is for them. */
export class GoneError extends Error {
  override readonly name = 'GoneError';
}

/** `linkTo` is composed where the route that serves the files is, `loadPaper` where the store is. */
export function createDocuments(parts: {
  readonly clock: Clock;
  readonly linkTo: Documents['linkTo'];
  readonly loadPaper?: LoadPaper;
}): Documents {
  async function paper(request: PaperRequest, reader: Reader | undefined): Promise<OutgoingFile> {
    const made = reader && (await parts.loadPaper?.(request, reader));
    if (made === undefined)
      throw new GoneError('This paper is not there any more. Ask Rapport for a new one, with /mentor.');
    return { name: nameOfPaper(request), mime: 'application/pdf', bytes: await makePdf(made) };
  }

  return {
    linkTo: parts.linkTo,
    nameOf: ({ kind, data }) => {
      switch (kind) {
        case 'calendar':
          return nameOfIcs(asCalendarEntry(data));
        case 'paper':
          return nameOfPaper(requestIn(data));
        case 'own-data':
          return 'my-rapport-data.json';
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
        case 'own-data':
          return {
            name: 'my-rapport-data.json',
            mime: 'application/json; charset=utf-8',
            bytes: encode(`${JSON.stringify(data, null, 2)}\n`),
          };
        default:
          throw unknown(kind);
      }
    },
  };
}

function requestIn(data: FileSpec['data']): PaperRequest {
  const request = asPaperRequest(data);
  if (request === undefined)
    throw new Error(
      'A paper cannot be made: the request is broken. The dialog that asked for it must be mended.',
    );
  return request;
}

function encode(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

function unknown(kind: string): Error {
  return new Error(`No document of kind ${kind} is known. Add it in src/documents/documents.ts.`);
}
