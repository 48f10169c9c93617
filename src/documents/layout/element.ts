/** What a piece of a paper is, for those who hear it read aloud: the tags of a tagged PDF (ISO 32000-1, 14.8). */

export type Role =
  | 'Document'
  | 'Part'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'TOC'
  | 'TOCI'
  | 'Link';

/** Either has children, or has words and pictures on the pages. In reading order. */
export type Element = {
  readonly role: Role;
  readonly children: Element[];
  /** Said in place of what is drawn. */
  readonly actual?: string;
  /** Says what a picture or a table shows. */
  readonly alt?: string;
  /** A heading cell: of its column, or of its row. */
  readonly scope?: 'Column' | 'Row';
};

export function element(role: Role, more: Omit<Element, 'role' | 'children'> = {}): Element {
  return { role, children: [], ...more };
}

/** Makes an element at the end of another. */
export function within(parent: Element, role: Role, more: Omit<Element, 'role' | 'children'> = {}): Element {
  const made = element(role, more);
  parent.children.push(made);
  return made;
}
