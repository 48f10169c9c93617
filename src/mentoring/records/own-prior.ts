/** What a scheme's own pairs have shown of how they meet and end, kept to judge its pairs by. */

export type OwnPrior = {
  /** Of this form. What a later version wrote is not guessed at. */
  readonly version: 1;
  /** YYYY-MM-DD, UTC. */
  readonly fittedOn: string;
  /** How many pairs that have met it was fitted to, and how many of them were finished. */
  readonly pairs: number;
  readonly finished: number;
  /** As the wind-down rules use them, in agreed cadences. */
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly shares: readonly { readonly k: number; readonly share: number }[];
};
