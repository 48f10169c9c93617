/**
 * What Teams refuses or leaves out without a word, as far as its documents and the schema of Adaptive Cards 1.5 tell.
 * Stricter than the library that draws cards: it takes unknown properties and text blocks without text.
 */

const elements: Readonly<Record<string, { needs: readonly string[]; may: readonly string[] }>> = {
  AdaptiveCard: { needs: ['version', 'body', 'fallbackText', '$schema'], may: [] },
  TextBlock: { needs: ['text', 'wrap'], may: ['style', 'size', 'weight', 'isSubtle', 'color'] },
  RichTextBlock: { needs: ['inlines'], may: [] },
  TextRun: { needs: ['text'], may: ['weight', 'size', 'isSubtle'] },
  FactSet: { needs: ['facts'], may: [] },
  Image: { needs: ['url', 'altText'], may: ['size'] },
  Container: { needs: ['items'], may: ['style'] },
  ActionSet: { needs: ['actions'], may: [] },
  'Input.Text': { needs: ['id', 'label', 'maxLength'], may: ['isMultiline', 'placeholder', 'value'] },
  'Input.ChoiceSet': {
    needs: ['id', 'label', 'choices', 'wrap'],
    may: ['style', 'isMultiSelect', 'choices.data', 'placeholder', 'value'],
  },
  'Input.Date': { needs: ['id', 'label'], may: ['min', 'max', 'value'] },
  'Input.Time': { needs: ['id', 'label'], may: ['value'] },
  'Input.Number': { needs: ['id', 'label'], may: ['min', 'max', 'value'] },
  'Action.Execute': { needs: ['title', 'verb', 'data', 'fallback', 'associatedInputs'], may: ['style'] },
  'Action.Submit': { needs: ['title', 'data', 'associatedInputs'], may: ['style'] },
  'Action.OpenUrl': { needs: ['title', 'url'], may: ['style'] },
  'Action.ToggleVisibility': { needs: ['title', 'targetElements'], may: ['style'] },
};
const placed = ['type', 'id', 'separator', 'spacing', 'isVisible'];
const input = ['isRequired', 'errorMessage'];
const values: Readonly<Record<string, readonly unknown[]>> = {
  size: ['Small', 'Large', 'Stretch'],
  weight: ['Bolder'],
  color: ['Attention'],
  spacing: ['None', 'Small', 'Medium', 'Large'],
  associatedInputs: ['auto', 'none'],
};

type Node = Readonly<Record<string, unknown>>;

/** Everything in a card that Teams would not show as it was meant, each in a sentence. */
export function faults(card: object): readonly string[] {
  const found: string[] = [];
  const ids = new Set<string>();
  const targets: string[] = [];
  visit(card as Node, '$', (fault) => found.push(fault), ids, targets);
  for (const target of targets) if (!ids.has(target)) found.push(`nothing has the id ${target}`);
  return found;
}

