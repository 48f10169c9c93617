/** Reads a zip archive by the book, from its end, and believes nothing that it does not check. */

import { crc32, inflateRawSync } from 'node:zlib';

/** Files by name, in the order of the central directory. APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end === -1) throw new Error('No end of the central directory: this is no zip archive.');
  expectEqual('length of the comment', archive.readUInt16LE(end + 20), archive.length - end - 22);
  const count = archive.readUInt16LE(end + 10);
  expectEqual('entries on this disk', archive.readUInt16LE(end + 8), count);
  const start = archive.readUInt32LE(end + 16);
  expectEqual('length of the directory', archive.readUInt32LE(end + 12), end - start);

  const files = new Map<string, Buffer>();
  let at = start;
  for (let entry = 0; entry < count; entry += 1) {
    expectEqual('signature', archive.toString('latin1', at, at + 4), 'PK\u0001\u0002');
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, readLocal(archive, archive.subarray(at, at + 46), name));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  expectEqual('end of the directory', at, end);
  return files;
}

function readLocal(archive: Buffer, central: Buffer, name: string): Buffer {
  const at = central.readUInt32LE(42);
  expectEqual('local signature', archive.toString('latin1', at, at + 4), 'PK\u0003\u0004');
  // Version, flags, method, time, date, checksum, sizes, and the length of the name.
  expectEqual(
    'what both headers say',
    archive.toString('hex', at + 4, at + 28),
    central.toString('hex', 6, 30),
  );
  const nameLength = archive.readUInt16LE(at + 26);
  expectEqual('local name', archive.toString('utf8', at + 30, at + 30 + nameLength), name);
  const from = at + 30 + nameLength + archive.readUInt16LE(at + 28);
  const packed = archive.subarray(from, from + central.readUInt32LE(20));
  const bytes = central.readUInt16LE(10) === 0 ? packed : inflateRawSync(packed);
  expectEqual(`size of ${name}`, bytes.length, central.readUInt32LE(24));
  expectEqual(`checksum of ${name}`, crc32(bytes), central.readUInt32LE(16));
  return bytes;
}

function expectEqual(what: string, found: string | number, expected: string | number): void {
  if (found !== expected) throw new Error(`${what}: ${found}, expected ${expected}`);
}
