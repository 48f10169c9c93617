/**
 * Reads a PDF back as a screen reader would: what each element says, in order, and where ink is on the pages. Knows only
 * as much of the format as pdfkit writes.
 */

import { inflateSync } from 'node:zlib';

export type ReadPdf = {
  readonly pages: readonly ReadPage[];
  readonly structure: ReadElement;
  /** All that is read aloud, one line for each element. */
  readonly text: string;
  readonly catalog: string;
  readonly info: Readonly<Record<string, string>>;
  readonly metadata: string;
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
  readonly bookmarks: readonly string[];
};

export type ReadPage = {
  readonly shown: readonly Shown[];
  /** What is on the page and not read aloud: its head and foot. */
  readonly artifacts: readonly string[];
};

/** One run of glyphs. `x` and `y` in points from the lower left of the page. */
export type Shown = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly font: string;
  readonly mcid: number | undefined;
  /** A glyph that stands for "this font has no such letter". */
  readonly missing: boolean;
};

export type ReadElement = {
  readonly role: string;
  readonly alt?: string;
  readonly actual?: string;
  /** It says where on the page it is. */
  readonly bounded: boolean;
  readonly children: readonly ReadElement[];
  readonly text: string;
};

type Obj = { readonly head: string; readonly stream: Buffer | undefined };

export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(Buffer.from(bytes));
  const at = (id: string | undefined): Obj => objects.get(id ?? '') ?? { head: '', stream: undefined };
  const all = Buffer.from(bytes).toString('latin1');
  const trailer = all.slice(all.lastIndexOf('trailer'));
  const catalog = at(refIn(trailer, 'Root')).head;
  const kids = refsIn(/\/Kids \[(.*?)\]/s.exec(at(refIn(catalog, 'Pages')).head)?.[1] ?? '');
  const fonts = new Map<string, ReturnType<typeof fontOf>>();
  const fontNamed = (resources: string, name: string) => {
    const id = new RegExp(`/${name} (\\d+) 0 R`).exec(resources)?.[1] ?? '';
    const font = fonts.get(id) ?? fontOf(at(id), at);
    fonts.set(id, font);
    return font;
  };
  const pages = kids.map((kid): ReadPage => {
    const page = at(kid).head;
    const resources = at(refIn(page, 'Resources')).head;
    const content = at(refIn(page, 'Contents')).stream?.toString('latin1') ?? '';
    return drawn(content, (name) => fontNamed(resources, name));
  });
  const said = (pageId: string, mcid: number): string =>
    (pages[kids.indexOf(pageId)]?.shown ?? [])
      .filter((one) => one.mcid === mcid)
      .map(({ text }) => text)
      .join('');
  const root = at(refIn(catalog, 'StructTreeRoot')).head;
  const top = refsIn(/\/K \[(.*?)\]/s.exec(root)?.[1] ?? '')[0];
  const structure = elementOf(at(top), at, said);
  return {
    pages,
    structure,
    text: leaves(structure).join('\n'),
    catalog,
    info: infoOf(at(refIn(trailer, 'Info')).head, at),
    metadata: at(refIn(catalog, 'Metadata')).stream?.toString('utf8') ?? '',
    fonts: [...fonts.values()].map(({ name, embedded }) => ({ name, embedded })),
    bookmarks: bookmarksOf(at(refIn(catalog, 'Outlines')), at),
  };
}

/** Elements with this role, in reading order. */
export function withRole(element: ReadElement, role: string): readonly ReadElement[] {
  return [
    ...(element.role === role ? [element] : []),
    ...element.children.flatMap((one) => withRole(one, role)),
  ];
}

function objectsOf(bytes: Buffer): ReadonlyMap<string, Obj> {
  const found = new Map<string, Obj>();
  const text = bytes.toString('latin1');
  for (const match of text.matchAll(/^(\d+) 0 obj\n/gm)) {
    const from = match.index + match[0].length;
    const end = text.indexOf('\nendobj', from);
    const streamAt = text.slice(from, end).search(/\nstream\n/);
    const head = text.slice(from, streamAt < 0 ? end : from + streamAt);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const raw = streamAt < 0 ? undefined : bytes.subarray(from + streamAt + 8, from + streamAt + 8 + length);
    const stream = raw !== undefined && head.includes('/FlateDecode') ? inflateSync(raw) : raw;
    found.set(match[1] ?? '', { head, stream });
  }
  return found;
}

function refIn(head: string, key: string): string | undefined {
  return new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1];
}

function refsIn(text: string): readonly string[] {
  return [...text.matchAll(/(\d+) 0 R/g)].flatMap(([, id]) => id ?? []);
}

function stringIn(head: string, key: string): string | undefined {
  const at = head.indexOf(`/${key} (`);
  return at < 0 ? undefined : literal(head, at + key.length + 2).text;
}

/** A string in parentheses; in UTF-16 where it begins with the mark for that. */
function literal(text: string, from: number): { readonly text: string; readonly end: number } {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  let raw = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== ')'; at += 1) {
    if (text[at] === '\\') {
      at += 1;
      raw += escapes[text[at] ?? ''] ?? text[at] ?? '';
    } else raw += text[at] ?? '';
  }
  const buffer = Buffer.from(raw, 'latin1');
  const utf16 = buffer[0] === 0xfe && buffer[1] === 0xff;
  const decoded = utf16 ? Buffer.from(buffer.subarray(2)).swap16().toString('utf16le') : raw;
  return { text: decoded, end: at };
}

