/** What a form's window carries to Slack and back: where its answers go and where it was opened from. Nothing else. */

import type { Reference } from '../../src/ui/reference.ts';
import type { SlackMessage } from './address.ts';
import { limits } from './limits.ts';
import { at, textAt } from './payload.ts';

export type FormOrigin = SlackMessage & {
  /** Only the person sees the message, and only this address can replace it. */
  readonly responseUrl?: string;
};

export type FormMetadata = {
  readonly reference: string;
  readonly instance: string;
  readonly origin?: FormOrigin;
};

export function writeMetadata(to: Reference, instance: string, origin: FormOrigin | undefined): string {
  const bare = { r: to, i: instance };
  if (origin === undefined) return JSON.stringify(bare);
  const { channel: c, ts: t, responseUrl: u } = origin;
  const whole = JSON.stringify({ ...bare, c, t, u });
  // Without its origin a form still works: its answer is shown in the window instead of in the message.
  return whole.length <= limits.privateMetadata.value ? whole : JSON.stringify(bare);
}

/** `undefined` for a window that is not one of our forms. */
export function readMetadata(written: unknown): FormMetadata | undefined {
  if (typeof written !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return undefined;
  }
  const reference = textAt(value, 'r');
  const instance = textAt(value, 'i');
  if (reference === undefined || instance === undefined) return undefined;
  const channel = textAt(value, 'c');
  const ts = textAt(value, 't');
  if (channel === undefined || ts === undefined) return { reference, instance };
  const responseUrl = at(value, 'u');
  return {
    reference,
    instance,
    origin: { channel, ts, ...(typeof responseUrl === 'string' && { responseUrl }) },
  };
}
