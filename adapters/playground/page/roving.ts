/** One Tab stop for a whole list; the arrow keys, Home and End move within it. */

export function roveOver(
  list: HTMLElement,
  itemsOf: () => readonly HTMLElement[],
  sideways = false,
): () => void {
  const back = sideways ? 'ArrowLeft' : 'ArrowUp';
  const on = sideways ? 'ArrowRight' : 'ArrowDown';

  list.addEventListener('keydown', (event) => {
    const items = itemsOf();
    const here = items.indexOf(event.target as HTMLElement);
    // Keys pressed in a control inside an item belong to that control.
    if (here === -1 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { [back]: here - 1, [on]: here + 1, Home: 0, End: items.length - 1 }[event.key];
    const next = to === undefined ? undefined : items[Math.max(0, Math.min(items.length - 1, to))];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  });
  list.addEventListener('focusin', (event) => {
    const items = itemsOf();
    if (items.includes(event.target as HTMLElement)) settle(items, event.target as HTMLElement);
  });

  /** After items came or went: exactly one of them is a Tab stop. */
  return () => {
    const items = itemsOf();
    const preferred =
      items.find((item) => item.getAttribute('aria-current') !== null || item.ariaSelected === 'true') ??
      items.find((item) => item.tabIndex === 0) ??
      items.at(-1);
    settle(items, items.find((item) => item === document.activeElement) ?? preferred);
  };
}

function settle(items: readonly HTMLElement[], stop: HTMLElement | undefined): void {
  for (const item of items) item.tabIndex = item === stop ? 0 : -1;
}
