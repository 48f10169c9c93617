/** The operations page by itself: who is let in, what a form has to bring along, and that nothing put in is more than text. */

import { describe, expect, test } from 'vitest';
import { createGuard } from '../../../src/app/ops/guard.ts';
import { html, textOf } from '../../../src/app/ops/html.ts';
import { opsPage } from '../../../src/app/ops/page.ts';

const token = 'a-token-of-at-least-thirty-two-signs';
const noon = Date.parse('2026-12-01T12:00:00Z');
const minute = 60_000;

function basic(name: string, password: string): { headers: { authorization: string } } {
  return asking(`Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`);
}

function asking(authorization: string): { headers: { authorization: string } } {
  return { headers: { authorization } };
}

describe('the guard', () => {
  test('lets in whoever has the token, as a browser or a program sends it', () => {
    const { judge } = createGuard(token);
    expect(judge(basic('anybody', token), noon)).toBe('in');
    expect(judge(basic('', token), noon)).toBe('in');
    expect(judge(asking(`Bearer ${token}`), noon)).toBe('in');
    expect(judge(asking(`bearer ${token}`), noon)).toBe('in');
  });

  test.each([
    ['nothing', { headers: {} }, 'out'],
    ['another scheme', asking(`Digest ${token}`), 'out'],
    ['an empty token', asking('Bearer '), 'wrong'],
    ['a part of it', asking(`Bearer ${token.slice(0, -1)}`), 'wrong'],
    ['more than it', asking(`Bearer ${token}x`), 'wrong'],
    ['the token as the name', basic(token, ''), 'wrong'],
    ['something that is no base64', asking('Basic %%%'), 'wrong'],
    ['something long', asking(`Bearer ${'x'.repeat(100_000)}`), 'wrong'],
  ] as const)('turns away whoever comes with %s', (_, request, verdict) => {
    expect(createGuard(token).judge(request, noon)).toBe(verdict);
  });

  test('slows down whoever tries, and lets in whoever has the token all the same', () => {
    const { judge } = createGuard(token);
    const tries = Array.from({ length: 12 }, (_, n) => judge(asking(`Bearer ${n}`), noon + n));
    expect(tries.filter((one) => one === 'wrong')).toHaveLength(10);
    expect(tries.slice(10)).toEqual(['slow', 'slow']);
    expect(judge(asking(`Bearer ${token}`), noon + 20)).toBe('in');
    expect(judge({ headers: {} }, noon + 20)).toBe('out');
    expect(judge(asking('Bearer again'), noon + minute + 20)).toBe('wrong');
  });

  test('seals a form for one subject, for an hour or two, and with its own token only', () => {
    const { seal, isSealed } = createGuard(token);
    const sealed = seal('o1 chat', noon);
    expect(isSealed('o1 chat', sealed, noon + 59 * minute)).toBe(true);
    expect(isSealed('o1 chat', sealed, noon + 121 * minute)).toBe(false);
    expect(isSealed('o2 chat', sealed, noon)).toBe(false);
    expect(isSealed('o1 chat', '', noon)).toBe(false);
    expect(createGuard(`${token}x`).isSealed('o1 chat', sealed, noon)).toBe(false);
  });
});

test('what is put into a page is text, whatever it looks like', () => {
  const planted = `"><script>alert('1')</script>&amp;`;
  expect(textOf(html`<p title="${planted}">${planted}</p>`)).toBe(
    '<p title="&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;amp;">&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;amp;</p>',
  );
});

test('a page without a database and without queues says so', () => {
  const page = opsPage({
    state: { at: new Date(noon), figures: undefined, queues: undefined },
    lists: undefined,
    most: 50,
    systemNow: new Date(noon),
    tried: false,
    seal: () => '',
  });
  expect(page).toContain('The database cannot be asked at the moment.');
  expect(page).toContain('The queues cannot be asked at the moment.');
  expect(page).not.toMatch(/undefined|NaN|null/);
});
