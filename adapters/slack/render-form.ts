/** Forms as Slack modals: one input block for each field, named by the field's id. */

import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Field, OpenForm } from '../../src/ui/form.ts';
import type { Rendered, Warn } from '../../src/ui/fit.ts';
import type { Reference } from '../../src/ui/reference.ts';
import { fitBlocks } from './fit-blocks.ts';
import { fitBytes } from './fit-bytes.ts';
import { limits } from './limits.ts';
import { writeMetadata } from './metadata.ts';
import type { FormOrigin } from './metadata.ts';
import { collect, renderBlocks } from './render-card.ts';
import { renderElement } from './render-field.ts';
import { line, paragraph, plain } from './text.ts';

/** `callback_id` of a window whose answers go to the engine. */
export const formCallback = 'form';

export type FormContext = {
  /** The message whose button opened the form. */
  readonly origin?: FormOrigin | undefined;
  /** What the options that somebody chose are called, where the form itself no longer knows: person id to name. */
  readonly labels?: ReadonlyMap<string, string>;
};

export function renderForm(open: OpenForm<Reference>, context: FormContext = {}): Rendered<ModalView> {
  return collect((warn) => {
    const inputs = renderInputs(open, context.labels ?? new Map(), warn);
    const above = [...renderErrors(open), ...renderBlocks(open.form.intro, 'intro', warn)];
    const room = { blocks: Math.max(1, limits.blocksPerView.value - inputs.length) };
    const view: ModalView = {
      type: 'modal',
      callback_id: formCallback,
      notify_on_close: true,
      private_metadata: writeMetadata(open.to, open.instance, context.origin),
      title: line(open.form.title, limits.viewTitle.value, 'title', warn, 'Rapport'),
      submit: line(open.form.submit, limits.viewButton.value, 'submit', warn, 'Send'),
      close: plain('Cancel'),
      blocks: [...fitBlocks(above, room, 'intro', warn), ...inputs],
    };
    return fitBytes(view, warn);
  });
}

function renderInputs(
  open: OpenForm<Reference>,
  labels: ReadonlyMap<string, string>,
  warn: Warn,
): readonly KnownBlock[] {
  const fields = Object.entries(open.form.fields);
  const most = limits.blocksPerView.value - 1;
  if (fields.length > most)
    warn({ code: 'dropped', where: 'fields', detail: `${fields.length} fields, ${most} fit` });
  return fields.slice(0, most).flatMap(([id, field]) => renderInput(id, field, open, labels, warn));
}

function renderInput(
  id: string,
  field: Field,
  open: OpenForm<Reference>,
  labels: ReadonlyMap<string, string>,
  warn: Warn,
): readonly KnownBlock[] {
  const where = `fields.${id}`;
  if (id === '' || id.length > limits.blockId.value) {
    warn({ code: 'dropped', where: 'fields', detail: `a field id of ${id.length} characters` });
    return [];
  }
  const typed = open.values !== undefined && Object.hasOwn(open.values, id) ? open.values[id] : undefined;
  const element = renderElement(field, typed, { instance: open.instance, labels, where, warn });
  const label = line(field.label, limits.inputLabel.value, `${where}.label`, warn);
  if (element === undefined) {
    warn({ code: 'dropped', where, detail: 'nothing to choose from' });
    return paragraph(
      [{ bold: label.text }, '\nThere is nothing to choose from yet.'],
      limits.sectionText.value,
    ).map((text) => ({ type: 'section', text }));
  }
  const hint = hintOf(field, element);
  const input: InputBlock = {
    type: 'input',
    block_id: id,
    label,
    optional: !field.required,
    element,
    ...(hint !== '' && { hint: line(hint, limits.inputHint.value, `${where}.hint`, warn) }),
  };
  return [input];
}

/** The field's own hint, and how many may be chosen where Slack's control would let people choose more. */
function hintOf(field: Field, element: InputBlock['element']): string {
  const own = (field.hint ?? '').trim();
  // A menu keeps to `max_selected_items` by itself; tick boxes have nothing of the kind.
  if (field.kind !== 'manyOf' || field.max === undefined || element.type !== 'checkboxes') return own;
  return field.max < element.options.length ? `${own} Choose up to ${field.max}.`.trim() : own;
}

/**
 * What is wrong, above the fields. Slack shows errors at the fields by itself when a form is sent back unchanged; this
 * is for a form that had to be drawn again.
 */
function renderErrors(open: OpenForm<Reference>): readonly KnownBlock[] {
  const errors = Object.entries(open.errors ?? {});
  if (errors.length === 0) return [];
  const lines = errors.map(([id, error]) => {
    const label = Object.hasOwn(open.form.fields, id) ? open.form.fields[id]?.label : undefined;
    return label === undefined ? error : `${label}: ${error}`;
  });
  return paragraph(['Please look at this again.', ...lines].join('\n'), limits.sectionText.value).map(
    (text) => ({ type: 'section', text }),
  );
}
