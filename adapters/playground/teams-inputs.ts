/** The rules of a card's inputs that a table of properties cannot say. */

import { isObject, lengthOf, listOf, objectOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** The whole organisation may be searched only where nobody else reads along. */
const DIRECTORY = 'graph.microsoft.com/users';

export function checkInput(
  input: JsonObject,
  at: string,
  conversation: 'personal' | 'channel',
): readonly string[] {
  switch (input['type']) {
    case 'Input.ChoiceSet':
      return checkChoices(input, at, conversation);
    case 'Input.Date':
      return checkForm(input, at, /^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD');
    case 'Input.Time':
      return checkForm(input, at, /^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
    case 'Input.Text':
      return checkText(input, at);
    default:
      return [];
  }
}

function checkChoices(
  input: JsonObject,
  at: string,
  conversation: 'personal' | 'channel',
): readonly string[] {
  const problems: string[] = [];
  const data = input['choices.data'];
  const choices = listOf(input['choices']);
  if (data === undefined && choices.length === 0) problems.push(`${at}.choices: must offer something`);
  for (const [index, choice] of choices.entries()) {
    const right = isObject(choice) && textOf(choice['title']) !== '' && typeof choice['value'] === 'string';
    if (!right) problems.push(`${at}.choices[${index}]: needs a title and a value`);
  }
  const values = objectsOf(choices).map((choice) => textOf(choice['value']));
  if (new Set(values).size < values.length) problems.push(`${at}.choices: two have the same value`);
  // The client joins what was chosen with commas; a comma inside a value would come back as two.
  if (input['isMultiSelect'] === true && values.some((value) => value.includes(','))) {
    problems.push(`${at}.choices: a value of several must not contain a comma`);
  }
  if (data === undefined) return problems;
  const { type, dataset } = objectOf(data);
  if (type !== 'Data.Query') problems.push(`${at}.choices.data.type: must be Data.Query`);
  if (typeof dataset !== 'string' || dataset === '') problems.push(`${at}.choices.data.dataset: is required`);
  if (dataset === DIRECTORY && conversation === 'channel') {
    problems.push(`${at}.choices.data.dataset: the whole directory is searched in personal chats only`);
  }
  return problems;
}

function checkForm(input: JsonObject, at: string, form: RegExp, words: string): readonly string[] {
  return ['value', 'min', 'max'].flatMap((key) =>
    textOf(input[key]) !== '' && !form.test(textOf(input[key])) ? [`${at}.${key}: must be ${words}`] : [],
  );
}

function checkText(input: JsonObject, at: string): readonly string[] {
  const problems: string[] = [];
  const max = input['maxLength'];
  if (typeof max === 'number' && max < 1) problems.push(`${at}.maxLength: must be at least 1`);
  if (typeof max === 'number' && lengthOf(textOf(input['value'])) > max)
    problems.push(`${at}.value: is too long`);
  if (typeof input['regex'] === 'string' && !isPattern(input['regex']))
    problems.push(`${at}.regex: is not one`);
  return problems;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
