/** Draws one piece of a laid out page. What it is, for a reader who does not see it, is marked around this. */

import type PdfKit from 'pdfkit';
import type { Piece } from './layout/band.ts';
import { colour } from './layout/look.ts';
import type { PlacedRun } from './type/lines.ts';
import { mirrored } from './type/runs.ts';
import { featuresFor } from './type/typing-order.ts';

type Pdf = InstanceType<typeof PdfKit>;

export function draw(pdf: Pdf, piece: Piece): void {
  switch (piece.piece) {
    case 'line':
      pdf.fillColor(piece.colour);
      for (const run of piece.line.runs) drawRun(pdf, run, piece);
      return;
    case 'fill':
      pdf.rect(piece.x, piece.y, piece.width, piece.height).fill(piece.colour);
      return;
    case 'tick':
      return drawTick(pdf, piece);
    case 'picture':
      pdf.image(Buffer.from(piece.bytes), piece.x, piece.y, { width: piece.width, height: piece.height });
      return;
    case 'link':
      return;
    default:
      piece satisfies never;
  }
}

function drawRun(pdf: Pdf, run: PlacedRun, line: Extract<Piece, { piece: 'line' }>): void {
  const { face, shown } = run;
  const { size } = line;
  const actual = actualText(run);
  // pdfkit takes a font that fontkit has opened; its published types are older.
  pdf.font(face.font as unknown as Uint8Array, face.file, size);
  if (face.embolden) pdf.lineWidth(size * 0.025).strokeColor(line.colour);
  const options = {
    lineBreak: false,
    baseline: 'alphabetic',
    features: featuresFor(shown) as [], // the published types list fewer of them
    fill: true,
    stroke: face.embolden,
  } as const;
  const write = () => pdf.text(shown, line.x + run.x, line.y, options);
  if (actual === undefined) write();
  else withActualText(pdf, actual, write);
}

/**
 * pdfkit turns the page upside down around every text. The mark has to be within that, or readers that mark what was
 * searched for look in the wrong place.
 */
function withActualText(pdf: Pdf, actual: string, write: () => void): void {
  const add = pdf.addContent.bind(pdf);
  pdf.addContent = (data: unknown) => {
    if (data === 'BT') pdf.markContent('Span', { actual });
    add(data);
    if (data === 'ET') pdf.endMarkedContent();
    return pdf;
  };
  write();
  // The class's own method comes through again.
  Reflect.deleteProperty(pdf, 'addContent');
}

/**
 * The text to go beside the glyphs where they do not spell it (reordered vowels, a code in place of a letter), for those
 * who copy, search or listen. From right to left, glyphs that spell it backwards are what readers expect: they turn them
 * round, and would turn round a text beside them just so.
 */
function actualText({ face, shown, text, level }: PlacedRun): string | undefined {
  const { glyphs } = face.font.layout(shown, featuresFor(shown));
  const backwards = level % 2 === 1;
  const inOrder = backwards ? glyphs.toReversed() : glyphs;
  const spelled = inOrder.map(({ codePoints }) => String.fromCodePoint(...codePoints)).join('');
  const seen = text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
  return spelled === (backwards ? mirrored(seen) : seen) ? undefined : text;
}

function drawTick(pdf: Pdf, { x, y, width, height, ticked }: Extract<Piece, { piece: 'tick' }>): void {
  pdf.lineWidth(1).roundedRect(x, y, width, height, 2);
  if (!ticked) {
    pdf.stroke(colour.quiet);
    return;
  }
  pdf.fillAndStroke(colour.accent, colour.accent);
  pdf
    .lineWidth(1.5)
    .moveTo(x + width * 0.22, y + height * 0.52)
    .lineTo(x + width * 0.42, y + height * 0.72)
    .lineTo(x + width * 0.78, y + height * 0.28)
    .stroke('#ffffff');
}
