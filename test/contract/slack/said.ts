/** What blocks say, for tests: every text inside, markup undone. */

/** One line or more for each text. */
export function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  if ('type' in value && 'text' in value && typeof value.text === 'string') {
    if (value.type !== 'mrkdwn') return value.text;
    const bare = value.text.replaceAll(/<(https?:[^>]*)>/g, '$1').replaceAll('*', '');
    return bare.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  }
  return Object.entries(value)
    .filter(([key]) => key !== 'confirm')
    .map(([key, one]) => (key === 'alt_text' && typeof one === 'string' ? one : said(one)))
    .filter(Boolean)
    .join('\n');
}
