/** Says things to screen readers: one polite region, so that news never talks over itself. */

import { h } from './dom.ts';

const region = h('div', { class: 'spoken', role: 'status', 'aria-live': 'polite' });

export function mountAnnouncer(): void {
  document.body.append(region);
}

export function announce(text: string): void {
  const line = h('p', {}, text);
  region.append(line);
  // Long enough for a reader to have taken it; an emptied region is not read again.
  setTimeout(() => line.remove(), 8000);
}
