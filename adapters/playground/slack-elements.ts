/** Block Kit's interactive elements as Slack enforces them: which may stand where, and what each needs. */

import { isObject, listOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';
import { checkKeys, checkList, checkShort, checkText, checkUrl, problem } from './slack-texts.ts';
import type { Problems } from './slack-texts.ts';

export type Place = 'accessory' | 'actions' | 'input';

type Rule = {
  readonly places: readonly Place[];
  /** Beside `type`, `action_id`, and for all but text inputs `confirm`. */
  readonly keys: readonly string[];
  readonly check: (problems: Problems, element: JsonObject, at: string) => void;
};

const anywhere: readonly Place[] = ['accessory', 'actions', 'input'];
const picker = ['placeholder', 'focus_on_load', 'confirm'];
const typed = ['initial_value', 'placeholder', 'focus_on_load', 'dispatch_action_config'];

const rules: Readonly<Record<string, Rule>> = {
  button: {
    places: ['accessory', 'actions'],
    keys: ['text', 'value', 'url', 'style', 'accessibility_label', 'confirm'],
    check: checkButton,
  },
  overflow: {
    places: ['accessory', 'actions'],
    keys: ['options', 'confirm'],
    check: (problems, element, at) => checkOptions(problems, element, at, LIMITS.overflowOptions),
  },
  radio_buttons: {
    places: anywhere,
    keys: ['options', 'initial_option', 'focus_on_load', 'confirm'],
    check: (problems, element, at) => checkOptions(problems, element, at, LIMITS.choiceOptions),
  },
  checkboxes: {
    places: anywhere,
    keys: ['options', 'initial_options', 'focus_on_load', 'confirm'],
    check: (problems, element, at) => checkOptions(problems, element, at, LIMITS.choiceOptions),
  },
  static_select: {
    places: anywhere,
    keys: ['options', 'option_groups', 'initial_option', ...picker],
    check: checkSelect,
  },
  multi_static_select: {
    places: anywhere,
    keys: ['options', 'option_groups', 'initial_options', 'max_selected_items', ...picker],
    check: checkSelect,
  },
  external_select: {
    places: anywhere,
    keys: ['initial_option', 'min_query_length', ...picker],
    check: checkInitialOptions,
  },
  multi_external_select: {
    places: anywhere,
    keys: ['initial_options', 'min_query_length', 'max_selected_items', ...picker],
    check: checkInitialOptions,
  },
  users_select: { places: anywhere, keys: ['initial_user', ...picker], check: noMore },
  multi_users_select: {
    places: anywhere,
    keys: ['initial_users', 'max_selected_items', ...picker],
    check: noMore,
  },
  datepicker: {
    places: anywhere,
    keys: ['initial_date', ...picker],
    check: (problems, element, at) =>
      checkPattern(problems, element, at, 'initial_date', /^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD'),
  },
  timepicker: {
    places: anywhere,
    keys: ['initial_time', 'timezone', ...picker],
    check: (problems, element, at) =>
      checkPattern(problems, element, at, 'initial_time', /^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm'),
  },
  plain_text_input: {
    places: ['input'],
    keys: ['multiline', 'min_length', 'max_length', ...typed],
    check: checkPlainTextInput,
  },
  email_text_input: { places: ['input'], keys: typed, check: noMore },
  url_text_input: { places: ['input'], keys: typed, check: noMore },
  number_input: {
    places: ['input'],
    keys: ['is_decimal_allowed', 'min_value', 'max_value', ...typed],
    check: checkNumberInput,
  },
};

export function checkElement(problems: Problems, element: unknown, at: string, place: Place): void {
  if (!isObject(element)) {
    problem(problems, element === undefined ? 'missing required field' : 'must be an object', at);
    return;
  }
  const rule = rules[String(element['type'])];
  if (rule === undefined || !rule.places.includes(place)) {
    problem(problems, `unsupported type: ${String(element['type'])}`, `${at}/type`);
    return;
  }
  checkKeys(problems, element, at, ['type', 'action_id', ...rule.keys]);
  if (element['action_id'] !== undefined) {
    checkShort(problems, element['action_id'], `${at}/action_id`, LIMITS.actionId);
  }
  if (element['placeholder'] !== undefined) {
    checkText(problems, element['placeholder'], `${at}/placeholder`, LIMITS.placeholder, 'plain');
  }
  if (element['confirm'] !== undefined) checkConfirm(problems, element['confirm'], `${at}/confirm`);
  if (element['max_selected_items'] !== undefined && !isWhole(element['max_selected_items'], 1)) {
    problem(problems, 'must be more than 0', `${at}/max_selected_items`);
  }
  rule.check(problems, element, at);
}

/** The options of a menu, groups opened. */
export function optionsOf(element: JsonObject): readonly JsonObject[] {
  return [
    ...objectsOf(element['options']),
    ...objectsOf(element['option_groups']).flatMap((group) => objectsOf(group['options'])),
  ];
}

/** One option, wherever it stands. */
export function checkOption(problems: Problems, option: unknown, at: string): void {
  if (!isObject(option)) {
    problem(problems, 'must be an object', at);
    return;
  }
  checkKeys(problems, option, at, ['text', 'value', 'description', 'url']);
  checkText(problems, option['text'], `${at}/text`, LIMITS.optionText);
  checkShort(problems, option['value'], `${at}/value`, LIMITS.optionValue);
  if (option['description'] !== undefined) {
    checkText(problems, option['description'], `${at}/description`, LIMITS.optionDescription);
  }
}

function checkButton(problems: Problems, element: JsonObject, at: string): void {
  checkText(problems, element['text'], `${at}/text`, LIMITS.buttonText, 'plain');
  if (element['value'] !== undefined) {
    checkShort(problems, element['value'], `${at}/value`, LIMITS.buttonValue, 0);
  }
  if (element['url'] !== undefined) checkUrl(problems, element['url'], `${at}/url`, LIMITS.buttonUrl);
  if (element['style'] !== undefined && !/^(primary|danger)$/.test(textOf(element['style']))) {
    problem(problems, 'must be one of primary, danger', `${at}/style`);
  }
  if (element['accessibility_label'] !== undefined) {
    checkShort(
      problems,
      element['accessibility_label'],
      `${at}/accessibility_label`,
      LIMITS.accessibilityLabel,
    );
  }
}

function checkSelect(problems: Problems, element: JsonObject, at: string): void {
  if (element['option_groups'] === undefined) {
    checkOptions(problems, element, at, LIMITS.selectOptions);
    return;
  }
  if (element['options'] !== undefined) problem(problems, 'only one of options, option_groups allowed', at);
  checkList(problems, element['option_groups'], `${at}/option_groups`, 1, LIMITS.optionGroups);
  for (const [index, group] of objectsOf(element['option_groups']).entries()) {
    const place = `${at}/option_groups/${index}`;
    checkText(problems, group['label'], `${place}/label`, LIMITS.groupLabel, 'plain');
    checkOptionList(problems, group['options'], `${place}/options`, LIMITS.selectOptions);
  }
  checkInitialOptions(problems, element, at);
}

function checkOptions(problems: Problems, element: JsonObject, at: string, max: number): void {
  checkOptionList(problems, element['options'], `${at}/options`, max);
  checkInitialOptions(problems, element, at);
}

function checkOptionList(problems: Problems, options: unknown, at: string, max: number): void {
  checkList(problems, options, at, 1, max);
  const seen = new Set<unknown>();
  for (const [index, option] of listOf(options).entries()) {
    checkOption(problems, option, `${at}/${index}`);
    const value = isObject(option) ? option['value'] : undefined;
    if (seen.has(value)) problem(problems, 'values must be unique', `${at}/${index}/value`);
    seen.add(value);
  }
}

/** What is preselected must be an option, word for word. */
function checkInitialOptions(problems: Problems, element: JsonObject, at: string): void {
  const offered = optionsOf(element).map((option) => JSON.stringify([option['value'], option['text']]));
  const check = (option: unknown, place: string): void => {
    checkOption(problems, option, place);
    const searched = String(element['type']).includes('external');
    if (searched || !isObject(option)) return;
    if (!offered.includes(JSON.stringify([option['value'], option['text']]))) {
      problem(problems, 'must match one of the options', place);
    }
  };
  if (element['initial_option'] !== undefined) check(element['initial_option'], `${at}/initial_option`);
  if (element['initial_options'] === undefined) return;
  checkList(problems, element['initial_options'], `${at}/initial_options`, 1, LIMITS.selectOptions);
  for (const [index, option] of listOf(element['initial_options']).entries()) {
    check(option, `${at}/initial_options/${index}`);
  }
}

function checkPlainTextInput(problems: Problems, element: JsonObject, at: string): void {
  const max = element['max_length'];
  if (max !== undefined && !isWhole(max, 1, LIMITS.inputMaxLength)) {
    problem(problems, `must be between 1 and ${LIMITS.inputMaxLength}`, `${at}/max_length`);
  }
  if (element['min_length'] !== undefined && !isWhole(element['min_length'], 0, LIMITS.inputMaxLength)) {
    problem(problems, `must be between 0 and ${LIMITS.inputMaxLength}`, `${at}/min_length`);
  }
  if (element['initial_value'] !== undefined) {
    const most = typeof max === 'number' ? max : LIMITS.inputMaxLength;
    checkShort(problems, element['initial_value'], `${at}/initial_value`, most, 0);
  }
}

function checkNumberInput(problems: Problems, element: JsonObject, at: string): void {
  if (typeof element['is_decimal_allowed'] !== 'boolean') {
    problem(problems, 'missing required field: is_decimal_allowed', at);
  }
  for (const key of ['initial_value', 'min_value', 'max_value']) {
    checkPattern(problems, element, at, key, /^-?\d+(\.\d+)?$/, 'a number in a string');
  }
}

function checkPattern(
  problems: Problems,
  element: JsonObject,
  at: string,
  key: string,
  pattern: RegExp,
  words: string,
): void {
  const value = element[key];
  if (value === undefined) return;
  if (typeof value !== 'string' || !pattern.test(value))
    problem(problems, `must be ${words}`, `${at}/${key}`);
}

function checkConfirm(problems: Problems, confirm: unknown, at: string): void {
  if (!isObject(confirm)) {
    problem(problems, 'must be an object', at);
    return;
  }
  checkKeys(problems, confirm, at, ['title', 'text', 'confirm', 'deny', 'style']);
  checkText(problems, confirm['title'], `${at}/title`, LIMITS.confirmTitle, 'plain');
  checkText(problems, confirm['text'], `${at}/text`, LIMITS.confirmText);
  checkText(problems, confirm['confirm'], `${at}/confirm`, LIMITS.confirmButton, 'plain');
  checkText(problems, confirm['deny'], `${at}/deny`, LIMITS.confirmButton, 'plain');
}

function isWhole(value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

function noMore(): void {}