function visit(
  node: Node,
  at: string,
  fault: (text: string) => void,
  ids: Set<string>,
  targets: string[],
): void {
  const type = say(node['type']);
  const rule = elements[type];
  if (rule === undefined) {
    fault(`${at}: ${type} is nothing that we draw`);
    return;
  }
  const known = [...placed, ...rule.needs, ...rule.may, ...(type.startsWith('Input.') ? input : [])];
  for (const key of rule.needs) if (!(key in node)) fault(`${at}: ${type} needs ${key}`);
  for (const [key, value] of Object.entries(node)) {
    if (!known.includes(key)) fault(`${at}: ${type} has an unknown ${key}`);
    if (value === undefined || value === null) fault(`${at}: ${key} is nothing`);
    if (values[key] !== undefined && !values[key].includes(value)) fault(`${at}: ${key} is ${say(value)}`);
    if (typeof value === 'string' && /#[0-9a-f]{6}/i.test(value) && key.toLowerCase().includes('color'))
      fault(`${at}: a fixed colour`);
  }
  if (typeof node['id'] === 'string') {
    if (ids.has(node['id'])) fault(`${at}: the id ${node['id']} is used twice`);
    ids.add(node['id']);
  }
  checkText(type, node, at, fault);
  checkInput(type, node, at, fault);
  checkAction(type, node, at, fault, targets);
  for (const key of ['body', 'items', 'inlines', 'actions']) {
    const children = node[key];
    if (!Array.isArray(children)) continue;
    if (children.length === 0) fault(`${at}: ${key} is empty`);
    for (const [index, child] of children.entries())
      visit(child as Node, `${at}.${key}.${index}`, fault, ids, targets);
  }
  if (type === 'Action.Execute') visit(node['fallback'] as Node, `${at}.fallback`, fault, ids, targets);
}

function checkText(type: string, node: Node, at: string, fault: (text: string) => void): void {
  if (type === 'TextBlock' && say(node['text']).trim() === '') fault(`${at}: a text block without text`);
  if (type === 'TextBlock' && node['wrap'] !== true) fault(`${at}: text that does not wrap is cut`);
  if (type === 'TextRun' && node['text'] === '') fault(`${at}: a run without text`);
  if (type === 'Image' && !/^(https:|data:image\/|http:\/\/(127\.0\.0\.1|localhost))/.test(say(node['url'])))
    fault(`${at}: a picture that is not https`);
  const facts = type === 'FactSet' ? (node['facts'] as { title: string; value: string }[]) : undefined;
  if (facts?.length === 0) fault(`${at}: no facts`);
  if (facts?.some((fact) => fact.title === '' || fact.value === '') === true) fault(`${at}: an empty fact`);
  if (type === 'AdaptiveCard' && node['version'] !== '1.5') fault(`${at}: Teams draws 1.5`);
}

function checkInput(type: string, node: Node, at: string, fault: (text: string) => void): void {
  if (!type.startsWith('Input.')) return;
  if (say(node['label']).trim() === '') fault(`${at}: an input without a label`);
  if (node['isRequired'] === true && !node['errorMessage']) fault(`${at}: required, without words for it`);
  if (say(node['id']) === 'rapport' || say(node['id']) === 'msteams')
    fault(`${at}: an input that would cover our data`);
  const value = node['value'];
  if (value !== undefined && type === 'Input.Number' ? typeof value !== 'number' : false)
    fault(`${at}: a number that is none`);
  if (type === 'Input.Date' && value !== undefined && !/^\d{4}-\d\d-\d\d$/.test(say(value)))
    fault(`${at}: a date that is none`);
  if (type === 'Input.Time' && value !== undefined && !/^\d\d:\d\d$/.test(say(value)))
    fault(`${at}: a time that is none`);
  if (type !== 'Input.ChoiceSet') return;
  const choices = node['choices'] as { title: string; value: string }[];
  const offered = choices.map((choice) => choice.value);
  if (new Set(offered).size !== offered.length) fault(`${at}: two choices of one value`);
  if (choices.some((choice) => choice.title.trim() === '')) fault(`${at}: a choice without words`);
  if (node['isMultiSelect'] === true && offered.some((one) => one.includes(',')))
    fault(`${at}: a comma in a value would make it two`);
  const chosen = value === undefined ? [] : node['isMultiSelect'] === true ? say(value).split(',') : [value];
  for (const one of chosen) if (!offered.includes(say(one))) fault(`${at}: chosen, but not offered`);
  if (choices.length === 0 && node['choices.data'] === undefined) fault(`${at}: nothing to choose`);
}

function checkAction(
  type: string,
  node: Node,
  at: string,
  fault: (text: string) => void,
  targets: string[],
): void {
  if (type === 'ActionSet' && (node['actions'] as unknown[]).length > 6)
    fault(`${at}: more than six actions in a row`);
  if (!type.startsWith('Action.')) return;
  if (say(node['title']).trim() === '') fault(`${at}: an action without a title`);
  if (node['style'] !== undefined && !['positive', 'destructive'].includes(say(node['style'])))
    fault(`${at}: a style that actions do not have`);
  if (type === 'Action.ToggleVisibility')
    targets.push(...(node['targetElements'] as { elementId: string }[]).map((target) => target.elementId));
  if (type === 'Action.Execute' || type === 'Action.Submit') {
    const data = node['data'] as Node;
    if (JSON.stringify(Object.keys(data)) !== '["rapport"]') fault(`${at}: data beside our one key`);
  }
}

/** A value as text, for comparing; what is not text as JSON. */
function say(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
