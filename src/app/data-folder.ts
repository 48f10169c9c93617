/** Small things kept between starts when nothing is configured: our own key, and the playground's state. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from '../errors.ts';

export type DataFolder = {
  /** `undefined` when there is no such file. Throws `StartError` for one that cannot be read. */
  readonly read: (name: string) => string | undefined;
  /** Whole or not at all: a crash leaves the old file. Only this user may read it. */
  readonly write: (name: string, content: string) => void;
};

/** Makes the folder where it is missing. Throws `StartError` when it cannot be used. */
export function openDataFolder(path: string): DataFolder {
  const folder = resolve(path);
  attempt(folder, () => mkdirSync(folder, { recursive: true }));
  return {
    read: (name) =>
      attempt(folder, () => {
        try {
          return readFileSync(join(folder, name), 'utf8');
        } catch (error) {
          if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
          throw error;
        }
      }),
    write: (name, content) =>
      attempt(folder, () => {
        const half = join(folder, `.${name}.${process.pid}`);
        writeFileSync(half, content, { mode: 0o600 });
        renameSync(half, join(folder, name));
      }),
  };
}

function attempt<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The data folder ${folder} cannot be used: ${why}. Set RAPPORT_DATA_DIR to a folder that can.`,
      { cause: error },
    );
  }
}
