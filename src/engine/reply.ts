/** What goes out now, while the platform waits. */

import type { OpenForm } from '../ui/form.ts';
import type { Reference, Target } from '../ui/reference.ts';
import type { Card } from '../ui/view.ts';

export type Reply<R = Reference> =
  /** Taken; nothing to show. A form closes. */
  | { readonly reply: 'ack' }
  /** Show this form. */
  | { readonly reply: 'open'; readonly open: OpenForm<R> }
  /** Show the same form again, with `values` and `errors` filled in. Nothing the person typed is lost. */
  | { readonly reply: 'reject'; readonly open: OpenForm<R> }
  /**
   * The answer to what the person just did, where they are looking. `inPlace`: it takes the place of the card whose
   * control was used; otherwise that card stays as it is. `confidential`: it holds text that only some may read, and
   * is shown in passing, not in a message that the platform keeps, wherever the platform can.
   */
  | {
      readonly reply: 'answer';
      readonly card: Card<R>;
      readonly inPlace: boolean;
      readonly confidential?: true;
    }
  /** The content of the bot's own page. */
  | { readonly reply: 'home'; readonly card: Card<R> };

/** What a dialog may reply: as above, or to hand the person on to another target as if they had pressed it. */
export type DialogReply =
  | { readonly reply: 'ack' }
  | { readonly reply: 'answer'; readonly card: Card; readonly inPlace: boolean }
  | { readonly reply: 'home'; readonly card: Card }
  /** Field id to what is wrong; only in answer to a submit. */
  | { readonly reply: 'refuse'; readonly errors: Readonly<Record<string, string>> }
  | { readonly reply: 'go'; readonly to: Target };

/** Answer with a card beside the one that was used. */
export function answer(card: Card): DialogReply {
  return { reply: 'answer', card, inPlace: false };
}

/** Answer with a card that takes the place of the one that was used, so that no dead control stays behind. */
export function replaceWith(card: Card): DialogReply {
  return { reply: 'answer', card, inPlace: true };
}

export function refuse(errors: Readonly<Record<string, string>>): DialogReply {
  return { reply: 'refuse', errors };
}

export function go(to: Target): DialogReply {
  return { reply: 'go', to };
}
