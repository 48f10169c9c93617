/** Turns the targets in views into references, all of a turn's at once. */

import type { OpenForm } from '../ui/form.ts';
import type { Reference, Target } from '../ui/reference.ts';
import { mapCard } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import type { TurnTransaction } from './ports.ts';

export type Mint = {
  readonly card: (view: Card) => Card<Reference>;
  readonly form: (view: OpenForm) => OpenForm<Reference>;
};

/** Mints references for every control of these views with one round trip, and hands back how to apply them. */
export async function mintAll(
  tx: Pick<TurnTransaction, 'mintReferences'>,
  views: readonly (Card | OpenForm)[],
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
  return {
    card: (view) => mapCard(view, referenceTo),
    form: (view) => ({ ...view, to: referenceTo(view.to) }),
  };
}

function keyOf(to: Target): string {
  const args = Object.entries(to.args ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([to.dialog, to.action, to.subject, args]);
}
