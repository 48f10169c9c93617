/**
 * Lays a dialog over one window of the page: what lies behind it is inert, Tab stays inside, Escape closes, focus returns.
 * The rest of the page stays usable on purpose, so that a visitor can read the JSON of an open form.
 */

import { focusable } from './dom.ts';

export type Overlay = { readonly close: () => void };

export function openOverlay(host: HTMLElement, layer: HTMLElement, onEscape: () => void): Overlay {
  const opener = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
  const behind = [...host.children].filter(
    (one) => one instanceof HTMLElement && !one.inert,
  ) as HTMLElement[];
  for (const one of behind) one.inert = true;
  host.append(layer);

  // Escape closes it from anywhere on the page, unless something smaller took the key or another dialog lies above.
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || layer.inert) return;
    event.preventDefault();
    onEscape();
  }
  document.addEventListener('keydown', onKey);
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') keepInside(event, layer);
  });

  return {
    close: () => {
      const hadFocus = layer.contains(document.activeElement) || document.activeElement === document.body;
      document.removeEventListener('keydown', onKey);
      layer.remove();
      for (const one of behind) one.inert = false;
      if (!hadFocus) return;
      if (opener?.isConnected && opener.closest('[inert]') === null && opener !== document.body)
        opener.focus();
      else host.querySelector<HTMLElement>('[data-home-focus]')?.focus();
    },
  };
}

function keepInside(event: KeyboardEvent, layer: HTMLElement): void {
  const stops = focusable(layer);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const other = event.shiftKey ? stops.at(-1) : stops[0];
  if (
    edge === undefined ||
    (document.activeElement !== edge && stops.includes(document.activeElement as HTMLElement))
  )
    return;
  event.preventDefault();
  other?.focus();
}
