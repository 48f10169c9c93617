/** What is at the head and the foot of a page: the paper's title, its version and date, the number of the page. */

import type { Paper } from '../paper.ts';
import type { Faces } from '../type/faces.ts';
import { setLines } from '../type/lines.ts';
import type { Piece } from './band.ts';
import { colour, margin, page, style, textWidth } from './look.ts';
import type { Style } from './look.ts';
import { lineBand } from './text.ts';

const whole = { x: margin.left, width: textWidth } as const;
const countWidth = 90;
const left = { x: margin.left, width: textWidth - countWidth } as const;
const right = { x: margin.left + textWidth - countWidth, width: countWidth } as const;
const headY = 40;
const footY = page.height - 50;

type Place = { readonly x: number; readonly width: number };

/** The first page of a paper has its title in large, and none at the head. */
export function runningPieces(
  { title, foot }: Paper,
  first: boolean,
  count: string,
  faces: Faces,
): readonly Piece[] {
  const small = style.running;
  const rule = { piece: 'fill', ...whole, height: 0.6, colour: colour.hairline } as const;
  return [
    ...(first ? [] : [...oneLine(title, small, whole, headY, faces), { ...rule, y: headY + 18 }]),
    { ...rule, y: footY - 8 },
    ...oneLine(foot.join('  ·  '), small, left, footY, faces),
    ...oneLine(count, { ...small, align: 'end' }, right, footY, faces),
  ];
}

/** What does not fit is cut off with an ellipsis: the head and the foot repeat what the paper says in full. */
function oneLine(text: string, look: Style, place: Place, y: number, faces: Faces): readonly Piece[] {
  const set = (words: string, width: number) => setLines(words, faces, { ...look, width }).flat();
  const [all, more] = set(text, place.width);
  const [beginning] = more === undefined ? [] : set(text, place.width - look.size * 1.5);
  const words = beginning?.runs.map((run) => run.text).join('') ?? '';
  const line = beginning === undefined ? all : set(`${words.trimEnd()}…`, place.width)[0];
  if (line === undefined) return [];
  return lineBand(line, look, place, undefined, true).pieces.map((piece) => ({ ...piece, y: piece.y + y }));
}
