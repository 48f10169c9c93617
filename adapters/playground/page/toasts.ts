/** Short notes at the edge of the page. News goes by itself; a problem stays until it is put away. */

import { announce } from './announce.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';

export type Toast = {
  readonly tone: 'info' | 'problem';
  readonly text: string;
  readonly action?: { readonly label: string; readonly do: () => void };
};

const shownMs = 7000;
const most = 4;

export function createToasts(element: HTMLElement): (toast: Toast) => void {
  return (toast) => {
    const note = h(
      'div',
      { class: `toast ${toast.tone}` },
      icon(toast.tone === 'problem' ? 'alert' : 'bell', 18),
      h('p', { dir: 'auto' }, toast.text),
    );
    if (toast.action !== undefined) {
      const { label, do: act } = toast.action;
      note.append(h('button', { type: 'button', class: 'link-button', onClick: act }, label));
    }
    note.append(
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button',
          'aria-label': 'Put this note away',
          onClick: () => note.remove(),
        },
        icon('close', 16),
      ),
    );
    // The newest news stands for all of it; the panel keeps the rest.
    if (toast.tone === 'info') for (const old of element.querySelectorAll('.info')) old.remove();
    element.append(note);
    while (element.childElementCount > most) element.firstElementChild?.remove();
    announce(toast.text);
    if (toast.tone === 'info') leaveLater(note);
  };
}

/** Nobody is reading or using it. */
function leaveLater(note: HTMLElement): void {
  setTimeout(() => {
    if (note.matches(':hover') || note.contains(document.activeElement)) leaveLater(note);
    else note.remove();
  }, shownMs);
}
