/** Block Kit as Slack enforces it. Finds what is wrong and where, in Slack's own words and JSON pointers. */

import { isObject, lengthOf, listOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { checkElement } from './slack-elements.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';
import { checkKeys, checkList, checkShort, checkText, checkUrl, problem } from './slack-texts.ts';
import type { Problems } from './slack-texts.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Problems of a message's `blocks`, empty when Slack would take them. */
export function checkBlocks(blocks: unknown, surface: Surface, at = '/blocks'): readonly string[] {
  const problems: Problems = [];
  const max = surface === 'message' ? LIMITS.blocksPerMessage : LIMITS.blocksPerView;
  checkList(problems, blocks, at, 0, max);
  const seen = new Set<unknown>();
  for (const [index, block] of listOf(blocks).entries()) {
    const place = `${at}/${index}`;
    if (!isObject(block)) {
      problem(problems, 'must be an object', place);
      continue;
    }
    if (block['block_id'] !== undefined) {
      checkShort(problems, block['block_id'], `${place}/block_id`, LIMITS.blockId);
      if (seen.has(block['block_id'])) problem(problems, 'block_id already exists', `${place}/block_id`);
      seen.add(block['block_id']);
    }
    checkBlock(problems, block, place, surface);
  }
  return problems;
}

/** How much text all blocks of a message carry together. */
export function textLengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textLengthOf(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) =>
      sum + (key === 'text' && typeof one === 'string' ? lengthOf(one) : textLengthOf(one)),
    0,
  );
}

function checkBlock(problems: Problems, block: JsonObject, at: string, surface: Surface): void {
  switch (block['type']) {
    case 'section':
      checkSection(problems, block, at);
      return;
    case 'header':
      checkKeys(problems, block, at, ['type', 'block_id', 'text']);
      checkText(problems, block['text'], `${at}/text`, LIMITS.headerText, 'plain');
      return;
    case 'divider':
      checkKeys(problems, block, at, ['type', 'block_id']);
      return;
    case 'context':
      checkContext(problems, block, at);
      return;
    case 'actions':
      checkActions(problems, block, at);
      return;
    case 'input':
      checkInput(problems, block, at);
      return;
    case 'image':
      checkKeys(problems, block, at, ['type', 'block_id', 'image_url', 'alt_text', 'title', 'slack_file']);
      checkImage(problems, block, at);
      if (block['title'] !== undefined) {
        checkText(problems, block['title'], `${at}/title`, LIMITS.imageTitle, 'plain');
      }
      return;
    case 'rich_text':
      checkKeys(problems, block, at, ['type', 'block_id', 'elements']);
      checkList(problems, block['elements'], `${at}/elements`, 1, 1000);
      return;
    case 'markdown':
      checkKeys(problems, block, at, ['type', 'block_id', 'text']);
      if (surface !== 'message') problem(problems, 'unsupported type: markdown', `${at}/type`);
      checkShort(problems, block['text'], `${at}/text`, LIMITS.markdown);
      return;
    default:
      // The newest kinds (card, carousel, alert, plan ...) are not drawn by every client, so they count as unknown.
      problem(problems, `unsupported type: ${String(block['type'])}`, `${at}/type`);
  }
}

function checkSection(problems: Problems, block: JsonObject, at: string): void {
  checkKeys(problems, block, at, ['type', 'block_id', 'text', 'fields', 'accessory', 'expand']);
  if (block['text'] === undefined && block['fields'] === undefined) {
    problem(problems, 'missing required field: text', at);
  }
  if (block['text'] !== undefined) checkText(problems, block['text'], `${at}/text`, LIMITS.sectionText);
  if (block['fields'] !== undefined) {
    checkList(problems, block['fields'], `${at}/fields`, 1, LIMITS.sectionFields);
    for (const [index, field] of listOf(block['fields']).entries()) {
      checkText(problems, field, `${at}/fields/${index}`, LIMITS.sectionField);
    }
  }
  if (block['accessory'] === undefined) return;
  if (isObject(block['accessory']) && block['accessory']['type'] === 'image') {
    checkKeys(problems, block['accessory'], `${at}/accessory`, [
      'type',
      'image_url',
      'alt_text',
      'slack_file',
    ]);
    checkImage(problems, block['accessory'], `${at}/accessory`);
    return;
  }
  checkElement(problems, block['accessory'], `${at}/accessory`, 'accessory');
}

function checkContext(problems: Problems, block: JsonObject, at: string): void {
  checkKeys(problems, block, at, ['type', 'block_id', 'elements']);
  checkList(problems, block['elements'], `${at}/elements`, 1, LIMITS.contextElements);
  for (const [index, element] of listOf(block['elements']).entries()) {
    const place = `${at}/elements/${index}`;
    if (isObject(element) && element['type'] === 'image') checkImage(problems, element, place);
    else checkText(problems, element, place, LIMITS.contextText);
  }
}

function checkActions(problems: Problems, block: JsonObject, at: string): void {
  checkKeys(problems, block, at, ['type', 'block_id', 'elements']);
  checkList(problems, block['elements'], `${at}/elements`, 1, LIMITS.actionsElements);
  const seen = new Set<unknown>();
  for (const [index, element] of listOf(block['elements']).entries()) {
    const place = `${at}/elements/${index}`;
    checkElement(problems, element, place, 'actions');
    const id = isObject(element) ? element['action_id'] : undefined;
    if (id === undefined) continue;
    if (seen.has(id)) problem(problems, 'action_id already exists', `${place}/action_id`);
    seen.add(id);
  }
}

function checkInput(problems: Problems, block: JsonObject, at: string): void {
  checkKeys(problems, block, at, [
    'type',
    'block_id',
    'label',
    'hint',
    'optional',
    'element',
    'dispatch_action',
  ]);
  checkText(problems, block['label'], `${at}/label`, LIMITS.inputLabel, 'plain');
  if (block['hint'] !== undefined) {
    checkText(problems, block['hint'], `${at}/hint`, LIMITS.inputHint, 'plain');
  }
  if (block['optional'] !== undefined && typeof block['optional'] !== 'boolean') {
    problem(problems, 'must be a boolean', `${at}/optional`);
  }
  checkElement(problems, block['element'], `${at}/element`, 'input');
}

function checkImage(problems: Problems, image: JsonObject, at: string): void {
  if (image['slack_file'] === undefined) {
    checkUrl(problems, image['image_url'], `${at}/image_url`, LIMITS.imageUrl);
  }
  checkShort(problems, image['alt_text'], `${at}/alt_text`, LIMITS.imageAlt);
}
