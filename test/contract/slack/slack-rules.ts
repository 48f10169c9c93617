/**
 * Slack's rules for what it is sent, written down a second time: nothing here comes from the adapter, so that a wrong
 * number there cannot hide. Sources: docs.slack.dev/reference/block-kit and /reference/views, checked 2026-11-22.
 */

type Json = { readonly [key: string]: unknown };

const known: Readonly<Record<string, readonly string[]>> = {
  section: ['text', 'fields'],
  header: ['text'],
  context: ['elements'],
  divider: [],
  image: ['image_url', 'alt_text', 'title'],
  actions: ['elements'],
  input: ['label', 'element', 'hint', 'optional'],
};

/** What Slack would refuse in a message's `text` and `blocks`. */
export function problemsOfMessage(message: { text: string; blocks: readonly unknown[] }): readonly string[] {
  const found = problemsOfBlocks(message.blocks, 50);
  if (message.text.trim() === '') found.push('text: no_text');
  if (message.text.length > 4_000) found.push(`text: ${message.text.length}`);
  if (/&(?!amp;|lt;|gt;)|[<>]/.test(message.text)) found.push('text: markup that was not escaped');
  if (allText(message.blocks) > 12_000) found.push(`blocks: ${allText(message.blocks)} characters in all`);
  if (JSON.stringify(message.blocks).includes('"type":"input"')) found.push('blocks: input in a message');
  return found;
}

/** What Slack would refuse in a modal or a Home tab. */
export function problemsOfView(view: unknown): readonly string[] {
  const { type, title, submit, close, blocks, private_metadata, callback_id, ...rest } = json(view);
  const found = problemsOfBlocks(list(blocks), 100);
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000) found.push('view_too_large');
  const { notify_on_close: _notify, ...unknown } = rest;
  found.push(...Object.keys(unknown).map((key) => `view: unknown key ${key}`));
  if (type === 'home') return found;
  if (type !== 'modal') found.push(`type: ${String(type)}`);
  found.push(...text(title, 24, 'title', 'plain_text'));
  if (submit !== undefined) found.push(...text(submit, 24, 'submit', 'plain_text'));
  if (close !== undefined) found.push(...text(close, 24, 'close', 'plain_text'));
  if (private_metadata !== undefined) found.push(...string(private_metadata, 0, 3_000, 'private_metadata'));
  if (callback_id !== undefined) found.push(...string(callback_id, 1, 255, 'callback_id'));
  const asks = list(blocks).some((block) => json(block)['type'] === 'input');
  if (asks && submit === undefined) found.push('submit: required with an input');
  return found;
}

function problemsOfBlocks(blocks: readonly unknown[], most: number): string[] {
  const found: string[] = [];
  if (blocks.length > most) found.push(`blocks: ${blocks.length} of ${most}`);
  const blockIds = blocks.flatMap((block) => json(block)['block_id'] ?? []);
  if (new Set(blockIds).size < blockIds.length) found.push('block_id: twice');
  const actionIds = actionIdsIn(blocks);
  if (new Set(actionIds).size < actionIds.length && !blocks.some((block) => json(block)['type'] === 'input'))
    found.push('action_id: twice');
  for (const [index, block] of blocks.entries())
    found.push(...problemsOfBlock(json(block), `blocks[${index}]`));
  return found;
}

function problemsOfBlock(block: Json, at: string): readonly string[] {
  const { type, block_id, ...rest } = block;
  const allowed = known[String(type)];
  if (allowed === undefined) return [`${at}: unknown type ${String(type)}`];
  const found = Object.keys(rest)
    .filter((key) => !allowed.includes(key))
    .map((key) => `${at}: unknown key ${key}`);
  if (block_id !== undefined) found.push(...string(block_id, 1, 255, `${at}.block_id`));
  switch (type) {
    case 'section': {
      const fields = list(block['fields']);
      if (block['text'] !== undefined) found.push(...text(block['text'], 3_000, `${at}.text`));
      else if (fields.length === 0) found.push(`${at}: nothing in it`);
      if (fields.length > 10) found.push(`${at}.fields: ${fields.length}`);
      found.push(...fields.flatMap((field, index) => text(field, 2_000, `${at}.fields[${index}]`)));
      break;
    }
    case 'header':
      found.push(...text(block['text'], 150, `${at}.text`, 'plain_text'));
      break;
    case 'context': {
      const elements = list(block['elements']);
      if (elements.length < 1 || elements.length > 10) found.push(`${at}.elements: ${elements.length}`);
      found.push(...elements.flatMap((one, index) => text(one, 3_000, `${at}.elements[${index}]`)));
      break;
    }
    case 'image':
      found.push(...string(block['image_url'], 1, 3_000, `${at}.image_url`));
      found.push(...string(block['alt_text'], 1, 2_000, `${at}.alt_text`));
      if (!isAddress(block['image_url'])) found.push(`${at}.image_url: no address`);
      if (block['title'] !== undefined)
        found.push(...text(block['title'], 2_000, `${at}.title`, 'plain_text'));
      break;
    case 'actions': {
      const elements = list(block['elements']);
      if (elements.length < 1 || elements.length > 25) found.push(`${at}.elements: ${elements.length}`);
      found.push(...elements.flatMap((one, index) => button(json(one), `${at}.elements[${index}]`)));
      break;
    }
    case 'input':
      found.push(...text(block['label'], 2_000, `${at}.label`, 'plain_text'));
      if (block['hint'] !== undefined) found.push(...text(block['hint'], 2_000, `${at}.hint`, 'plain_text'));
      if (typeof block['optional'] !== 'boolean') found.push(`${at}.optional`);
      found.push(...input(json(block['element']), `${at}.element`));
      break;
    default:
      break;
  }
  return found;
}

