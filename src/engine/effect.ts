/** What goes out later, through the outbox: appended in the turn's transaction, sent after its commit. */

import type { Target } from '../ui/reference.ts';
import type { Card } from '../ui/view.ts';
import type { ChannelKey, Json } from './terms.ts';

export type Recipient =
  /** Wherever this person was last seen. */
  { readonly person: string } | { readonly channel: ChannelKey };

/** A document to be made when it is sent; what `kind` and `data` mean is between the dialog and the documents port. */
export type FileSpec = { readonly kind: string; readonly data: Json };

export type Effect<R = Target> =
  | {
      readonly effect: 'send';
      readonly to: Recipient;
      readonly card: Card<R>;
      /**
       * Name of the message, such as `proposal:<id>`: `revise` finds it again. One recipient's newest message of a
       * slot is the one that is revised.
       */
      readonly slot?: string;
      readonly files?: readonly FileSpec[];
    }
  /** Replace the newest message of a slot for this recipient. Where there is none, nothing happens. */
  | { readonly effect: 'revise'; readonly to: Recipient; readonly slot: string; readonly card: Card<R> }
  /** Draw the person's own page again, where they have one. */
  | { readonly effect: 'refresh-home'; readonly person: string };

/** Timers are named: setting one that exists moves it, and whatever it was about to do is forgotten. */
export type TimerChange =
  | {
      readonly timer: 'set';
      /** Unique in the organisation, such as `meeting:<id>:remind:<person>`. */
      readonly key: string;
      readonly to: Target;
      readonly at: Date;
    }
  | { readonly timer: 'cancel'; readonly key: string }
  /** Cancels every timer whose key starts so; end it with a colon. */
  | { readonly timer: 'cancel-all'; readonly prefix: string };
