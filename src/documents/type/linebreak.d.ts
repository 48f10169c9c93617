/** What is used of linebreak, which brings no types of its own. */

declare module 'linebreak' {
  /** Where lines may end, by Unicode Standard Annex 14. `position` is the index of what begins the next line. */
  export class LineBreaker {
    constructor(text: string);
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
  // eslint-disable-next-line import/no-default-export -- it is the package's only one
  export default LineBreaker;
}
