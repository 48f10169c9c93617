/** The deeds of a mentoring, each done by somebody who does not give up, and told to the ledger once the screen says so. */

import type { Screen, ScreenMessage } from '../../../adapters/playground/api-types.ts';
import type { Ledger } from './ledger.ts';
import { messageWith } from './person.ts';
import type { CrashPerson } from './person.ts';

export type Deeds = {
  readonly ask: (by: CrashPerson, words: string, day: string, time: string) => Promise<void>;
  readonly withdraw: (by: CrashPerson, words: string) => Promise<void>;
  readonly propose: (by: CrashPerson, words: string, mentor: CrashPerson) => Promise<void>;
  readonly accept: (by: CrashPerson, words: string) => Promise<void>;
  /** `button` opens the form. */
  readonly writeRecord: (by: CrashPerson, words: string, record: string, button: RegExp) => Promise<void>;
  readonly end: (by: CrashPerson, words: string) => Promise<void>;
  readonly offer: (by: CrashPerson, words: string, places: number) => Promise<void>;
};

export function createDeeds(ledger: Ledger): Deeds {
  return {
    ask: async (by, words, day, time) => {
      await by.alone(() =>
        by.fillIn({
          title: /^Ask for a mentor/,
          open: () => ({ command: '/mentor ask' }),
          values: () => ({
            'What would you most like help with?': ['Exams and ARCP'],
            'In your own words': words,
            'First choice: date': day,
            'First choice: time': time,
            'Does your line manager know that you are asking?': 'I would rather not say',
          }),
        }),
      );
      ledger.tell({ deed: 'ask', by: by.id, words });
    },

    withdraw: async (by, words) => {
      const button = /^Withdraw my request/;
      await by.awaits('the card of the request', (screen) => messageWith(screen, /./, button));
      await by.alone(() => pressUntilWithdrawn(by, button));
      ledger.tell({ deed: 'withdraw', by: by.id, words });
    },

    propose: async (by, words, mentor) => {
      const button = /^Choose whom to ask/;
      const found = await by.awaits(`the request "${words}"`, (screen) =>
        messageWith(screen, about(words), button),
      );
      const before = sayHowMany(found);
      await by.alone(() =>
        by.fillIn({
          title: /^Put it to mentors/,
          open: () => {
            const card = messageWith(by.screen(), about(words), button);
            return sayHowMany(card) === before ? pressOf(card, button) : undefined;
          },
          values: ({ form }) => {
            const field = form?.fields[0];
            const option = field?.options.find((one) => one.startsWith(mentor.name.slice(0, 12)));
            return { [field?.label ?? '']: option === undefined ? [] : [option] };
          },
        }),
      );
      ledger.tell({ deed: 'propose', by: by.id, words, mentor: mentor.id });
    },

    accept: async (by, words) => {
      const button = /^Accept and choose a time/;
      const question = 'When will you first meet?';
      await by.awaits(`the proposal "${words}"`, (screen) => messageWith(screen, about(words), button));
      await by.alone(() =>
        by.fillIn({
          title: /^Accept and book/,
          open: () => pressOf(messageWith(by.screen(), about(words), button), button),
          values: ({ form }) => ({
            [question]: form?.fields.find(({ label }) => label === question)?.options[0] ?? '',
          }),
        }),
      );
      ledger.tell({ deed: 'accept', by: by.id, words });
    },

    writeRecord: async (by, words, record, button) => {
      await by.awaits('the meeting', (screen) => messageWith(screen, /./, button));
      await by.alone(() =>
        by.fillIn({
          title: /^Session record/,
          open: () => pressOf(messageWith(by.screen(), /./, button), button),
          values: () => ({ 'What did you discuss': record }),
        }),
      );
      ledger.tell({ deed: 'record', by: by.id, words, record });
    },

    end: async (by, words) => {
      await by.alone(() =>
        by.fillIn({
          title: /^End the mentoring/,
          open: () => ({ command: '/mentor end' }),
          values: () => ({ 'How it ends': 'It has come to its natural end' }),
        }),
      );
      ledger.tell({ deed: 'end', by: by.id, words });
    },

    offer: async (by, words, places) => {
      await by.alone(() =>
        by.fillIn({
          title: /^(Offer to mentor|Change my offer)/,
          open: () => ({ command: '/mentor offer' }),
          values: () => ({
            'What could you help with?': ['Exams and ARCP'],
            'Whom do you most like to help?': words,
            'How many people at once?': places,
            'Is time for this agreed in your job plan?': true,
          }),
        }),
      );
      ledger.tell({ deed: 'offer', by: by.id, words });
    },
  };
}

export const help = /What you can type/;

/** Typed once: it is for the platform to deliver it again until it was taken, and then it has been answered. */
export async function askForHelp(by: CrashPerson): Promise<void> {
  const before = by.screen().messages.filter(({ text }) => help.test(text)).length;
  await by.act({ say: 'help' });
  await by.awaits('an answer', countOf(help, before + 1));
}

/** The words as a person finds them on a card. */
export function about(words: string): RegExp {
  return new RegExp(words.replaceAll('.', '\\.'));
}

/** Found once there are so many messages with these words. */
export function countOf(words: RegExp, count: number): (screen: Screen) => true | undefined {
  return ({ messages }) =>
    messages.filter(({ text }) => words.test(text)).length >= count ? true : undefined;
}

function pressOf(
  card: ScreenMessage | undefined,
  button: RegExp,
): { press: { label: string; message: string } } | undefined {
  const control = card?.controls.find(({ label }) => button.test(label));
  return card && control && { press: { label: control.label, message: card.id } };
}

/**
 * A card that arrived twice stands there twice, and each of the two is pressed until it says so, or a newer message does.
 * While one is being sent anew there may be none.
 */
function pressUntilWithdrawn(by: CrashPerson, button: RegExp): Promise<void> {
  const pressed = new Set<string>();
  const saysSo = ({ messages }: Screen): true | undefined => {
    const first = messages.findIndex(({ id }) => pressed.has(id));
    const since = first < 0 ? [] : messages.slice(first);
    return since.some(({ text }) => /You withdrew your request/.test(text)) || undefined;
  };
  return by.insists('withdraw the request', async () => {
    const card = messageWith(by.screen(), /./, button);
    const press = pressOf(card, button);
    if (card !== undefined && press !== undefined) {
      pressed.add(card.id);
      await by.act(press);
      await by.finds(saysSo, 3_000);
      return false;
    }
    if (saysSo(by.screen())) return true;
    await by.finds((screen) => messageWith(screen, /./, button) ?? saysSo(screen), 1_000);
    return false;
  });
}

/** Before how many mentors a request is, in the words of its card. */
function sayHowMany(card: ScreenMessage | undefined): string | undefined {
  return /It is before \w+ mentors? now/.exec(card?.text ?? '')?.[0];
}
