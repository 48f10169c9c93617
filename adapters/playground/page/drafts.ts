/** What people have typed into forms and not yet sent, so that looking at somebody else loses nothing. */

import type { FieldValue } from '../api-types.ts';

export type Draft = Map<string, FieldValue>;

export type Drafts = {
  /** The draft of one form; `form` tells forms apart, and another form's draft in the same place is dropped. */
  readonly of: (place: string, form: string) => Draft;
  readonly drop: (place: string) => void;
};

export function createDrafts(): Drafts {
  const kept = new Map<string, { readonly form: string; readonly draft: Draft }>();
  return {
    of: (place, form) => {
      const known = kept.get(place);
      if (known?.form === form) return known.draft;
      const draft: Draft = new Map();
      kept.set(place, { form, draft });
      return draft;
    },
    drop: (place) => kept.delete(place),
  };
}
