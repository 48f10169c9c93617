/**
 * Text that Teams shows as it was typed. A TextBlock and a fact read a part of CommonMark, so every sign that could mean
 * something there is escaped. learn.microsoft.com/adaptive-cards/authoring-cards/text-features (2026-11)
 */

/** Signs that mean something wherever they stand. `<` also keeps `<at>` from naming somebody, `&` from being an entity. */
const anywhere = /[\\`*_{}[\]()<>&~|]/g;

/** Signs that make a heading, a rule or a list when a line begins with them. */
const lineStart = /^(\s*)([-+#=]|\d+(?=\.))/gm;

/** Plain text to the markdown that shows exactly it. Newlines become paragraphs: the only line break every client keeps. */
export function escapeMarkdown(value: string): string {
  return value
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(anywhere, String.raw`\$&`)
    .replaceAll(lineStart, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    )
    .replaceAll(/[^\S\n]*\n\s*/g, '\n\n')
    .trim();
}
