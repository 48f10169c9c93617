/** Rules that every card and form of ours keeps, so that both platforms show it whole. Each breach is one sentence. */

import type { Form } from '../../src/ui/form.ts';
import type { Target } from '../../src/ui/reference.ts';
import type { ActionButton, Card } from '../../src/ui/view.ts';

export function actionButtons(card: Card): readonly ActionButton[] {
  return card.body
    .flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
    .filter((one) => one.type === 'action');
}

/** `exists`: whether a target leads to an action. */
export function breachesOf(card: Card, exists: (to: Target) => boolean): readonly string[] {
  const breaches: string[] = [];
  const check = (kept: boolean, what: string) => {
    if (!kept) breaches.push(`${card.title}: ${what}`);
  };
  check(card.title.length > 0 && card.title.length <= 150 && !card.title.includes('\n'), 'title');
  const labels = actionButtons(card).map(({ label }) => label);
  check(new Set(labels).size === labels.length, `two buttons say the same: ${labels.join(', ')}`);
  for (const block of card.body) {
    if (block.type === 'buttons') check(block.buttons.length > 0, 'an empty row of buttons');
    if (block.type === 'list') check(block.items.length > 0, 'an empty list');
  }
  for (const { label, to, confirm } of actionButtons(card)) {
    check(label.length <= 40 && label.length > 0, `button label of ${label.length}: ${label}`);
    check(exists(to), `${label} leads nowhere: ${to.dialog}.${to.action}`);
    if (confirm !== undefined)
      check(
        confirm.title.length <= 100 &&
          confirm.text.length <= 300 &&
          confirm.yes.length <= 30 &&
          confirm.no.length <= 30,
        `confirmation of ${label} is too long`,
      );
  }
  return breaches;
}

export function formBreachesOf(form: Form): readonly string[] {
  const breaches: string[] = [];
  const check = (kept: boolean, what: string) => {
    if (!kept) breaches.push(`${form.title}: ${what}`);
  };
  check(form.title.length <= 24, `title of ${form.title.length}`);
  check(form.submit.length <= 24, `submit of ${form.submit.length}`);
  const fields = Object.values(form.fields);
  const labels = fields.map(({ label }) => label);
  check(new Set(labels).size === labels.length, 'two fields have the same label');
  for (const field of fields) {
    check(field.label.length <= 60, `label of ${field.label.length}: ${field.label}`);
    if (field.kind !== 'oneOf' && field.kind !== 'manyOf') continue;
    const options = field.options.map((option) => option.label);
    check(options.length > 0 && options.length <= 100, `${options.length} options in ${field.label}`);
    check(new Set(options).size === options.length, `two options say the same in ${field.label}`);
    for (const option of field.options) {
      check(option.label.length <= 75, `option of ${option.label.length}: ${option.label}`);
      check(option.value.length <= 75, `option value of ${option.value.length}`);
    }
    const initial = field.value === undefined ? [] : [field.value].flat();
    check(
      initial.every((value) => field.options.some((option) => option.value === value)),
      `${field.label} starts with a choice that is not offered`,
    );
  }
  return breaches;
}
