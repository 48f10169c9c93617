/** One message as Slack shows it. */

import type { PersonSummary, ScreenMessage } from '../../api-types.ts';
import { avatar } from '../avatar.ts';
import { append, h, spoken } from '../dom.ts';
import { icon } from '../icons.ts';
import { isTrue, listAt, textAt } from '../json.ts';
import { sayDate, sayTime } from '../when.ts';
import type { WindowContext } from '../window.ts';
import { drawBlocks } from './blocks.ts';
import type { BlockContext } from './blocks.ts';
import { drawMrkdwn } from './mrkdwn.ts';

export function drawMessage(
  message: ScreenMessage,
  follows: boolean,
  person: PersonSummary,
  blocks: BlockContext,
  context: WindowContext,
): HTMLElement {
  const { payload } = message;
  const at = new Date(message.at);
  const isBot = message.from === 'Rapport';
  const isOnlyForYou = isEphemeral(message);
  const body = h('div', { class: 'message-body', dir: 'auto' });
  const shown = listAt(payload, 'blocks');
  if (shown.length > 0) append(body, drawBlocks(shown, blocks));
  else append(body, h('div', { class: 'block-text' }, drawMrkdwn(wordsOf(message), blocks.names)));
  for (const file of listAt(payload, 'files'))
    append(body, drawFile(textAt(file, 'title') ?? textAt(file, 'name')));

  const article = h('article', {
    class: `slack-message${isOnlyForYou ? ' only-you' : ''}`,
    'aria-label': `${message.from}, ${sayTime(at)}`,
  });
  const showsName = !follows || isOnlyForYou;
  append(
    article,
    isOnlyForYou ? h('p', { class: 'only-you-note' }, icon('eye', 14), 'Only visible to you') : null,
    h('div', { class: 'message-side' }, showsName ? avatar(message.from, 36) : null),
    h(
      'div',
      { class: 'message-main' },
      showsName
        ? h(
            'p',
            { class: 'message-head' },
            h('strong', { class: 'cut', title: message.from, dir: 'auto' }, message.from),
            isBot ? h('span', { class: 'app-badge' }, 'App') : null,
            message.from === person.name ? spoken('(you)') : null,
            h('time', { datetime: message.at, title: sayDate(at) }, sayTime(at)),
          )
        : null,
      body,
    ),
    isBot ? context.inspectButton(message.id, 'Slack') : null,
  );
  return article;
}

/** A message with files says only what the app wrote to go with them; their names stand on the files. */
function wordsOf({ payload, text }: ScreenMessage): string {
  const written = textAt(payload, 'text') ?? textAt(payload, 'initial_comment');
  return written ?? (listAt(payload, 'files').length > 0 ? '' : text);
}

function isEphemeral(message: ScreenMessage): boolean {
  const { payload } = message;
  return (
    message.from === 'Rapport' &&
    (textAt(payload, 'response_type') === 'ephemeral' ||
      isTrue(payload, 'ephemeral') ||
      isTrue(payload, 'is_ephemeral') ||
      // The arguments of chat.postEphemeral name the only reader.
      textAt(payload, 'user') !== undefined)
  );
}

function drawFile(name: string | undefined): HTMLElement {
  return h(
    'div',
    { class: 'file' },
    icon('file', 22),
    h('span', { class: 'cut', title: name }, name ?? 'A file'),
  );
}