function button(element: Json, at: string): readonly string[] {
  const found = [
    ...keys(element, at, ['type', 'action_id', 'text', 'value', 'url', 'style', 'confirm']),
    ...string(element['action_id'], 1, 255, `${at}.action_id`),
    ...text(element['text'], 75, `${at}.text`, 'plain_text'),
  ];
  if (element['type'] !== 'button') found.push(`${at}.type`);
  if (element['value'] !== undefined) found.push(...string(element['value'], 1, 2_000, `${at}.value`));
  if (element['url'] !== undefined) {
    found.push(...string(element['url'], 1, 3_000, `${at}.url`));
    if (!isAddress(element['url'])) found.push(`${at}.url: no address`);
  }
  if (![undefined, 'primary', 'danger'].includes(element['style'] as undefined)) found.push(`${at}.style`);
  if (element['confirm'] === undefined) return found;
  const confirm = json(element['confirm']);
  return [
    ...found,
    ...keys(confirm, `${at}.confirm`, ['title', 'text', 'confirm', 'deny', 'style']),
    ...text(confirm['title'], 100, `${at}.confirm.title`, 'plain_text'),
    ...text(confirm['text'], 300, `${at}.confirm.text`),
    ...text(confirm['confirm'], 30, `${at}.confirm.confirm`, 'plain_text'),
    ...text(confirm['deny'], 30, `${at}.confirm.deny`, 'plain_text'),
  ];
}

function input(element: Json, at: string): readonly string[] {
  const found = string(element['action_id'], 1, 255, `${at}.action_id`);
  if (element['placeholder'] !== undefined)
    found.push(...text(element['placeholder'], 150, `${at}.placeholder`, 'plain_text'));
  const initial = [element['initial_option'], ...list(element['initial_options'])].filter(Boolean);
  found.push(...initial.flatMap((one) => option(json(one), `${at}.initial`)));
  if (Array.isArray(element['initial_options']) && element['initial_options'].length === 0)
    found.push(`${at}.initial_options: empty`);
  const most = element['max_selected_items'];
  if (most !== undefined && (typeof most !== 'number' || most < 1)) found.push(`${at}.max_selected_items`);
  if (typeof most === 'number' && initial.length > most)
    found.push(`${at}.initial_options: over the maximum`);

  switch (element['type']) {
    case 'plain_text_input': {
      const length = Number(element['max_length']);
      if (!Number.isInteger(length) || length < 1 || length > 3_000)
        found.push(`${at}.max_length: ${length}`);
      if (element['initial_value'] !== undefined)
        found.push(...string(element['initial_value'], 1, length, `${at}.initial_value`));
      return found;
    }
    case 'radio_buttons':
    case 'checkboxes':
      return [...found, ...options(list(element['options']), 10, initial, at)];
    case 'static_select':
    case 'multi_static_select': {
      const groups = list(element['option_groups']).map(json);
      if (groups.length === 0) return [...found, ...options(list(element['options']), 100, initial, at)];
      if (groups.length > 100 || element['options'] !== undefined) found.push(`${at}.option_groups`);
      const all = groups.flatMap((group) => list(group['options']));
      found.push(...groups.flatMap((group) => text(group['label'], 75, `${at}.group`, 'plain_text')));
      found.push(...groups.flatMap((group) => options(list(group['options']), 100, [], at)));
      return [...found, ...offered(all, initial, at)];
    }
    case 'external_select':
    case 'multi_external_select':
      if (element['min_query_length'] !== 0) found.push(`${at}.min_query_length`);
      return found;
    case 'datepicker':
      return [...found, ...pattern(element['initial_date'], /^\d{4}-\d{2}-\d{2}$/, `${at}.initial_date`)];
    case 'timepicker':
      return [...found, ...pattern(element['initial_time'], /^[0-2]\d:[0-5]\d$/, `${at}.initial_time`)];
    case 'number_input': {
      if (typeof element['is_decimal_allowed'] !== 'boolean') found.push(`${at}.is_decimal_allowed`);
      const { initial_value: value, min_value: min, max_value: max } = element;
      for (const one of [value, min, max]) found.push(...pattern(one, /^-?\d+(\.\d+)?$/, `${at}.number`));
      if (!isInside(min, max) || !isInside(min, value) || !isInside(value, max))
        found.push(`${at}: out of range`);
      return found;
    }
    default:
      return [...found, `${at}: unknown type ${String(element['type'])}`];
  }
}

