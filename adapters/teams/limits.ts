/** What Teams and Adaptive Cards allow: each number with its source and the date it was checked. */

/**
 * JSON of a card, in UTF-8 bytes. Incoming webhooks stop at 28 KB, bot messages at about 100 KB; under 25 KB a card is
 * safe under both.
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages (2026-11)
 */
export const CARD_BYTES = 25 * 1024;

/**
 * JSON of a form, in UTF-16 units. A form that is drawn again holds everything the person typed, and cutting that would
 * lose it, so a form may use what a message may: about 100 KB as UTF-16, of which 80 KB is asked for here.
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages (2026-11)
 */
export const FORM_UNITS = 40 * 1024;

/**
 * Actions in one row; more are hidden behind a menu or not drawn at all, so more make further rows.
 * learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference (2026-11)
 */
export const ACTIONS_IN_A_ROW = 6;

/**
 * Entries that a search field shows while somebody types.
 * learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search (2026-11)
 */
export const SEARCH_RESULTS = 15;

/** From here on choices fold into a menu. Our own choice: a screen of a phone. */
export const OPEN_CHOICES = 6;

/** `summary` and `fallbackText`, in UTF-16 units. Our own choice: what a notification shows. */
export const SUMMARY_UNITS = 250;
export const FALLBACK_UNITS = 700;

/** A message of one line that a client shows beside the card that was used. Our own choice. */
export const ONE_LINE_UNITS = 160;

/** Bodies larger than this are refused unread. Our own choice: a form at its fullest is a third of it. */
export const BODY_BYTES = 256 * 1024;

/** Inputs that one card may hand back. Our own choice: our largest form has under thirty. */
export const INPUTS = 100;

/**
 * Milliseconds until an invoke must be answered. Clients give up after five seconds and send it again.
 * learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/respond-to-task-module-submit
 * (2026-11)
 */
export const INVOKE_MS = 4_500;

/**
 * Milliseconds until a file must have come whole. Its address is good for a few minutes only. Our own choice.
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 (2026-11)
 */
export const FILE_MS = 60_000;

/** How often SharePoint may send us on to another address of its own for a file. Our own choice. */
export const FILE_REDIRECTS = 2;

/** Files beside one message that are looked at. Clients let people attach ten. Our own choice. */
export const FILES = 10;

/** Milliseconds that one call to the connector may take. The SDK has no limit of its own (measured, 4.23.3). */
export const CALL_MS = 10_000;