function fontOf({ head }: Obj, at: (id: string | undefined) => Obj) {
  const descendant = at(refsIn(/\/DescendantFonts \[(.*?)\]/s.exec(head)?.[1] ?? '')[0]).head;
  const descriptor = at(refIn(descendant, 'FontDescriptor')).head;
  const unicode = new Map<number, string>();
  const cmap = at(refIn(head, 'ToUnicode')).stream?.toString('latin1') ?? '';
  for (const [, first = '0', list = ''] of cmap.matchAll(/<(\w{4})> <\w{4}> \[(.*?)\]/gs)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([^>]*)>/g)].entries()) {
      const units = hex.split(' ').filter((one) => one !== '');
      unicode.set(
        Number.parseInt(first, 16) + index,
        String.fromCharCode(...units.map((one) => Number.parseInt(one, 16))),
      );
    }
  }
  return {
    name: /\/BaseFont \/(\S+)/.exec(head)?.[1] ?? '',
    embedded: refIn(descriptor, 'FontFile2') !== undefined,
    unicode,
  };
}

function drawn(content: string, fontNamed: (name: string) => ReturnType<typeof fontOf>): ReadPage {
  const shown: Shown[] = [];
  const artifacts: string[] = [];
  const marks: { tag: string; mcid: number | undefined; actual: string | undefined; told: boolean }[] = [];
  const line =
    /\/(\S+) (<<.*?>> )?(BDC|BMC)$|^(EMC|BT|ET)$|^\/(\S+) ([\d.]+) Tf$|^1 0 0 1 (\S+) (\S+) Tm$|^\[([^\]]*)\] TJ$/gms;
  let font = fontNamed('none');
  let size = 0;
  let place = { x: 0, y: 0 };
  let text = '';
  let start: typeof place | undefined;
  let missing = false;
  for (const match of content.matchAll(line)) {
    const [, tag, dictionary = '', begins, word, fontName, fontSize, x, y, glyphs] = match;
    if (begins !== undefined) {
      const mcid = /\/MCID (\d+)/.exec(dictionary)?.[1];
      marks.push({
        tag: tag ?? '',
        mcid: mcid === undefined ? undefined : Number(mcid),
        actual: stringIn(dictionary, 'ActualText'),
        told: false,
      });
    } else if (word === 'EMC') marks.pop();
    else if (word === 'BT') [text, start, missing] = ['', undefined, false];
    else if (fontName !== undefined) [font, size] = [fontNamed(fontName), Number(fontSize)];
    else if (x !== undefined) place = { x: Number(x), y: Number(y) };
    else if (glyphs !== undefined) {
      start ??= place;
      for (const [, hex = ''] of glyphs.matchAll(/<(\w*)>/g))
        for (const [code] of hex.matchAll(/\w{4}/g)) {
          const gid = Number.parseInt(code, 16);
          missing ||= gid === 0;
          text += `${font.unicode.get(gid) ?? ''}\u0000`;
        }
    } else if (word === 'ET') {
      const artifact = marks.some(({ tag: one }) => one === 'Artifact');
      const actual = marks.findLast((mark) => mark.actual !== undefined)?.actual;
      const read = actual ?? inReadingOrder(text);
      if (artifact) artifacts.push(read);
      shown.push({
        text: artifact ? '' : read,
        ...(start ?? place),
        size,
        font: font.name,
        mcid: marks.findLast(({ mcid }) => mcid !== undefined)?.mcid,
        missing,
      });
    }
  }
  return { shown, artifacts };
}

/** Glyphs come from left to right; the null after each says where one ends. */
function inReadingOrder(glyphs: string): string {
  const each = glyphs.split('\u0000').slice(0, -1);
  return (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(glyphs) ? each.toReversed() : each).join('');
}

function elementOf(
  { head }: Obj,
  at: (id: string | undefined) => Obj,
  said: (pageId: string, mcid: number) => string,
): ReadElement {
  const page = refIn(head, 'Pg') ?? '';
  const kids = /\/K \[(.*)\]\n/s.exec(`${head}\n`)?.[1] ?? '';
  const children: ReadElement[] = [];
  let text = '';
  for (const [, marked, objr, ref, plain] of kids.matchAll(
    /(<<\s*\/Type \/MCR.*?>>)|(<<\s*\/Type \/OBJR.*?>>)|(\d+) 0 R|(\d+)/gs,
  )) {
    if (marked !== undefined)
      text += said(refIn(marked, 'Pg') ?? '', Number(/\/MCID (\d+)/.exec(marked)?.[1]));
    else if (ref !== undefined) children.push(elementOf(at(ref), at, said));
    else if (objr === undefined) text += said(page, Number(plain));
  }
  const alt = stringIn(head, 'Alt');
  const actual = stringIn(head, 'ActualText');
  return {
    role: /\/S \/(\w+)/.exec(head)?.[1] ?? '',
    children,
    text,
    bounded: head.includes('/BBox ['),
    ...(alt !== undefined && { alt }),
    ...(actual !== undefined && { actual }),
  };
}

function leaves({ children, text, actual }: ReadElement): readonly string[] {
  if (actual !== undefined) return [actual];
  return children.length === 0 ? [text] : children.flatMap(leaves);
}

function infoOf(head: string, at: (id: string | undefined) => Obj): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...head.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, key = '', id]) => {
      const text = at(id).head;
      return [key, literal(text, text.indexOf('(')).text];
    }),
  );
}

function bookmarksOf({ head }: Obj, at: (id: string | undefined) => Obj): readonly string[] {
  const found: string[] = [];
  for (let next = refIn(head, 'First'); next !== undefined; next = refIn(at(next).head, 'Next')) {
    found.push(stringIn(at(next).head, 'Title') ?? '', ...bookmarksOf(at(next), at));
  }
  return found;
}
