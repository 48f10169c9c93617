/** How the operations page looks, and the hash by which its policy allows this and no other style. */

import { createHash } from 'node:crypto';
import { html, textOf } from './html.ts';

const element = html`<style>
  :root {
    color-scheme: light dark;
    --ink: #1b1f24;
    --paper: #ffffff;
    --line: #c5cbd3;
    --bad: #a1161d;
    --said: #0b6b3a;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ink: #e6e9ee;
      --paper: #14171c;
      --line: #444c58;
      --bad: #ff9a9e;
      --said: #7fdcab;
    }
  }
  body {
    margin: 0 auto;
    max-width: 90rem;
    padding: 1rem;
    background: var(--paper);
    color: var(--ink);
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }
  h1 {
    font-size: 1.5rem;
    margin: 0;
  }
  h2 {
    font-size: 1.15rem;
    margin: 1.75rem 0 0.5rem;
  }
  a {
    color: inherit;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
    gap: 0.75rem;
    margin: 0;
  }
  dl div {
    border: 1px solid var(--line);
    border-radius: 0.25rem;
    padding: 0.5rem 0.75rem;
  }
  dt {
    font-size: 0.875rem;
  }
  dd {
    margin: 0;
    font-weight: 600;
  }
  .wide {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    border-bottom: 1px solid var(--line);
    padding: 0.375rem 0.75rem 0.375rem 0;
    text-align: left;
    font-weight: 400;
    vertical-align: top;
    white-space: nowrap;
  }
  thead th {
    font-weight: 600;
  }
  code {
    font-family: ui-monospace, monospace;
    font-size: 0.875rem;
  }
  .bad {
    color: var(--bad);
    font-weight: 600;
  }
  .said {
    color: var(--said);
    font-weight: 600;
  }
  form {
    margin: 0;
  }
  button {
    font: inherit;
    min-height: 2rem;
    padding: 0 0.75rem;
    color: inherit;
    background: transparent;
    border: 1px solid currentcolor;
    border-radius: 0.25rem;
    cursor: pointer;
  }
  a:focus-visible,
  button:focus-visible,
  .wide:focus-visible {
    outline: 3px solid currentcolor;
    outline-offset: 2px;
  }
</style>`;

const css = textOf(element).replace(/^<style>|<\/style>$/g, '');

export const style = {
  element,
  hash: `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
};
