/** Fitting a whole form into the bytes that Slack allows a view. */

import type { InputBlock, ModalView } from '@slack/types';
import type { Warn } from '../../src/ui/fit.ts';
import { limits } from './limits.ts';

/**
 * The view, with the heaviest inputs made lighter until it fits: first their prefilled text is left out, then half of
 * their options at a time. A form of ours is a tenth of the limit; without this a freak would not open at all.
 */
export function fitBytes(view: ModalView, warn: Warn): ModalView {
  let fitted = view;
  while (bytesOf(fitted) > limits.viewBytes.value) {
    const heaviest = fitted.blocks
      .filter((block): block is InputBlock => block.type === 'input')
      .toSorted((one, other) => bytesOf(other) - bytesOf(one))
      .find((block) => lighter(block) !== undefined);
    const light = heaviest && lighter(heaviest);
    if (light === undefined) return fitted;
    warn({ code: 'dropped', where: `fields.${light.block_id ?? ''}`, detail: 'the form has too many bytes' });
    fitted = { ...fitted, blocks: fitted.blocks.map((block) => (block === heaviest ? light : block)) };
  }
  return fitted;
}

function lighter(block: InputBlock): InputBlock | undefined {
  const { element } = block;
  if (element.type === 'plain_text_input' && element.initial_value !== undefined) {
    const { initial_value: _left, ...rest } = element;
    return { ...block, element: rest };
  }
  if (
    element.type === 'static_select' &&
    element.option_groups !== undefined &&
    element.option_groups.length > 1
  ) {
    const { initial_option: _left, ...rest } = element;
    return { ...block, element: { ...rest, option_groups: halfOf(element.option_groups) } };
  }
  if (
    element.type === 'multi_static_select' &&
    element.option_groups !== undefined &&
    element.option_groups.length > 1
  ) {
    const { initial_options: _left, ...rest } = element;
    return { ...block, element: { ...rest, option_groups: halfOf(element.option_groups) } };
  }
  return undefined;
}

function halfOf<T>(all: readonly T[]): T[] {
  return all.slice(0, Math.ceil(all.length / 2));
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
