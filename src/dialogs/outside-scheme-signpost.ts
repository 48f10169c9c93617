/** Where somebody could look whom nobody here can mentor: outside schemes that come nearest to what they asked for. */

import { suggestOutsideSchemes } from '../mentoring/outside-scheme-search.ts';
import { directoryOf } from '../mentoring/outside-schemes.ts';
import type { OutsideSchemeEntry } from '../mentoring/records/organisation.ts';
import type { Block } from '../ui/view.ts';
import { button, buttons, list } from '../ui/view.ts';
import { target } from './define.ts';
import { sayFound, seeButton, unconfirmedNote } from './outside-scheme-items.ts';

const mostSuggested = 4;

/**
 * A few entries, a button for each, and the way to the whole directory. `areas`: what they asked for help with, in words.
 * `today`: where they are. Empty where the directory has nothing to suggest.
 */
export function signpostBlocks(about: {
  readonly outsideSchemes: readonly OutsideSchemeEntry[] | undefined;
  readonly areas: readonly string[];
  readonly menteeId: string;
  readonly today: string;
}): readonly Block[] {
  const found = suggestOutsideSchemes(directoryOf(about.outsideSchemes), about.areas).slice(0, mostSuggested);
  const caution = unconfirmedNote(
    found.map(({ entry }) => entry),
    about.today,
  );
  if (found.length === 0) return [];
  return [
    // Why each was chosen is guessed from the areas, and would read as advice; who it is for lets everybody judge.
    list(found.map(({ entry }) => sayFound({ entry, reasons: [] }, about.today))),
    ...(caution === undefined ? [] : [caution]),
    buttons(
      ...found.map(({ entry }) => seeButton(entry)),
      button('Find an outside scheme', target('schemes', 'find', about.menteeId)),
    ),
  ];
}
