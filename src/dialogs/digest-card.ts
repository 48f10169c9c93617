/** The weekly digest as a card: figures only, as readers of a channel know each other. */

import { digestOf, sayPicture } from '../mentoring/digest.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Card } from '../ui/view.ts';
import { card, drawing, facts as factsBlock, list, note, text } from '../ui/view.ts';

/** `zone`: by whose days the weeks are named where the scheme has no channel yet. */
export function digestCard({ scheme, counts }: SchemeFacts, now: Date, zone: string): Card {
  const { quiet, changed, figures, picture } = digestOf(counts, now, scheme.digest?.zone ?? zone);
  const title = `${scheme.name}: the week`;
  if (quiet !== undefined) return card(title, text(quiet));
  return card(
    title,
    list(changed),
    factsBlock(figures),
    picture && drawing({ kind: 'digest-picture', data: picture }, sayPicture(picture)),
    note('Numbers under five are not given. Coordinators see their queue by typing “admin” in private.'),
  );
}
