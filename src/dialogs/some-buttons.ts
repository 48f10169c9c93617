/** A row of buttons that is left out when none of them applies: an empty row is drawn as a gap, or refused. */

import type { Block, Button } from '../ui/view.ts';
import { buttons } from '../ui/view.ts';

export function someButtons(...all: readonly (Button | undefined)[]): Block | undefined {
  return all.some((one) => one !== undefined) ? buttons(...all) : undefined;
}
