/** What a command of `rapport` is, and how the words typed after it are read. */

import { parseArgs } from 'node:util';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Tools = {
  readonly env: Environment;
  /** A line of what was asked for, on stdout. */
  readonly say: (line: string) => void;
  /** A file that was asked for, on stdout. */
  readonly pour: (bytes: Uint8Array) => void;
  /** A line beside it, on stderr, so that what was asked for can go into a file. */
  readonly note: (line: string) => void;
  /** How far long work has come, in place of what was said before; on a terminal only. `undefined` takes it away. */
  readonly progress: (line: string | undefined) => void;
};

export type Command = {
  /** One word or two: `migrate`, `keys new`. */
  readonly name: string;
  /** What may follow it, as help shows it: `EMAIL [--scheme NAME]`. */
  readonly synopsis: string;
  readonly summary: string;
  /** More of help, where one line does not say it. */
  readonly details?: readonly string[];
  /** How many words may follow, options aside. */
  readonly words?: { readonly least: number; readonly most: number };
  readonly options?: Readonly<Record<string, Option>>;
  /** Resolves with the exit code. */
  readonly run: (given: Given, tools: Tools) => Promise<number>;
};

type Option = { readonly type: 'string' | 'boolean'; readonly multiple?: true };

export type Given = {
  readonly words: readonly string[];
  /** The last value that was given; empty counts as not given. */
  readonly option: (name: string) => string | undefined;
  /** All values that were given, in order. */
  readonly each: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
};

/** Typed wrongly. The message is one line: what is wrong with what was typed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads what follows the command's name. Throws a UsageError. */
export function readArguments(command: Command, args: readonly string[]): Given {
  const { positionals, values } = parse(command, args);
  const { least, most } = command.words ?? { least: 0, most: 0 };
  if (positionals.length < least) throw new UsageError(`something is missing.`);
  const unexpected = positionals[most];
  if (unexpected !== undefined) throw new UsageError(`"${shortly(unexpected)}" is not expected here.`);
  const each = (name: string): readonly string[] =>
    [values[name]].flat().filter((one): one is string => typeof one === 'string' && one !== '');
  return {
    words: positionals,
    each,
    option: (name) => each(name).at(-1)?.trim() || undefined,
    flag: (name) => values[name] === true,
  };
}

export function usageOf(command: Command): string {
  return `rapport ${command.name}${command.synopsis === '' ? '' : ` ${command.synopsis}`}`;
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function parse(command: Command, args: readonly string[]): { positionals: string[]; values: Values } {
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { type, multiple = false }]) => [
      name,
      { type, multiple },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    throw new UsageError(explained(error), { cause: error });
  }
}

/** Node's own sentences go on for longer than a line, and tell how to escape what nobody meant to type. */
function explained({ message }: Error): string {
  const [, option] = /'(-[^' ]*)/.exec(message) ?? [];
  if (/Unknown option/.test(message)) return `there is no option ${option ?? ''}.`;
  if (/argument missing|ambiguous/.test(message)) return `the option ${option ?? ''} needs a value after it.`;
  if (/does not take an argument/.test(message)) return `the option ${option ?? ''} takes no value.`;
  return `${message.split(/[.\n]/)[0] ?? 'it cannot be read'}.`;
}

/** What somebody typed in the wrong place may be long, or a secret. */
function shortly(typed: string): string {
  return typed.length > 40 ? `${typed.slice(0, 20)}…` : typed;
}
