/** Reads JSON that a platform received. Its shape is the app's word, so every step may find nothing. */

import type { Json } from '../api-types.ts';

export type { Json } from '../api-types.ts';

/** What stands at a path, or `undefined`. */
export function at(json: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let here: Json | undefined = json;
  for (const step of path) {
    if (here === null || typeof here !== 'object') return undefined;
    // Own keys only: a payload must not reach Object.prototype.
    here = Object.hasOwn(here, step) ? (here as { readonly [key: string | number]: Json })[step] : undefined;
  }
  return here;
}

export function textAt(json: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = at(json, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(json: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = at(json, ...path);
  return typeof found === 'number' ? found : undefined;
}

export function listAt(json: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(json, ...path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

export function isTrue(json: Json | undefined, ...path: readonly (string | number)[]): boolean {
  return at(json, ...path) === true;
}
