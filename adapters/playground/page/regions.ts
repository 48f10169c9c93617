/** F6 moves between the parts of the page, as it does in both platforms' own clients. */

import { focusable } from './dom.ts';

const order = ['#people', '#clock', '#stage', '#aside'];

export function jumpBetweenRegions(): void {
  addEventListener('keydown', (event) => {
    if (event.key !== 'F6') return;
    const regions = order
      .map((selector) => document.querySelector<HTMLElement>(selector))
      .filter((region): region is HTMLElement => region !== null && focusable(region).length > 0);
    const here = regions.findIndex((region) => region.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    const next = regions[here === -1 ? 0 : (here + step + regions.length) % regions.length];
    if (next === undefined) return;
    event.preventDefault();
    bestStop(next)?.focus();
  });
}

/** Inside an open dialog; else where one writes; else at what is chosen; else at the beginning. */
function bestStop(region: HTMLElement): HTMLElement | undefined {
  const dialog = region.querySelector('[role="dialog"], [role="alertdialog"]');
  const stops = focusable(dialog ?? region);
  return (
    stops.find((stop) => dialog === null && stop.hasAttribute('data-home-focus')) ??
    stops.find((stop) => dialog === null && stop.hasAttribute('aria-current')) ??
    stops[0]
  );
}
