/** Where people sign: two beside each other, each with what they have agreed to already and a line for ink. */

import type { Party } from '../paper.ts';
import { band, beside, spaced, together } from './band.ts';
import type { Band, Piece } from './band.ts';
import type { Setting } from './blocks.ts';
import { within } from './element.ts';
import type { Element } from './element.ts';
import { colour, margin, style, textWidth } from './look.ts';
import { textBands } from './text.ts';

const between = 36;
const width = (textWidth - between) / 2;
const dateWidth = 66;
/** Room for a hand to write in. */
const inkHeight = 40;

type Place = { readonly x: number; readonly width: number };

/** The lines to sign on are at the same height, however long the names above them are. */
export function signatureBands(parties: readonly Party[], { faces, parent }: Setting): readonly Band[] {
  const pairs = Array.from({ length: Math.ceil(parties.length / 2) }, (_, index) =>
    parties.slice(index * 2, index * 2 + 2),
  );
  return pairs.flatMap((pair) => {
    const columns = pair.map((party, index) => ({
      party,
      place: { x: margin.left + index * (width + between), width },
      part: within(parent, 'Sect'),
    }));
    const who = columns.map(({ party, place, part }) => partyBands(party, place, part, faces));
    const ink = columns.map(({ place, part }) => inkBands(place, part, faces));
    return spaced(together([...beside(...who), ...beside(...ink)]), 24);
  });
}

function partyBands(
  { role, name, agreed = '' }: Party,
  place: Place,
  part: Element,
  faces: Setting['faces'],
): readonly Band[] {
  const column = { ...place, besideLabel: true };
  const into = { parent: part, role: 'P' } as const;
  return [
    ...textBands(role, faces, style.label, column, into),
    ...textBands(name, faces, style.strong, column, into),
    ...textBands(agreed, faces, style.quiet, column, into),
  ];
}

function inkBands(place: Place, part: Element, faces: Setting['faces']): readonly Band[] {
  const fields = [
    { label: 'Signature', x: place.x, width: place.width - dateWidth - 12 },
    { label: 'Date', x: place.x + place.width - dateWidth, width: dateWidth },
  ];
  const lines = fields.map((field): Piece => ({
    piece: 'fill',
    x: field.x,
    y: inkHeight,
    width: field.width,
    height: 0.8,
    colour: colour.quiet,
  }));
  const labels = fields.map(({ label, ...column }) =>
    textBands(label, faces, style.quiet, column, { parent: part, role: 'P' }),
  );
  return [band(inkHeight + 3, lines), ...beside(...labels)];
}
