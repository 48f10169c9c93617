/** Replies and messages as Teams takes them: an answer to an invoke, or a message with a card. */

import { cutText, type Rendered } from '../../src/ui/fit.ts';
import type { OpenForm } from '../../src/ui/form.ts';
import { notification } from '../../src/ui/plain.ts';
import type { Reference } from '../../src/ui/reference.ts';
import type { Card } from '../../src/ui/view.ts';
import type { AdaptiveCard } from './elements.ts';
import { ONE_LINE_UNITS, SUMMARY_UNITS } from './limits.ts';
import { renderCard } from './render-card.ts';
import { renderForm, type FormOptions } from './render-form.ts';

/** A message with a card; `summary` is what a notification shows. */
export type CardMessage = { readonly summary: string; readonly card: AdaptiveCard };

/** Body of the HTTP response to an invoke. adaptivecards.io "Universal Action Model", response format (2026-11) */
export type InvokeAnswer =
  | {
      readonly statusCode: 200;
      readonly type: 'application/vnd.microsoft.card.adaptive';
      readonly value: AdaptiveCard;
    }
  | {
      readonly statusCode: 200;
      readonly type: 'application/vnd.microsoft.activity.message';
      readonly value: string;
    };

export function renderMessage(
  view: Card<Reference>,
  options: { alone?: boolean } = {},
): Rendered<CardMessage> {
  const { payload, warnings } = renderCard(view, options);
  return { payload: { summary: cutText(notification(view), SUMMARY_UNITS), card: payload }, warnings };
}

export function renderFormMessage(open: OpenForm<Reference>, options: FormOptions): Rendered<CardMessage> {
  const { payload, warnings } = renderForm(open, options);
  return { payload: { summary: cutText(open.form.title, SUMMARY_UNITS), card: payload }, warnings };
}

/** The card takes the place of the one that was used. */
export function answerInPlace(card: AdaptiveCard): InvokeAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
}

/** A sentence beside the card that was used; the card stays. */
export function answerBeside(sentence: string): InvokeAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: sentence };
}

/** What a card says, where it is so short that it needs no message of its own; otherwise `undefined`. */
export function oneLine(view: Card<Reference>): string | undefined {
  const [first, ...more] = view.body;
  if (more.length > 0 || (first !== undefined && first.type !== 'text')) return undefined;
  const words = notification(view);
  return words.length <= ONE_LINE_UNITS ? words : undefined;
}
