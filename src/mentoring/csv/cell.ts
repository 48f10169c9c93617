/** What single cells say: text, e-mail addresses, numbers, yes or no. Empty cells never come here. */

import { quote, wrong } from './problem.ts';
import type { Wrong } from './problem.ts';

/** Text on one line. `most`: characters. */
export function readLine(cell: string, most: number): string | Wrong {
  return notLonger(cell.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(), most);
}

/** Text that may have several lines. `most`: characters. */
export function readLines(cell: string, most: number): string | Wrong {
  const lines = cell.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(/[^\P{Cc}\n\t]+/gu, '');
  return notLonger(lines.trim(), most);
}

/**
 * An address as addresses are kept: lower case, composed letters. Takes off what comes along when an address is copied
 * out of a mail program: `mailto:`, or the name before `<...>`.
 */
export function readEmail(cell: string): string | Wrong {
  const [, within] = /<([^<>]*)>\s*$/.exec(cell) ?? [];
  const email = (within ?? cell)
    .replace(/^\s*mailto:/i, '')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .trim()
    .normalize('NFC')
    .toLowerCase();
  return email.length <= 254 &&
    /^[^\s@<>()[\],;:"\p{Cc}]+@[^\s@<>()[\],;:"\p{Cc}]+\.[^\s@.]{2,}$/u.test(email)
    ? email
    : wrong(`${quote(cell)} is not an e-mail address. Write one address, such as name@example.org.`);
}

export function readCount(cell: string, least: number, most: number): number | Wrong {
  const digits = cell.replace(/\.0*$/, '');
  const count = /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
  return count >= least && count <= most
    ? count
    : wrong(`${quote(cell)} is not a number from ${least} to ${most}. Write the number in digits.`);
}

export function readYesNo(cell: string): boolean | Wrong {
  const word = cell.toLowerCase();
  if (['yes', 'y', 'true', '1'].includes(word)) return true;
  if (['no', 'n', 'false', '0'].includes(word)) return false;
  return wrong(`${quote(cell)} is neither yes nor no. Write yes or no.`);
}

export function writeYesNo(yes: boolean): string {
  return yes ? 'yes' : 'no';
}

function notLonger(text: string, most: number): string | Wrong {
  return text.length <= most
    ? text
    : wrong(`it has ${text.length} characters, and ${most} are kept. Shorten it.`);
}
