/** A form on Slack: the modal that stands over the workspace until it is sent or closed. */

import type { Act, FieldValue, FormField, ScreenForm } from '../../api-types.ts';
import { announce } from '../announce.ts';
import { append, h, newId, replaceChildren } from '../dom.ts';
import type { Drafts } from '../drafts.ts';
import { icon } from '../icons.ts';
import { listAt, textAt } from '../json.ts';
import { openOverlay } from '../overlay.ts';
import type { Overlay } from '../overlay.ts';
import { drawBlocks } from './blocks.ts';
import type { BlockContext } from './blocks.ts';
import { drawFormInput } from './inputs.ts';
import type { FormInput, KnownNames } from './inputs.ts';

export type Modal = { readonly show: (form: ScreenForm | null) => void };

export type ModalOptions = {
  readonly host: HTMLElement;
  /** Whose form it is; drafts are kept by it. */
  readonly person: string;
  readonly drafts: Drafts;
  readonly known: () => KnownNames;
  readonly blocks: Omit<BlockContext, 'drawInput'>;
  readonly act: (act: Act) => Promise<boolean>;
};

export function createModal(options: ModalOptions): Modal {
  let shown: { readonly form: string; readonly signature: string } | undefined;
  let overlay: Overlay | undefined;
  let dialog: HTMLFormElement | undefined;
  let send: (() => void) | undefined;

  function show(form: ScreenForm | null): void {
    if (form === null) {
      overlay?.close();
      overlay = undefined;
      dialog = undefined;
      shown = undefined;
      options.drafts.drop(options.person);
      return;
    }
    const name = JSON.stringify([form.title, form.fields.map((field) => [field.label, field.kind])]);
    const signature = JSON.stringify(form);
    if (shown?.signature === signature) return;
    const isSameForm = shown?.form === name;
    shown = { form: name, signature };
    if (dialog === undefined) {
      dialog = h('form', { class: 'modal', role: 'dialog', 'aria-modal': 'true', novalidate: true });
      dialog.addEventListener('submit', (event) => {
        event.preventDefault();
        send?.();
      });
      const layer = h('div', { class: 'layer' }, dialog);
      overlay = openOverlay(options.host, layer, () => void options.act({ dismiss: true }));
    }
    draw(dialog, form, name, isSameForm);
  }

  function draw(into: HTMLFormElement, form: ScreenForm, name: string, isSameForm: boolean): void {
    const draft = options.drafts.of(options.person, name);
    const inputs = new Map<string, FormInput>();
    const left = [...form.fields];
    const scrolledTo = into.querySelector('.modal-body')?.scrollTop ?? 0;

    const keep = () => {
      for (const input of inputs.values()) draft.set(input.label, input.read());
    };
    const drawField = (field: FormField, block?: Parameters<typeof drawFormInput>[1]) => {
      const value = draft.has(field.label) ? (draft.get(field.label) ?? null) : field.value;
      const input = drawFormInput(field, block, value, options.known(), keep);
      inputs.set(field.label, input);
      return input.element;
    };
    const body = h('div', { class: 'modal-body' });
    const hasBlocks = listAt(form.payload, 'blocks').length > 0;
    append(
      body,
      hasBlocks || form.text === '' ? null : h('p', { class: 'plain', dir: 'auto' }, form.text),
      drawBlocks(listAt(form.payload, 'blocks'), {
        ...options.blocks,
        drawInput: (block) => {
          const label = textAt(block, 'label', 'text');
          const index = left.findIndex((field) => field.label === label);
          const [field] = index === -1 ? [] : left.splice(index, 1);
          return field === undefined ? h('div', {}) : drawField(field, block);
        },
      }),
      // A field that the view does not show is still asked, so that the form can be sent.
      ...left.map((field) => drawField(field)),
    );

    const titleId = newId('modal-title');
    const sendButton = h(
      'button',
      { type: 'submit', class: 'slack-button primary' },
      h('span', { dir: 'auto' }, form.submit),
    );
    const closeLabel = textAt(form.payload, 'close', 'text') ?? (form.submit === '' ? 'Close' : 'Cancel');
    const dismiss = () => void options.act({ dismiss: true });
    into.setAttribute('aria-labelledby', titleId);
    send = () => {
      keep();
      const missing = form.fields.filter(
        (field) => field.required && isEmpty(inputs.get(field.label)?.read()),
      );
      if (missing.length > 0) {
        draw(into, withMissing(form, missing), name, true);
        return;
      }
      const values: Record<string, FieldValue> = {};
      for (const [label, input] of inputs) values[label] = input.read();
      into.setAttribute('aria-busy', 'true');
      sendButton.disabled = true;
      void options.act({ submit: values }).finally(() => {
        into.removeAttribute('aria-busy');
        sendButton.disabled = false;
      });
    };
    replaceChildren(
      into,
      h(
        'header',
        { class: 'modal-head' },
        h('img', { src: 'icon.svg', alt: '', width: 24, height: 24 }),
        h('h3', { id: titleId, dir: 'auto', title: form.title }, form.title),
        h(
          'button',
          { type: 'button', class: 'modal-close', 'aria-label': 'Close the form', onClick: dismiss },
          icon('close', 20),
        ),
      ),
      body,
      h(
        'footer',
        { class: 'modal-foot' },
        h('button', { type: 'button', class: 'slack-button', onClick: dismiss }, closeLabel),
        form.submit === '' ? null : sendButton,
      ),
    );
    place(into, form, inputs, isSameForm ? scrolledTo : undefined);
  }

  return { show };
}

/** Slack's client asks for required answers itself, before the app hears of it. */
function withMissing(form: ScreenForm, missing: readonly FormField[]): ScreenForm {
  const error = 'Please complete this required field.';
  return {
    ...form,
    fields: form.fields.map((field) =>
      missing.includes(field) ? { ...field, error } : { ...field, error: null },
    ),
  };
}

function isEmpty(value: FieldValue | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** Where the person should be: at the first mistake, else at the first question. */
function place(
  dialog: HTMLElement,
  form: ScreenForm,
  inputs: ReadonlyMap<string, FormInput>,
  scrolledTo: number | undefined,
): void {
  const body = dialog.querySelector('.modal-body');
  const wrong = form.fields.filter((field) => field.error !== null);
  const first = inputs.get((wrong[0] ?? form.fields[0])?.label ?? '');
  if (wrong.length > 0) {
    announce(
      wrong.length === 1 ? 'One answer needs another look.' : `${wrong.length} answers need another look.`,
    );
    first?.focus();
    first?.element.scrollIntoView({ block: 'nearest' });
  } else if (scrolledTo !== undefined) {
    if (body !== null) body.scrollTop = scrolledTo;
  } else if (first === undefined) {
    dialog.querySelector<HTMLElement>('.modal-foot button')?.focus();
  } else {
    first.focus();
  }
}
