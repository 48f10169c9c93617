/** Somebody found nobody in a bank whom they could ask. */

/** They would like to be told once somebody of this scheme can be asked. Nobody else learns of it. */
export type Lookout = {
  readonly id: string;
  readonly schemeId: string;
  readonly personId: string;
  readonly since: Date;
};
