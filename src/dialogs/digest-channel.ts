/** The channel where a digest goes, carried by a button from the channel where somebody typed to where they press. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Channel } from '../mentoring/records/scheme.ts';

type Args = Readonly<Record<string, string>>;

/** The channel as button arguments; empty in private. */
export function channelArgs(channel: Channel | undefined): Args {
  if (channel === undefined) return {};
  const { platform, workspace, name, address } = channel;
  return { platform, workspace, name, address: JSON.stringify(address) };
}

/** The channel that a button was drawn in, else the one where the words were typed. */
export function channelOf({ args, channel }: Pick<PersonContext, 'args' | 'channel'>): Channel | undefined {
  const { platform, workspace, name, address } = args;
  if (platform === undefined || workspace === undefined || name === undefined || address === undefined)
    return channel;
  return { platform, workspace, name, address: readAddress(address) };
}

function readAddress(json: string): Channel['address'] {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
