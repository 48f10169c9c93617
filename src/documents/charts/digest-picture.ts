/** The figures of a digest's picture as they come back from a link. */

import { fewest } from '../../mentoring/digest.ts';
import type { Bar, DigestPicture, Figure } from '../../mentoring/digest.ts';

/** `undefined`: it is none, or has a number in it that may not be shown, and nothing may be drawn from it. */
export function asDigestPicture(data: unknown): DigestPicture | undefined {
  const { met, waiting, ended } = fieldsOf(data);
  const weeks = listOf(met, ({ week, count }): DigestPicture['met'][number] | undefined => {
    if (typeof week !== 'string') return undefined;
    return isShown(count) ? { week, count } : undefined;
  });
  const [waitingBars, endedBars] = [listOf(waiting, asBar), listOf(ended, asBar)];
  if (weeks === undefined || waitingBars === undefined || endedBars === undefined) return undefined;
  return { met: weeks, waiting: waitingBars, ended: endedBars };
}

function asBar({ name, count }: Fields): Bar | undefined {
  return typeof name === 'string' && isShown(count) ? { name, count } : undefined;
}

function isShown(count: unknown): count is Figure {
  return count === 'few' || (Number.isInteger(count) && (count === 0 || Number(count) >= fewest));
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(data: unknown): Fields {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}

/** More of anything than there are weeks in a quarter has no place in a picture. */
const most = 13;

function listOf<T>(data: unknown, read: (fields: Fields) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(data) || data.length > most) return undefined;
  const all = data.map((one) => read(fieldsOf(one)));
  const good = all.filter((one) => one !== undefined);
  return good.length === all.length ? good : undefined;
}
