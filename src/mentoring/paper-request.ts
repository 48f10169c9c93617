/**
 * Which paper somebody asked for. It names things by their ids and holds nothing that was written, so that neither a
 * waiting message nor a link carries it; the paper is made when it is sent or fetched, for that reader, from what they
 * may read then.
 */

/** Dates are YYYY-MM-DD, and both ends of a period belong to it. */
export type SinglePaper =
  | { readonly paper: 'agreement'; readonly relationshipId: string; readonly version: number }
  | { readonly paper: 'checklist'; readonly relationshipId: string }
  | { readonly paper: 'session-record'; readonly relationshipId: string; readonly recordId: string }
  | { readonly paper: 'certificate'; readonly relationshipId: string }
  | {
      readonly paper: 'attendance-letter';
      readonly relationshipId: string;
      readonly from: string;
      readonly until: string;
    }
  | { readonly paper: 'hours-statement'; readonly from: string; readonly until: string }
  | { readonly paper: 'own-data' }
  /** As it was first made: its figures are kept. */
  | { readonly paper: 'benefits-report'; readonly reportId: string };

/** More do not fit into a link: servers on the way cut it off at 8 kB. */
export const mostInPortfolio = 40;

/** A portfolio holds the papers that its owner ticked, at most `mostInPortfolio`. */
export type PaperRequest =
  | SinglePaper
  | { readonly paper: 'portfolio'; readonly papers: readonly SinglePaper[] };

/** A PDF to be made when its message is sent. */
export type PaperFile = { readonly kind: 'paper'; readonly data: PaperRequest };

/** What a dialog puts beside a card. */
export function paperFile(request: PaperRequest): PaperFile {
  return { kind: 'paper', data: request };
}
