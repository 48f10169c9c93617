/** A form as a card with inputs. A form that was refused shows what was typed and, above each field, what is wrong. */

import { cutText, type Rendered } from '../../src/ui/fit.ts';
import type { FieldErrors, OpenForm, RawValues } from '../../src/ui/form.ts';
import { plainForm } from '../../src/ui/plain.ts';
import type { Reference } from '../../src/ui/reference.ts';
import type { AdaptiveCard, Element } from './elements.ts';
import { fitDrawing, type Room } from './fitting.ts';
import type { Names } from './inputs.ts';
import { FALLBACK_UNITS, FORM_UNITS } from './limits.ts';
import { executeAction } from './render-buttons.ts';
import { adaptiveCard, heading, renderBlocks } from './render-card.ts';
import { hintOf, renderField } from './render-field.ts';
import { textBlocks } from './text-block.ts';

export type FormOptions = {
  /** The form is a message of its own, not in the place of the card whose button opened it. */
  readonly alone?: boolean;
  /** Names of people chosen before, by id. */
  readonly names?: Names;
};

export function renderForm(open: OpenForm<Reference>, options: FormOptions = {}): Rendered<AdaptiveCard> {
  const fallback = cutText(plainForm(open), FALLBACK_UNITS);
  const { drawn, warnings, fitted } = fitDrawing(
    (room) =>
      adaptiveCard(fallback, [
        ...heading(open.form.title),
        ...whatIsWrong(open.errors ?? {}, open),
        ...renderBlocks(open.form.intro, room),
        ...renderFields(open, options, room),
        buttons(open, options),
      ]),
    (card) => JSON.stringify(card).length <= FORM_UNITS,
  );
  if (fitted) return { payload: drawn, warnings };
  // What a person typed and what they may choose is never cut; the platform may refuse a form as large as this.
  const size = { code: 'fallback', where: 'form', detail: `over ${FORM_UNITS} units` } as const;
  return { payload: drawn, warnings: [...warnings, size] };
}

function renderFields(open: OpenForm<Reference>, options: FormOptions, room: Room): readonly Element[] {
  const errors = open.errors ?? {};
  return Object.entries(open.form.fields).flatMap(([id, field]) => {
    const error = Object.hasOwn(errors, id) ? errors[id] : undefined;
    const hint = hintOf(field);
    return [
      ...textBlocks(error ?? '', { color: 'Attention', weight: 'Bolder' }),
      renderField(id, field, {
        typed: typedInto(open, id),
        names: options.names ?? {},
        where: `fields.${id}`,
        warn: room.warn,
      }),
      ...textBlocks(hint ?? '', { size: 'Small', isSubtle: true, spacing: 'None' }),
    ];
  });
}

/**
 * What the person typed, where they have been here before. A field they emptied stays empty: only a form that was never
 * sent falls back to the field's own initial value.
 */
function typedInto(open: OpenForm<Reference>, id: string): RawValues[string] | undefined {
  const { values, errors } = open;
  if (values !== undefined && Object.hasOwn(values, id)) return values[id];
  return values !== undefined && errors !== undefined ? '' : undefined;
}

function whatIsWrong(errors: FieldErrors, open: OpenForm<Reference>): readonly Element[] {
  const wrong = Object.keys(errors);
  if (wrong.length === 0) return [];
  const labels = Object.entries(open.form.fields).flatMap(([id, field]) =>
    Object.hasOwn(errors, id) ? [field.label] : [],
  );
  const where = labels.length === 0 ? '' : ` Please look again at: ${labels.join(', ')}.`;
  return [
    {
      type: 'Container',
      style: 'attention',
      items: [
        ...textBlocks(`This was not sent yet.${where}`, { weight: 'Bolder' }),
        ...textBlocks(errors[''] ?? '', { color: 'Attention' }),
      ],
    },
  ];
}

function buttons(open: OpenForm<Reference>, options: FormOptions): Element {
  const ours = {
    ref: open.to,
    instance: open.instance,
    form: true,
    ...(options.alone === true ? { alone: true } : {}),
  };
  return {
    type: 'ActionSet',
    actions: [
      executeAction(open.form.submit, 'rapport.submit', 'primary', 'auto', ours),
      executeAction('Cancel', 'rapport.cancel', undefined, 'none', { ...ours, cancel: true }),
    ],
  };
}
