/** "Are you sure?", asked before a press is sent, as Slack asks it. */

import { h, newId } from '../dom.ts';
import { openOverlay } from '../overlay.ts';

export type ConfirmText = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly isDanger: boolean;
};

export function askToConfirm(host: HTMLElement, words: ConfirmText): Promise<boolean> {
  return new Promise((resolve) => {
    const titleId = newId('confirm-title');
    const textId = newId('confirm-text');
    const yes = h(
      'button',
      {
        type: 'button',
        class: `slack-button ${words.isDanger ? 'danger' : 'primary'}`,
        onClick: () => answer(true),
      },
      words.yes,
    );
    const no = h('button', { type: 'button', class: 'slack-button', onClick: () => answer(false) }, words.no);
    const layer = h(
      'div',
      { class: 'layer' },
      h(
        'div',
        {
          class: 'modal confirm',
          role: 'alertdialog',
          'aria-modal': 'true',
          'aria-labelledby': titleId,
          'aria-describedby': textId,
        },
        h('header', { class: 'modal-head' }, h('h3', { id: titleId, dir: 'auto' }, words.title)),
        h('div', { class: 'modal-body' }, h('p', { id: textId, dir: 'auto' }, words.text)),
        h('footer', { class: 'modal-foot' }, no, yes),
      ),
    );
    const overlay = openOverlay(host, layer, () => answer(false));
    // The harmless answer is the one that Enter gives.
    no.focus();

    function answer(value: boolean): void {
      overlay.close();
      resolve(value);
    }
  });
}
