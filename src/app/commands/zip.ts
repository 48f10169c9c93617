/**
 * Zip archives, of files that are stored as they are. A Teams app package is three small files, two of them pictures
 * that no compression makes smaller, and Node has the checksum: that does not earn a library and its updates.
 *
 * The format: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end).
 */

import { crc32 } from 'node:zlib';

export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array };

/** The same entries always make the same bytes: every date is that of 1 January 1980, where the format begins. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const nameBytes = Buffer.from(name, 'utf8');
    const shared = sharedFields(crc32(bytes), bytes.length, nameBytes.length);
    const local = Buffer.concat([signature(0x04034b50), shared, nameBytes, bytes]);
    central.push(
      Buffer.concat([
        signature(0x02014b50),
        uint16(versionNeeded),
        shared,
        // Length of the comment, number of the disk, inner and outer attributes, then where the local header is.
        Buffer.concat([uint16(0), uint16(0), uint16(0), uint32(0), uint32(offset)]),
        nameBytes,
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.concat([
    signature(0x06054b50),
    uint16(0),
    uint16(0),
    uint16(entries.length),
    uint16(entries.length),
    uint32(directory.length),
    uint32(offset),
    uint16(0),
  ]);
  return Buffer.concat([...locals, directory, end]);
}

const versionNeeded = 20;
const namesAreUtf8 = 0x0800;
const stored = 0;
const firstDay = (1 << 5) | 1;

/** What the local header and the central directory both say of an entry. */
function sharedFields(checksum: number, size: number, nameLength: number): Buffer {
  return Buffer.concat([
    uint16(versionNeeded),
    uint16(namesAreUtf8),
    uint16(stored),
    uint16(0),
    uint16(firstDay),
    uint32(checksum),
    uint32(size),
    uint32(size),
    uint16(nameLength),
    uint16(0),
  ]);
}

function signature(value: number): Buffer {
  return uint32(value);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
