/** The parts of the operations page: tables, ids, times and ages. */

import { html, nothing } from './html.ts';
import type { Html } from './html.ts';

/** A table that can be wider than the window, and says where it was cut. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Html[])[],
  most: number,
): Html {
  const id = caption.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const more = rows.length < most ? nothing : html`<p>The first ${most}; there may be more.</p>`;
  if (rows.length === 0)
    return html`<section aria-labelledby="${id}">
      <h2 id="${id}">${caption}</h2>
      <p>None.</p>
    </section>`;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${caption}</h2>
    <div class="wide" role="region" aria-labelledby="${id}" tabindex="0">
      <table>
        <thead>
          <tr>
            ${head.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([first = nothing, ...others]) =>
              html`<tr>
                <th scope="row">${first}</th>
                ${others.map((cell) => html`<td>${cell}</td>`)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${more}
  </section>`;
}

/** What could not be asked is not known, which is not the same as none. */
export function sayKnown(value: string | number | undefined): Html {
  return value === undefined ? html`<span class="bad">not known</span>` : html`${value}`;
}

export function code(id: string): Html {
  return html`<code>${id}</code>`;
}

export function timeOf(at: Date): Html {
  const iso = at.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** Two figures at most: whoever reads this wants to know whether it is minutes or days. */
export function sayAge(since: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function earliest(dates: readonly (Date | null)[] | undefined): Date | undefined {
  const known = (dates ?? []).filter((at) => at !== null);
  return known.length === 0 ? undefined : new Date(Math.min(...known.map((at) => at.getTime())));
}
