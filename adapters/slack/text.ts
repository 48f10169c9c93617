/** Neutral text as Slack text objects: what people typed is shown as typed, never obeyed as markup or mention. */

import type { MrkdwnElement, PlainTextElement, TextObject } from '@slack/types';
import { cutText, fitText } from '../../src/ui/fit.ts';
import type { Warn } from '../../src/ui/fit.ts';
import { plainText } from '../../src/ui/plain.ts';
import type { Inline, Text } from '../../src/ui/view.ts';

/** `emoji: false` keeps ":30:" in a time of day from turning into a picture. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** One line of plain text that fits; `instead` where there is nothing to show, because Slack refuses empty text. */
export function line(
  value: string,
  limit: number,
  where: string,
  warn: Warn,
  instead = '–',
): PlainTextElement {
  const oneLine = value.replaceAll(/\s+/g, ' ').trim();
  return plain(fitText(oneLine === '' ? instead : oneLine, limit, where, warn));
}

/** A paragraph as one text object for each piece that fits; none where there is nothing to show. */
export function paragraph(value: Text, limit: number): readonly TextObject[] {
  return splitText(value, limit)
    .filter((piece) => plainText(piece).trim() !== '')
    .map((piece) => textObject(piece, limit));
}

/**
 * Bold and links need mrkdwn, in which an asterisk that somebody typed is markup too, and Slack knows no way to quote
 * one. Text with such characters is therefore shown plain: it loses its emphasis and keeps its meaning.
 */
function textObject(value: Text, limit: number): TextObject {
  const runs = joinRuns(typeof value === 'string' ? [value] : value);
  const wanted = runs.some((run) => typeof run !== 'string' || run.search(address) >= 0);
  if (!wanted || runs.some((run, index) => isHazard(run, runs[index - 1], runs[index + 1])))
    return plain(plainText(value));
  const marked = runs.map(markUp).join('');
  return marked.length <= limit ? mrkdwn(marked) : plain(plainText(value)); // an address can come together from parts
}

/** `verbatim` keeps Slack from turning a typed "@here" or "#general" into a mention or a link of its own. */
function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** The three characters that begin Slack's mentions, links and entities. */
export function escape(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Escaped text that fits; the cut never falls inside an entity. */
export function escapeWithin(value: string, limit: number): string {
  for (let size = limit; ; size = Math.floor(size * 0.8)) {
    const escaped = escape(cutText(value, size));
    if (escaped.length <= limit || size < 2) return escaped;
  }
}

/** Web addresses, without the full stop or bracket that ends the sentence around them. */
const address = /https?:\/\/[^\s<>|*_~`]*[^\s<>|*_~`.,;:!?)\]}'"]/g;

function markUp(run: Inline): string {
  if (typeof run !== 'string') {
    const [, before = '', bold = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(run.bold) ?? [];
    return bold === '' ? run.bold : `${before}*${escape(bold)}*${after}`;
  }
  let marked = '';
  let from = 0;
  for (const match of run.matchAll(address)) {
    marked += `${escape(run.slice(from, match.index))}<${escape(match[0])}>`;
    from = match.index + match[0].length;
  }
  return marked + escape(run.slice(from));
}

/** Whether mrkdwn would read something into this run that its writer did not mean. */
function isHazard(run: Inline, before: Inline | undefined, after: Inline | undefined): boolean {
  const typed = stringOf(run).replaceAll(address, '');
  if (/[*_~`]|^\s*>|:[\w+-]+:/m.test(typed)) return true;
  if (typeof run === 'string') return false;
  // Asterisks inside a word, or around a line break, are shown as asterisks.
  const touches =
    (/^\S/.test(run.bold) && /[\p{L}\p{N}]$/u.test(before === undefined ? '' : stringOf(before))) ||
    (/\S$/.test(run.bold) && /^[\p{L}\p{N}]/u.test(after === undefined ? '' : stringOf(after))) ||
    (after !== undefined && typeof after !== 'string');
  return touches || run.bold.includes('\n');
}

function stringOf(run: Inline): string {
  return typeof run === 'string' ? run : run.bold;
}

/** Pieces that fit once they are escaped: whole lines where possible, else whole words, else whole characters. */
function splitText(value: Text, limit: number): readonly Text[] {
  const runs = typeof value === 'string' ? [value] : value;
  if (costOf(runs) <= limit) return [value];
  const pieces: Inline[][] = [[]];
  let used = 0;
  for (const part of runs.flatMap((run) => partsOf(run, limit))) {
    const cost = costOf([part]);
    if (used + cost > limit) {
      pieces.push([]);
      used = 0;
    }
    pieces.at(-1)?.push(part);
    used += cost;
  }
  return pieces.map(joinRuns);
}

function partsOf(run: Inline, limit: number): readonly Inline[] {
  const again = (text: string): Inline => (typeof run === 'string' ? text : { bold: text });
  const fits = (text: string): boolean => costOf([again(text)]) <= limit;
  return (stringOf(run).match(/[^\n]*\n|[^\n]+$/g) ?? [])
    .flatMap((text) => (fits(text) ? [text] : (text.match(/\S+\s*|\s+/g) ?? [])))
    .flatMap((text) => (fits(text) ? [text] : [...graphemes.segment(text)].map((one) => one.segment)))
    .map(again);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** An upper bound of what the runs take as mrkdwn. */
function costOf(runs: readonly Inline[]): number {
  return runs.reduce((sum, run) => {
    const links = typeof run === 'string' ? 2 * (run.match(address)?.length ?? 0) : 2;
    return sum + escape(stringOf(run)).length + links;
  }, 0);
}

/** Neighbours of the same weight as one run, so that "*one* *two*" is "*one two*". */
function joinRuns(parts: readonly Inline[]): readonly Inline[] {
  const runs: Inline[] = [];
  for (const part of parts.filter((one) => stringOf(one) !== '')) {
    const last = runs.at(-1);
    if (typeof last === 'string' && typeof part === 'string') runs.splice(-1, 1, last + part);
    else if (last !== undefined && typeof last !== 'string' && typeof part !== 'string')
      runs.splice(-1, 1, { bold: last.bold + part.bold });
    else runs.push(part);
  }
  return runs;
}
