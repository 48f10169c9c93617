/** Writes HTML in which nothing that is put in can be anything but text. */

const written = Symbol('html');

/** Markup that was written here, and not put in. */
export type Html = { readonly [written]: string };

type Part = Html | string | number | readonly Html[];

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.reduce((before, string, index) => {
    const part = parts[index - 1];
    return before + (part === undefined ? '' : asText(part)) + string;
  });
  return { [written]: text };
}

export const nothing = html``;

export function textOf(markup: Html): string {
  return markup[written];
}

function asText(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return isMarkup(part) ? part[written] : part.map(textOf).join('');
}

function isMarkup(part: Html | readonly Html[]): part is Html {
  return written in part;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
