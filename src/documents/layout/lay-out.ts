/** A paper as pages: where every line stands, and how it is read aloud. */

import type { Paper } from '../paper.ts';
import { openFaces } from '../type/faces.ts';
import type { Faces } from '../type/faces.ts';
import { band, leading, padded, spaced } from './band.ts';
import type { Band, Piece } from './band.ts';
import { blockBands } from './blocks.ts';
import { contentsBands, nameOfPart } from './contents.ts';
import { element, within } from './element.ts';
import type { Element } from './element.ts';
import { colour, margin, style, textWidth } from './look.ts';
import { stack } from './pages.ts';
import type { Page } from './pages.ts';
import { runningPieces } from './running.ts';
import { textBands } from './text.ts';

export type LaidPage = Page & {
  /** Head and foot: not part of what is read. */
  readonly running: readonly Piece[];
};

export type Laid = { readonly pages: readonly LaidPage[]; readonly document: Element };

/** Where the part of that name begins, as its page is printed; empty while that is not known yet. */
type PageOf = (name: string) => string;

/**
 * Pages are counted once all of them are known, and only then can a table of contents name them: laid out twice.
 * `faces` are of one document; a drawn one has its own.
 */
export function layOut(paper: Paper, faces: Faces = openFaces()): Laid {
  const first = attempt(paper, faces, () => '');
  const found = new Map(
    first.pages.flatMap(({ marks }, index) => marks.map(({ name }) => [name, String(index + 1)])),
  );
  const { pages, document } = paper.body.some(({ block }) => block === 'contents')
    ? attempt(paper, faces, (name) => found.get(name) ?? '')
    : first;
  const papers = [paper, ...boundIn(paper)];
  return {
    document,
    pages: pages.map((page, index) => ({
      ...page,
      running: runningPieces(
        papers[page.paper] ?? paper,
        page.first,
        `Page ${index + 1} of ${pages.length}`,
        faces,
      ),
    })),
  };
}

function attempt(paper: Paper, faces: Faces, pageOf: PageOf) {
  const document = element('Document');
  const bound = boundIn(paper);
  const bands = [
    ...partBands(paper, 0, document, faces, pageOf),
    ...bound.flatMap((one, index) => partBands(one, index + 1, within(document, 'Part'), faces, pageOf)),
  ];
  return { pages: stack(bands), document };
}

/** Bound papers come after everything else, each on pages of its own. A bound paper's own bound papers do not. */
function boundIn({ body }: Paper): readonly Paper[] {
  return body.flatMap((block) => (block.block === 'bound' ? [block.paper] : []));
}

/** `number`: 0 is the paper itself, those bound into it count from 1. */
function partBands(
  paper: Paper,
  number: number,
  parent: Element,
  faces: Faces,
  pageOf: PageOf,
): readonly Band[] {
  const heading = number > 0 ? 'H3' : 'H2';
  return [
    ...titleBands(paper, number, parent, faces),
    ...paper.body.flatMap((block, index) => {
      if (block.block === 'bound') return [];
      if (block.block === 'contents') return contentsBands(boundIn(paper), parent, faces, pageOf);
      const bands = blockBands(block, { faces, parent, heading });
      return paper.body[index + 1]?.block === 'signatures' ? endHeld(bands) : bands;
    }),
  ];
}

/** What stands above signatures goes with them: nobody signs a page with nothing else on it. */
function endHeld(bands: readonly Band[]): readonly Band[] {
  return bands.map((one, index) => (index >= bands.length - linesHeld ? { ...one, hold: true } : one));
}

const linesHeld = 4;

function titleBands(
  { scheme, title, lead = '' }: Paper,
  number: number,
  parent: Element,
  faces: Faces,
): readonly Band[] {
  const whole = { x: margin.left, width: textWidth };
  const into = { parent, role: 'P' } as const;
  const bar = { piece: 'fill', x: margin.left, y: 0, width: 44, height: 4, colour: colour.accent } as const;
  const mark = { title, depth: 0, name: nameOfPart(number) };
  return [
    band(16, [bar], { begins: number, mark, hold: true }),
    ...leading(textBands(scheme, faces, style.scheme, whole, into)),
    ...leading(textBands(title, faces, style.title, whole, { parent, role: number > 0 ? 'H2' : 'H1' })),
    ...spaced(padded(textBands(lead, faces, style.lead, whole, into), 0, 6), 2),
  ];
}
