/** The weekly digest as a card: figures only, as readers of a channel know each other. */

import { digestOf, sayPicture } from '../mentoring/digest.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { card, drawing, facts as factsBlock, list, note, text } from '../ui/view.ts';

/**
 * `zone`: by whose days the weeks are named where the scheme has no channel yet. `missed`: when the first digest was due
 * that was left out.
 */
export function digestCard({ scheme, counts }: SchemeFacts, now: Date, zone: string, missed?: string): Card {
  const { quiet, changed, figures, picture } = digestOf(counts, now, scheme.digest?.zone ?? zone);
  const title = `${scheme.name}: the week`;
  const leftOut = missed === undefined ? undefined : text(sayMissed(new Date(missed), now, zone));
  if (quiet !== undefined) return card(title, leftOut, text(quiet));
  return card(
    title,
    leftOut,
    list(changed),
    factsBlock(figures),
    picture && drawing({ kind: 'digest-picture', data: picture }, sayPicture(picture)),
    note('Numbers under five are not given. Coordinators see their queue by typing “admin” in private.'),
  );
}

function sayMissed(missed: Date, now: Date, zone: string): string {
  const weeks = Math.round((now.getTime() - missed.getTime()) / (7 * 24 * 60 * 60_000));
  const day = sayDate(inZone(missed, zone).date);
  return weeks > 1
    ? `The summaries from ${day} until now were not posted: Rapport was not running then.`
    : `The summary of ${day} was not posted: Rapport was not running then.`;
}
