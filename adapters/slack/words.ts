/** What somebody typed, without Slack's markup and without what keyboards make of quotes and spaces. */

export function readTyped(typed: string): string {
  return typed
    .replaceAll(/<([^<>]*)>/g, (_whole, inside: string) => readMark(inside))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[\u2018\u2019\u201a\u2032]/g, "'")
    .replaceAll(/[\u201c\u201d\u201e\u2033]/g, '"')
    .replaceAll(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .trim();
}

/** The words without the mention that they began with: naming the bot is a way of addressing it. */
export function dropMention(typed: string, botUser: string | undefined): string {
  const mention = /^\s*<@([UW][A-Z0-9]+)(\|[^>]*)?>/.exec(typed);
  const meant = mention !== null && (botUser === undefined || mention[1] === botUser);
  return meant ? typed.slice(mention[0].length) : typed;
}

/** `@U123|anna`, `#C123|general`, `!here`, `https://example.org|a page`: as a reader sees them. */
function readMark(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('@') || target.startsWith('#'))
    return label === undefined || label === '' ? target : `${target[0] ?? ''}${label.replace(/^[@#]/, '')}`;
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^', 1)[0] ?? ''}`;
  return target.replace(/^(mailto|tel):/, '');
}
