/** Turns the targets in views into references, and drawings into addresses, all of a turn's at once. */

import type { OpenForm } from '../ui/form.ts';
import type { Reference, Target } from '../ui/reference.ts';
import { mapCard, showDrawings } from '../ui/view.ts';
import type { Card, Drawing } from '../ui/view.ts';
import type { TurnTransaction } from './ports.ts';

export type Mint = {
  readonly card: (view: Card) => Card<Reference>;
  readonly form: (view: OpenForm) => OpenForm<Reference>;
};

/** Where a drawing can be fetched by whoever is shown the card. Where nothing draws, words stand in. */
export type LinkToDrawing = (drawing: Drawing) => string;

/** Mints references for every control of these views with one round trip, and hands back how to apply them. */
export async function mintAll(
  tx: Pick<TurnTransaction, 'mintReferences'>,
  views: readonly (Card | OpenForm)[],
  linkTo?: LinkToDrawing,
): Promise<Mint> {
  const targets = new Map<string, Target>();
  for (const view of views) {
    if (view.view === 'open-form') targets.set(keyOf(view.to), view.to);
    else mapCard(view, (to) => targets.set(keyOf(to), to));
  }
  const keys = [...targets.keys()];
  const references = keys.length === 0 ? [] : await tx.mintReferences([...targets.values()]);
  const byKey = new Map(keys.map((key, index) => [key, references[index]]));
  const referenceTo = (to: Target): Reference => {
    const reference = byKey.get(keyOf(to));
    if (reference === undefined) throw new Error(`No reference was minted for ${to.dialog}.${to.action}`);
    return reference;
  };
  // One address each: the same card in two places of a turn stays the same card.
  const addresses = new Map<string, string>();
  const shown = (view: Card): Card =>
    linkTo === undefined
      ? view
      : showDrawings(view, (drawing) => {
          const key = JSON.stringify(drawing);
          const address = addresses.get(key) ?? linkTo(drawing);
          addresses.set(key, address);
          return address;
        });
  return {
    card: (view) => mapCard(shown(view), referenceTo),
    form: (view) => ({ ...view, to: referenceTo(view.to) }),
  };
}

function keyOf(to: Target): string {
  const args = Object.entries(to.args ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([to.dialog, to.action, to.subject, args]);
}
