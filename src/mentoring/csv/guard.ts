/**
 * Keeps a spreadsheet from taking text for a formula: such a cell gets an apostrophe in front when it is exported, and
 * loses it again when it is imported. https://owasp.org/www-community/attacks/CSV_Injection
 */

/** What a spreadsheet calculates, full width too, or what begins with a character that some of them skip first. */
const formula = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/** The text as an exported cell. Text with an apostrophe there already gets another, so that nothing is lost. */
export function guard(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text that a cell stands for: `unguard(guard(text))` is the text, whatever it is. */
export function unguard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
