/** Views that look the same are checked once, and an action is not tried again where nothing that it looks at is different. */

import { mapCard } from '../../../src/ui/view.ts';
import type { View } from './every-action.ts';

/** Each view once, wherever it came from first. */
export function different(views: readonly View[]): readonly View[] {
  const seen = new Map<string, View>();
  for (const view of views) {
    const look = lookOf(view);
    if (!seen.has(look)) seen.set(look, view);
  }
  return [...seen.values()];
}

/** All that anybody sees of it. Where its buttons lead is part of it only as far as the action. */
export function lookOf(view: View): string {
  if (view.view === 'form') {
    const { form, values, errors } = view.open;
    return JSON.stringify([form, values, errors]);
  }
  return JSON.stringify([view.view, mapCard(view.card, ({ dialog, action }) => [dialog, action])]);
}

/**
 * With the facts, or the args, of each of these, but not with those that differ from earlier ones in nothing that was
 * looked up: whoever finds the same says the same.
 */
export function withEachOf<One, Given extends object, T>(
  all: readonly One[],
  givenOf: (one: One) => Given,
  attempt: (one: One, given: Given) => readonly T[],
): readonly T[] {
  const sameAsBefore: ((given: Given) => boolean)[] = [];
  return all.flatMap((one) => {
    const given = givenOf(one);
    if (sameAsBefore.some((isSame) => isSame(given))) return [];
    const { watched, isSame } = watchedFor(given);
    sameAsBefore.push(isSame);
    return attempt(one, watched);
  });
}

/** The same, remembering what was looked up in it; `isSame`: whether whoever did so would find the same in another. */
function watchedFor<Given extends object>(
  given: Given,
): { readonly watched: Given; readonly isSame: (another: Given) => boolean } {
  const keys = new Set<string | symbol>();
  let all = false;
  const watched = new Proxy(given, {
    get: (of, key): unknown => Reflect.get(of, noted(key)),
    has: (of, key) => Reflect.has(of, noted(key)),
    getOwnPropertyDescriptor: (of, key) => Reflect.getOwnPropertyDescriptor(of, noted(key)),
    ownKeys: (of) => {
      all = true;
      return Reflect.ownKeys(of);
    },
  });
  const isSame = (another: Given): boolean =>
    [...(all ? [...Reflect.ownKeys(given), ...Reflect.ownKeys(another)] : keys)].every(
      (key) =>
        Reflect.has(given, key) === Reflect.has(another, key) &&
        Object.is(Reflect.get(given, key), Reflect.get(another, key)),
    );
  return { watched, isSame };

  function noted(key: string | symbol): string | symbol {
    keys.add(key);
    return key;
  }
}
