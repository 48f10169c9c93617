/** What one person's real client shows and can do, on either platform. */

import type { Act, AttachedFile, Screen } from './api-types.ts';

export type Client = {
  readonly screen: (personId: string) => Screen;
  /** Throws `Refused` for what the person's real client could not do; nothing has happened then. */
  readonly act: (personId: string, act: Act) => Promise<Done>;
};

/** An act has been answered, or the platform has given up on an answer. */
export type Done = {
  readonly tookMs: number;
  /** What the client told the person in passing, such as that the app did not answer. */
  readonly notice?: string;
  /** The screen's version when the deed left for the app: if it is still the same, the answer has yet to show. */
  readonly version: number;
};

/** The real client has no such button, field or option, or would not send it so. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Takes apart what one person does, so that each client answers every kind of act. */
export type Deeds = {
  readonly command: (words: string, channel: string | undefined) => Promise<Done>;
  readonly say: (words: string, channel: string | undefined) => Promise<Done>;
  readonly press: (label: string, message: string | undefined) => Promise<Done>;
  readonly submit: (values: Readonly<Record<string, FieldInput>>) => Promise<Done>;
  readonly dismiss: () => Promise<Done>;
  readonly openHome: () => Promise<Done>;
  readonly attach: (files: readonly AttachedFile[], channel: string | undefined) => Promise<Done>;
};

type FieldInput = Extract<Act, { submit: unknown }>['submit'][string];

export function perform(deeds: Deeds, act: Act): Promise<Done> {
  if ('command' in act) return deeds.command(act.command, act.channel);
  if ('say' in act) return deeds.say(act.say, act.channel);
  if ('press' in act) return deeds.press(act.press.label, act.press.message);
  if ('submit' in act) return deeds.submit(act.submit);
  if ('dismiss' in act) return deeds.dismiss();
  if ('attach' in act) return deeds.attach(act.attach, act.channel);
  return deeds.openHome();
}

/** Finds one thing by what people call it: exactly, else without regard to case, a final "(optional)" and spaces. */
export function findByLabel<T>(
  things: readonly T[],
  labelOf: (thing: T) => string,
  wanted: string,
): T | undefined {
  return (
    things.find((thing) => labelOf(thing) === wanted) ??
    things.find((thing) => plainLabel(labelOf(thing)) === plainLabel(wanted))
  );
}

/** `"A", "B" and "C"`, for telling what there is instead. */
export function sayLabels(labels: readonly string[]): string {
  if (labels.length === 0) return 'nothing';
  const quoted = labels.map((label) => `"${label}"`);
  return quoted.length === 1
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

function plainLabel(label: string): string {
  return label
    .normalize('NFC')
    .replace(/\s*(\(optional\)|\*)\s*$/i, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
