/** Neutral forms: the field kinds, the type of the answers, and the one place where answers are checked. */

import type { Target } from './reference.ts';
import type { Block } from './view.ts';

export type Form<F extends Fields = Fields> = {
  readonly view: 'form';
  /** At most 24 characters: the shortest title bar among the platforms. */
  readonly title: string;
  /** Stands above the fields; never buttons. */
  readonly intro: readonly Block<never>[];
  /** In the order in which they are asked. Keys are field ids; labels are unique within the form. */
  readonly fields: F;
  /** Label of the button that sends the form; at most 24 characters. */
  readonly submit: string;
};

/** A form on its way to a person: where its answers go, what is already filled in, and what was wrong with it. */
export type OpenForm<R = Target> = {
  readonly view: 'open-form';
  readonly form: Form;
  readonly to: R;
  /** One id for each time that a form is shown, so that a platform's repeated submit is known for one. */
  readonly instance: string;
  /** What the person has typed so far; wins over the fields' own initial values. */
  readonly values?: RawValues;
  /** Field id to what is wrong and what to do; the empty id is about the form as a whole. */
  readonly errors?: FieldErrors;
};

export type Fields = Readonly<Record<string, Field>>;

type Common = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required: boolean;
};

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string };

/** A person as a picker shows one: `detail` tells apart people of the same name. */
export type PersonChoice = { readonly id: string; readonly name: string; readonly detail?: string };

export type Field = Common &
  (
    | {
        readonly kind: 'text';
        readonly value?: string | undefined;
        readonly maxLength: number;
        readonly placeholder?: string | undefined;
      }
    | {
        readonly kind: 'longText';
        readonly value?: string | undefined;
        readonly maxLength: number;
        readonly placeholder?: string | undefined;
      }
    /** `gone`: what is said of a choice that is not offered any more, where there is something better to say than the usual. */
    | {
        readonly kind: 'oneOf';
        readonly options: readonly Choice[];
        readonly value?: string | undefined;
        readonly gone?: string;
      }
    | {
        readonly kind: 'manyOf';
        readonly options: readonly Choice[];
        readonly value?: readonly string[] | undefined;
        readonly max?: number | undefined;
      }
    /** One person of the organisation, on whichever platform; found by typing a name. */
    | { readonly kind: 'person'; readonly value?: PersonChoice | undefined }
    | { readonly kind: 'people'; readonly value?: readonly PersonChoice[] | undefined; readonly max: number }
    /** A calendar date, YYYY-MM-DD; `min` and `max` inclusive. */
    | {
        readonly kind: 'date';
        readonly value?: string | undefined;
        readonly min?: string | undefined;
        readonly max?: string | undefined;
      }
    /** A wall time, HH:MM, 24 hours. */
    | { readonly kind: 'time'; readonly value?: string | undefined }
    /** An IANA time zone, such as Europe/London. */
    | { readonly kind: 'zone'; readonly value?: string | undefined }
    | {
        readonly kind: 'number';
        readonly value?: number | undefined;
        readonly min: number;
        readonly max: number;
      }
    /** A whole number from 1 to 5; the labels say what the ends mean. */
    | {
        readonly kind: 'scale';
        readonly value?: number | undefined;
        readonly low: string;
        readonly high: string;
      }
    | { readonly kind: 'yesNo'; readonly value?: boolean | undefined }
  );

/** Answers as an adapter hands them in: text for every kind, a list where several may be chosen; absent or '' is unanswered. */
export type RawValues = Readonly<Record<string, string | readonly string[]>>;

export type FieldErrors = Readonly<Record<string, string>>;

type Answer<F extends Field> = F extends { kind: 'number' | 'scale' }
  ? number
  : F extends { kind: 'yesNo' }
    ? boolean
    : F extends { kind: 'manyOf' | 'people' }
      ? readonly string[]
      : string;

/**
 * What a form's answers look like once checked: text and ids as strings, dates as YYYY-MM-DD, times as HH:MM.
 * An optional field that was left empty is `undefined`; an optional list is empty.
 */
export type FormValues<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends { required: true }
    ? Answer<F[K]>
    : F[K] extends { kind: 'manyOf' | 'people' }
      ? readonly string[]
      : Answer<F[K]> | undefined;
};

export function form<const F extends Fields>(definition: {
  title: string;
  intro?: readonly Block<never>[];
  fields: F;
  submit: string;
}): Form<F> {
  return { view: 'form', intro: [], ...definition };
}
