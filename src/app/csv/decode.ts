/**
 * A file's bytes as text, whatever a spreadsheet has saved it as: UTF-8 with or without a byte order mark, UTF-16 (Excel:
 * "Unicode Text"), or Windows-1252 (Excel on a British PC: "CSV").
 */

import { TextDecoder } from 'node:util';
import { UnreadableFile } from './unreadable-file.ts';

type Decoder = (bytes: Buffer, last: boolean) => string;

/**
 * Text as it comes. What has no mark is taken for UTF-8 as soon as its first letter beyond ASCII is right in UTF-8, and
 * for Windows-1252 otherwise. Throws an UnreadableFile for what is no text, or changes its mind half-way.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: Decoder | undefined;
  let held = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of chunks) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    if (!begun) {
      if (held.length < longestMark) continue;
      decode = beginning(held);
      begun = true;
    }
    decode ??= decided(held);
    // A letter of several bytes may go on in the next chunk: undecided, the end waits for it.
    const ready = decode === undefined ? wholeAscii(held) : held.length;
    if (ready > 0) yield text(decode ?? ascii, held.subarray(0, ready), false);
    held = Buffer.from(held.subarray(ready));
  }
  decode ??= begun ? undefined : beginning(held);
  yield text(decode ?? (isUtf8(held, false) ? utf8() : windows1252), held, true);
}

const longestMark = 4;

/** What the first bytes tell; `undefined` where they are those of any text. */
function beginning(bytes: Buffer): Decoder | undefined {
  const begins = (...mark: number[]): boolean => mark.every((byte, index) => bytes[index] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0))
    throw new UnreadableFile(
      'this is an Excel workbook. Open it, choose Save As and the type "CSV UTF-8", and import that file.',
    );
  if (begins(0xef, 0xbb, 0xbf)) return utf8();
  if (begins(0xff, 0xfe)) return streaming(new TextDecoder('utf-16le', { fatal: true }));
  if (begins(0xfe, 0xff)) return streaming(new TextDecoder('utf-16be', { fatal: true }));
  return undefined;
}

/** `undefined` as long as every letter was ASCII, but for a few bytes at the end. */
function decided(bytes: Buffer): Decoder | undefined {
  const head = bytes.subarray(0, wholeAscii(bytes));
  if (head.every((byte) => byte < 0x80)) return undefined;
  return isUtf8(bytes, true) ? utf8() : windows1252;
}

/** How many bytes there are before those at the end that may be the beginning of one letter. */
function wholeAscii(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - longestMark && (bytes[end - 1] ?? 0) >= 0x80) end -= 1;
  return end;
}

function isUtf8(bytes: Buffer, goesOn: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: goesOn });
    return true;
  } catch {
    return false;
  }
}

function utf8(): Decoder {
  return streaming(new TextDecoder('utf-8', { fatal: true }));
}

function streaming(decoder: TextDecoder): Decoder {
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

const ascii: Decoder = (bytes) => bytes.toString('latin1');

/** Our own table, because TextDecoder of several Node.js 20 and 22 reads 80 to 9F as control characters. */
const windows1252: Decoder = (bytes) =>
  bytes
    .toString('latin1')
    .replaceAll(/[\x80-\x9f]/g, (letter) => beyond[letter.charCodeAt(0) - 0x80] ?? letter);

const beyond = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function text(decode: Decoder, bytes: Buffer, last: boolean): string {
  try {
    const decoded = decode(bytes, last);
    if (!decoded.includes('\0')) return decoded;
  } catch (error) {
    throw new UnreadableFile(
      'its letters are not all of one kind. Open it in a spreadsheet, choose Save As and the type "CSV UTF-8".',
      { cause: error },
    );
  }
  throw new UnreadableFile(
    'this is not a CSV file. In your spreadsheet choose Save As and the type "CSV UTF-8".',
  );
}
