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
      /** Cannot wait for anybody's morning, such as a meeting of today that is called off. */
      readonly urgent?: true;
      /** Said unasked: several of one person that come in one turn become one message. */
      readonly nudge?: true;
      /**
       * Waits until then, while other messages go first. `revise` changes it where it waits, and a later one of the
       * same slot takes its place.
       */
      readonly notBefore?: Date;
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
      /** Whom it is going to say something to unasked, and when it was to, before their hours were asked about. */
      readonly nudge?: { readonly person: string; readonly asked: Date };
    }
  /** Somebody has chosen other hours: every nudge that was put off for them is asked about again. */
  | { readonly timer: 'reconsider'; readonly person: string }
  /** Moves one that is still to come to an earlier moment. One that has fired stays fired, so that nothing comes twice. */
  | { readonly timer: 'bring-forward'; readonly key: string; readonly at: Date }
  | { readonly timer: 'cancel'; readonly key: string }
  /** Cancels every timer whose key starts so; end it with a colon. */
  | { readonly timer: 'cancel-all'; readonly prefix: string };