function options(
  all: readonly unknown[],
  most: number,
  initial: readonly unknown[],
  at: string,
): readonly string[] {
  const values = all.map((one) => json(one)['value']);
  return [
    ...(all.length < 1 || all.length > most ? [`${at}.options: ${all.length} of ${most}`] : []),
    ...(new Set(values).size < values.length ? [`${at}.options: a value twice`] : []),
    ...all.flatMap((one) => option(json(one), `${at}.options`)),
    ...offered(all, initial, at),
  ];
}

/** What is chosen from the start has to be one of the options, to the letter. */
function offered(all: readonly unknown[], initial: readonly unknown[], at: string): readonly string[] {
  const texts = new Set(all.map((one) => JSON.stringify(one)));
  return initial.some((one) => !texts.has(JSON.stringify(one))) ? [`${at}.initial: not offered`] : [];
}

function option(one: Json, at: string): readonly string[] {
  return [
    ...keys(one, at, ['text', 'value', 'description']),
    ...text(one['text'], 75, `${at}.text`, 'plain_text'),
    ...string(one['value'], 1, 75, `${at}.value`),
    ...(one['description'] === undefined
      ? []
      : text(one['description'], 75, `${at}.description`, 'plain_text')),
  ];
}

function text(value: unknown, most: number, at: string, only?: 'plain_text'): string[] {
  const { type, text: words, ...rest } = json(value);
  const found = string(words, 1, most, at);
  if (typeof words === 'string' && words.trim() === '') found.push(`${at}: blank`);
  if (type !== 'plain_text' && (only !== undefined || type !== 'mrkdwn'))
    found.push(`${at}: ${String(type)}`);
  if (type === 'plain_text') found.push(...keys(rest, at, ['emoji']));
  if (type !== 'mrkdwn') return found;
  if (rest['verbatim'] !== true) found.push(`${at}: names and addresses would be turned into mentions`);
  const written = String(words);
  if (/&(?!amp;|lt;|gt;)/.test(written)) found.push(`${at}: an ampersand that was not escaped`);
  // Everything in angle brackets is an address as it stands: no mention, no label that hides where it leads.
  for (const [, inside = ''] of written.matchAll(/<([^>]*)>/g))
    if (!/^https?:\/\/[^|\s]+$/.test(inside)) found.push(`${at}: <${inside}>`);
  if (/[<>]/.test(written.replaceAll(/<[^<>]*>/g, ''))) found.push(`${at}: an angle bracket`);
  return found;
}

function string(value: unknown, least: number, most: number, at: string): string[] {
  if (typeof value !== 'string') return [`${at}: no string`];
  const found: string[] = [];
  if (value.length < least || value.length > most) found.push(`${at}: ${value.length} of ${most}`);
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value))
    found.push(`${at}: half a character`);
  return found;
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);
}

function isInside(low: unknown, high: unknown): boolean {
  return low === undefined || high === undefined || Number(low) <= Number(high);
}

function pattern(value: unknown, shape: RegExp, at: string): readonly string[] {
  return value === undefined || (typeof value === 'string' && shape.test(value)) ? [] : [at];
}

function keys(value: Json, at: string, allowed: readonly string[]): readonly string[] {
  return Object.keys(value)
    .filter((key) => !allowed.includes(key))
    .map((key) => `${at}: unknown key ${key}`);
}

function allText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + allText(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : allText(one)),
    0,
  );
}

function actionIdsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(actionIdsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === 'action_id' ? [one] : actionIdsIn(one)));
}

function json(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}; // read key by key, all of it unknown
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
