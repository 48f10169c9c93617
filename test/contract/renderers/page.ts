/** Writes cases as a page to read: a neutral view, and beneath it what each platform is sent for it. */

import type { Warning } from '../../../src/ui/fit.ts';

export type Drawn = { readonly payload: unknown; readonly warnings: readonly Warning[] };

export type Case = {
  readonly says: string;
  /** What a reader should notice, where it is more than meets the eye. */
  readonly notice?: string | undefined;
  readonly view: unknown;
  readonly slack: Drawn;
  readonly teams: Drawn;
};

export function writePage(title: string, cases: readonly Case[]): string {
  return [
    `# ${title}`,
    'Each view as dialogs write it, and what the two renderers make of it. `side-by-side.test.ts` checks this page; ' +
      '`npx vitest run test/contract/renderers/side-by-side.test.ts -u` writes it anew, so that a change to a renderer ' +
      'is read here on both platforms.',
    ...cases.flatMap(({ says, notice, view, slack, teams }) => [
      `## ${says}`,
      ...(notice === undefined ? [] : [notice]),
      fence(view),
      ...drawn('Slack', slack),
      ...drawn('Teams', teams),
    ]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function drawn(platform: string, { payload, warnings }: Drawn): readonly string[] {
  const said = warnings.map(({ code, where, detail }) => `- It says so: ${code} \`${where}\`, ${detail}.`);
  return [`**${platform}**`, fence(payload), ...(said.length === 0 ? [] : [said.join('\n')])];
}

function fence(value: unknown): string {
  // Through JSON, as it goes over the wire.
  return `\`\`\`json\n${write(JSON.parse(JSON.stringify(value)), 0, 0)}\n\`\`\``;
}

const width = 110;

/**
 * JSON on one line where it fits, else a line for each entry: the same that the formatter makes of it. `beside`: what
 * else stands on its line, the name before it and the comma after it.
 */
function write(value: unknown, depth: number, beside: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return open + close;
  const line = oneLine(value);
  const crowded = isList && value.length > 1 && value.every(isCrowd);
  if (!crowded && !line.includes('\n') && 2 * depth + beside + line.length <= width) return line;
  const inner = entries.map(([key, one], index) => {
    const name = isList ? '' : `${JSON.stringify(key)}: `;
    return `${'  '.repeat(depth + 1)}${name}${write(one, depth + 1, name.length + (index < entries.length - 1 ? 1 : 0))}`;
  });
  return `${open}\n${inner.join(',\n')}\n${'  '.repeat(depth)}${close}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    // The formatter gives each of several objects in a list a line of its own.
    const all = value.map(oneLine);
    return value.length > 1 && value.every(isCrowd) ? '\n' : `[${all.join(', ')}]`;
  }
  const entries = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${oneLine(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function isCrowd(one: unknown): boolean {
  return typeof one === 'object' && one !== null && Object.keys(one).length > 1;
}
