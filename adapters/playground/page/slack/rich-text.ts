/** Slack's rich text blocks: paragraphs, lists, quotations and set text. */

import { append, h } from '../dom.ts';
import type { Child } from '../dom.ts';
import { isTrue, listAt, numberAt, textAt } from '../json.ts';
import type { Json } from '../json.ts';
import { drawPlain } from './mrkdwn.ts';
import type { Names } from './mrkdwn.ts';

export function drawRichText(block: Json, names: Names): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const part of listAt(block, 'elements')) append(fragment, drawPart(part, names));
  return fragment;
}

function drawPart(part: Json, names: Names): Child {
  const inside = () => listAt(part, 'elements').map((one) => drawRun(one, names));
  switch (textAt(part, 'type')) {
    case 'rich_text_list': {
      const items = listAt(part, 'elements').map((one) =>
        h('li', { dir: 'auto' }, ...listAt(one, 'elements').map((run) => drawRun(run, names))),
      );
      const indent = { class: `indent-${numberAt(part, 'indent') ?? 0}` };
      return textAt(part, 'style') === 'ordered' ? h('ol', indent, ...items) : h('ul', indent, ...items);
    }
    case 'rich_text_quote':
      return h('blockquote', {}, ...inside());
    case 'rich_text_preformatted':
      return h('pre', { class: 'mrkdwn-pre' }, ...inside());
    default:
      return h('p', {}, ...inside());
  }
}

function drawRun(run: Json, names: Names): Child {
  switch (textAt(run, 'type')) {
    case 'link': {
      const url = textAt(run, 'url') ?? '';
      const href = /^(https?:|mailto:|tel:)/u.test(url) ? url : undefined;
      return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, textAt(run, 'text') ?? url);
    }
    case 'user': {
      const id = textAt(run, 'user_id') ?? '';
      return h('span', { class: 'mention' }, `@${names(id) ?? id}`);
    }
    case 'emoji':
      return drawPlain(`:${textAt(run, 'name') ?? ''}:`);
    default: {
      let drawn: Node = document.createTextNode(textAt(run, 'text') ?? textAt(run, 'fallback') ?? '');
      if (isTrue(run, 'style', 'code')) drawn = h('code', {}, drawn);
      if (isTrue(run, 'style', 'bold')) drawn = h('strong', {}, drawn);
      if (isTrue(run, 'style', 'italic')) drawn = h('em', {}, drawn);
      if (isTrue(run, 'style', 'strike')) drawn = h('s', {}, drawn);
      return drawn;
    }
  }
}
