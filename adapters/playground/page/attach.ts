/** The paperclip beside the composer: files from the visitor's own device, chosen or dropped, sent as the person shown. */

import type { AttachedFile } from '../api-types.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';

export type AttachOptions = {
  readonly attach: (files: readonly AttachedFile[]) => Promise<boolean>;
  readonly tell: (problem: string) => void;
};

/** More than the server takes, which counts base64. */
const mostBytes = 28 * 1024 * 1024;

/** `box` takes files that are dropped on it. */
export function createAttachButton(box: HTMLElement, options: AttachOptions): HTMLElement {
  const chooser = h('input', {
    type: 'file',
    multiple: true,
    class: 'spoken',
    tabindex: -1,
    'aria-label': 'Files to send',
  });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'composer-attach',
      'aria-label': 'Attach a file',
      title: 'Attach a file',
      onClick: () => chooser.click(),
    },
    icon('attach', 19),
  );

  async function send(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    if (files.reduce((sum, file) => sum + file.size, 0) > mostBytes) {
      options.tell('That is more than this playground can send at once.');
      return;
    }
    button.setAttribute('aria-busy', 'true');
    try {
      await options.attach(await Promise.all(files.map(readFile)));
    } catch {
      options.tell('That file could not be read from your device.');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  chooser.addEventListener('change', () => {
    const files = [...(chooser.files ?? [])];
    // Emptied, so that choosing the same file again is a change again.
    chooser.value = '';
    void send(files);
  });
  box.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    box.toggleAttribute('data-dropping', true);
  });
  box.addEventListener('dragleave', () => box.removeAttribute('data-dropping'));
  box.addEventListener('drop', (event) => {
    event.preventDefault();
    box.removeAttribute('data-dropping');
    void send([...(event.dataTransfer?.files ?? [])]);
  });
  return h('span', { class: 'composer-attach-place' }, button, chooser);
}

function readFile(file: File): Promise<AttachedFile> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.addEventListener('error', () => fail(new Error('unreadable')));
    reader.addEventListener('load', () => {
      // `readAsDataURL` gives "data:<type>;base64,<content>".
      const url = typeof reader.result === 'string' ? reader.result : '';
      done({ name: file.name, base64: url.slice(url.indexOf(',') + 1) });
    });
    reader.readAsDataURL(file);
  });
}
