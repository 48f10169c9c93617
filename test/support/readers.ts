/** Who has ever been shown a word: in any message, form, page, file or passing notice, on either platform. */

import { roster } from '../../adapters/playground/roster.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import { personalChat } from '../../adapters/playground/teams-tenant.ts';
import type { InsideApp } from './inside-playground.ts';

export type Readers = {
  /** Looks at everything on everybody's screen now, or on these people's. What was seen once stays seen. */
  readonly look: (ids?: readonly string[]) => Promise<void>;
  /** Ids of those who have been shown it, in order of the alphabet. */
  readonly of: (word: string) => readonly string[];
  /** For whom a word stands in a message, which a chat program keeps, as opposed to a passing answer. */
  readonly keptFor: (word: string) => readonly string[];
};

const everybody = roster.people.map(({ id }) => id);

export function watchReaders(app: InsideApp, words: readonly string[]): Readers {
  const { slack, teams } = app.playground;
  const seen = new Map<string, Set<string>>(words.map((word) => [word, new Set()]));
  const opened = new Set<string>();
  let answers = 0;

  const note = (text: string, id: string): void => {
    for (const word of words) if (text.includes(word)) seen.get(word)?.add(id);
  };

  /** Whoever has a message has its files. */
  const openFiles = async (text: string, id: string): Promise<void> => {
    const isNew = (file: string): boolean => opened.size < opened.add(`${id} ${file}`).size;
    for (const [, file = ''] of text.matchAll(/"id":"(F[0-9A-Z]+)"/g))
      if (isNew(file)) note(slack.uploads.bytesOf(file)?.toString('utf8') ?? '', id);
    for (const [url] of text.matchAll(/http:\/\/localhost:\d+\/files\/[\w-]+/g))
      if (isNew(url)) note(await (await fetch(url)).text(), id);
  };

  const look = async (ids: readonly string[] = everybody): Promise<void> => {
    await Promise.all(
      ids.map(async (id) => {
        const text = JSON.stringify(await app.client.as(id).screen());
        note(text, id);
        await openFiles(text, id);
      }),
    );
    // What one answer brought and the next one took away again.
    for (; answers < teams.delivery.sent.length; answers += 1) {
      const sent = teams.delivery.sent[answers];
      const from = roster.people.find(({ userId }) =>
        JSON.stringify(sent?.activity['from']).includes(userId),
      );
      if (from !== undefined && sent?.result.outcome === 'answered') note(sent.result.body, from.id);
    }
  };

  return {
    look,
    of: (word) => [...(seen.get(word) ?? [])].toSorted(),
    keptFor: (word) => {
      const kept = roster.people.filter((person) =>
        (person.platform === 'slack' ? keptOnSlack(app, person) : keptOnTeams(app, person)).includes(word),
      );
      return kept.map(({ id }) => id).toSorted();
    },
  };
}

/** All messages of a person's conversations but those that only they see, which Slack does not keep. */
function keptOnSlack({ playground: { slack } }: InsideApp, { userId }: RosterPerson): string {
  const theirs = slack.workspace.channels.filter(({ members }) => members.includes(userId));
  return JSON.stringify(
    slack.workspace.state.messages.filter(
      ({ channel, onlyFor }) => onlyFor === undefined && theirs.some(({ id }) => id === channel),
    ),
  );
}

/** The messages of a person's chat, without the cards that answers put in their place for the moment. */
function keptOnTeams({ playground: { teams } }: InsideApp, person: RosterPerson): string {
  const chat = teams.tenant.state.messages.filter(
    ({ conversation }) => conversation === personalChat(person),
  );
  return JSON.stringify(chat.map(({ activity }) => activity));
}
