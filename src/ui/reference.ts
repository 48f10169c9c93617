/** What a button or a form carries: an opaque id on the wire, a target inside. */

declare const referenceBrand: unique symbol;

/**
 * The only thing about a control that travels to a chat platform and back: an opaque id of at most 36
 * characters. What it means, and who may use it, is looked up at every press.
 */
export type Reference = string & { readonly [referenceBrand]: 'Reference' };

/** What a control leads to: an action of a dialog, upon one subject. Dialogs write these; platforms never see them. */
export type Target = {
  readonly dialog: string;
  readonly action: string;
  /** Id of the row that the dialog is about. */
  readonly subject: string;
  /** Small facts fixed when the control was drawn, such as which of three times a button stands for. */
  readonly args?: Readonly<Record<string, string>>;
};

/** Marks a string that came from the reference table, or back from a platform, as a reference. */
export function asReference(id: string): Reference {
  return id as Reference; // the brand exists only in types; every reference is looked up before it is trusted
}
