/** Where the package lies on disk, for the files that are not code. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The same from the source tree and from `dist`: the folder above that has the package's own `package.json`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

export function packageFile(...path: readonly string[]): Buffer {
  return readFileSync(join(packageRoot(), ...path));
}

/** What `package.json` says of the version, and of the oldest Node that runs it. */
export function aboutPackage(): { readonly version: string; readonly node: string } {
  const { version, engines } = JSON.parse(packageFile('package.json').toString('utf8')) as {
    version: string;
    engines: { node: string };
  }; // our own file
  return { version, node: engines.node.replace(/^>=\s*/, '') };
}
