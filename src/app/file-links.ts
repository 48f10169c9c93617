/** Links to files that are made when they are fetched: what file it is travels inside the link, sealed and expiring. */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FileSpec } from '../engine/effect.ts';
import type { ServerResponse } from 'node:http';
import type { Clock, Documents, OutgoingFile, Reader } from '../engine/ports.ts';
import { GoneError } from '../documents/documents.ts';
import { answer } from './http.ts';
import type { Route } from './http.ts';

/** What a link leads to, and whose it is. */
type Sealed = { readonly spec: FileSpec; readonly reader: Reader | undefined };

export type FileLinks = {
  readonly linkTo: Documents['linkTo'];
  /** `GET /files/<token>`. A token that is forged, altered or expired gets 404 and no reason. */
  readonly serve: (documents: Pick<Documents, 'make'>) => Route;
};

/** `secrets` are the deployment's keys: the first seals new links, all open; a link ends when its key is removed. */
export function fileLinks(
  publicUrl: () => string,
  secrets: readonly [Uint8Array, ...Uint8Array[]],
  clock: Clock,
): FileLinks {
  const sealingKey = keyFrom(secrets[0]);
  const keys = secrets.map(keyFrom);

  function seal(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce);
    // Packed, because a link has little room: most scripts take three bytes a letter.
    const sealed = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  function open(token: string): Sealed | undefined {
    for (const key of keys) {
      const sealed = openWith(key, token);
      if (sealed !== undefined) return sealed;
    }
    return undefined;
  }

  function openWith(key: Buffer, token: string): Sealed | undefined {
    try {
      const all = Buffer.from(token, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, 12));
      decipher.setAuthTag(all.subarray(12, 28));
      const packed = Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]);
      const text = inflateRawSync(packed).toString('utf8');
      // It decrypted under our own key, so it is what `linkTo` put in.
      const { expires, reader, ...spec } = JSON.parse(text) as FileSpec & {
        expires: number;
        reader?: Reader;
      };
      return expires > clock.now().getTime() ? { spec, reader } : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    linkTo: (spec, expiresAt, reader) =>
      `${publicUrl()}/files/${seal(JSON.stringify({ ...spec, expires: expiresAt.getTime(), reader }))}`,
    serve: (documents) => (req, res, path) => {
      if (!path.startsWith('/files/')) return false;
      const sealed = open(path.slice('/files/'.length));
      if (sealed === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) {
        answer(res, 404, 'This link has expired or is not complete. Ask Rapport for a new one.\n');
        return true;
      }
      void send(documents, sealed, res, req.method === 'HEAD');
      return true;
    },
  };
}

function keyFrom(secret: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'rapport file links', 32));
}

async function send(
  documents: Pick<Documents, 'make'>,
  { spec, reader }: Sealed,
  res: ServerResponse,
  headOnly: boolean,
): Promise<void> {
  let file: OutgoingFile;
  try {
    file = await documents.make(spec, reader);
  } catch (error) {
    if (error instanceof GoneError) return answer(res, 404, `${error.message}\n`);
    return answer(res, 500, 'The file could not be made. Please try again later.\n');
  }
  const isPicture = file.mime.startsWith('image/');
  const plainName = file.name.replaceAll(/[^\w. -]/g, '_');
  res.writeHead(200, {
    'Content-Type': file.mime,
    'Content-Length': file.bytes.byteLength,
    'Content-Disposition': `${isPicture ? 'inline' : 'attachment'}; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Security-Policy': "default-src 'none'",
    // A picture in a message is fetched by everybody who scrolls past it.
    'Cache-Control': isPicture ? 'private, max-age=86400' : 'no-store',
  });
  res.end(headOnly ? undefined : file.bytes);
}
