/** What a file would do to what is kept already, and what of it cannot be done: found out before anything is done. */

/** What is wrong with a row that could be read, once it is held against what is kept. `column`: as an export heads it. */
export type Finding = { readonly row: number } & (
  | { readonly finding: 'unknown' | 'shared'; readonly column: string; readonly email: string }
  /** An earlier row is about the same person and says something else. */
  | { readonly finding: 'differs'; readonly otherRow: number }
  /** A new mentor who helps with nothing. */
  | { readonly finding: 'no-areas' }
  /** Two addresses of one person. */
  | { readonly finding: 'oneself' }
);

/**
 * What a coordinator may want to know. `left`: the person has left, or is a guest, and the row is left out. `repeated`:
 * an earlier row says the same. `no-account`: the person's account has not shown up yet. `own-name`: name and zone stay
 * as the person's account has them. `own-state`: whether an offer is open stays as its mentor has it. `own-lines`: lines by
 * which whoever imports is above somebody stay, whatever was asked for.
 */
export type Remark = {
  readonly remark: 'left' | 'repeated' | 'no-account' | 'own-name' | 'own-state' | 'own-lines';
  readonly count: number;
  /** The first few. */
  readonly rows: readonly number[];
};

export type Counts = {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
};

export type Judgement = {
  readonly counts: Counts;
  /** The first ones by row, as many as were asked for. */
  readonly findings: readonly Finding[];
  /** How many there are of them all. */
  readonly found: number;
  readonly remarks: readonly Remark[];
};

/** A finding in words, for a problem: where, what is wrong, and what to do. */
export function explainFinding(found: Finding): { readonly column?: string; readonly words: string } {
  switch (found.finding) {
    case 'unknown':
      return {
        column: found.column,
        words: `nobody with the address ${found.email} is known here. Import them with the file of people first, or correct the address.`,
      };
    case 'shared':
      return {
        column: found.column,
        words: `several people here have the address ${found.email}, and only one can be meant. Give each of them an address of their own.`,
      };
    case 'differs':
      return {
        words: `row ${found.otherRow} is about the same person and says something else. Keep one of the two rows.`,
      };
    case 'no-areas':
      return {
        column: 'areas',
        words: 'it is empty, and a new mentor needs at least one. Fill it in, or take the row out.',
      };
    case 'oneself':
      return {
        column: 'manager email',
        words: 'it is the same person. Write the address of the one who manages or assesses them.',
      };
    default:
      return found satisfies never;
  }
}

const mostRows = 5;

/** A remark in a sentence. */
export function sayRemark({ remark, count, rows }: Remark): string {
  const many = count !== 1;
  const where =
    rows.slice(0, mostRows).join(', ') + (count > mostRows ? `, and ${count - mostRows} more` : '');
  const these = `${count} ${many ? 'rows' : 'row'} (${where})`;
  switch (remark) {
    case 'left':
      return `${these} ${many ? 'were' : 'was'} left out: ${many ? 'these people have left or are guests' : 'this person has left or is a guest'}.`;
    case 'repeated':
      return `${these} ${many ? 'were' : 'was'} left out: an earlier row says the same.`;
    case 'no-account':
      return `${these} ${many ? 'are' : 'is'} about somebody without an account yet, who is joined to it by the address when it shows up.`;
    case 'own-name':
      return `${these} ${many ? 'have' : 'has'} another name or time zone than the person’s account: what the account says stays.`;
    case 'own-state':
      return `${these} ${many ? 'have' : 'has'} another state than the offer: only its mentor opens, pauses or closes an offer.`;
    case 'own-lines':
      return `${count} ${many ? 'lines' : 'line'} by which you manage or assess somebody, or their manager, ${many ? 'stay' : 'stays'}: another coordinator can remove ${many ? 'them' : 'it'}.`;
    default:
      return remark satisfies never;
  }
}
