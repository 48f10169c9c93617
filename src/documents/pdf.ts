/**
 * Draws a laid out paper as a tagged PDF (PDF 1.7, made to the rules of PDF/UA-1): a title and a language, headings and
 * tables that a screen reader finds, fonts inside, and text that can be copied whatever its script. The same paper gives
 * the same bytes.
 */

import PdfKit from 'pdfkit';
import { draw } from './draw.ts';
import type { Piece } from './layout/band.ts';
import type { Element } from './layout/element.ts';
import { layOut } from './layout/lay-out.ts';
import type { Laid, LaidPage } from './layout/lay-out.ts';
import { page as sheet } from './layout/look.ts';
import type { Paper } from './paper.ts';

type Pdf = InstanceType<typeof PdfKit>;
type Content = ReturnType<Pdf['markStructureContent']>;
type Tag = ReturnType<Pdf['struct']>;
type Link = Extract<Piece, { piece: 'link' }>;
type Picture = Extract<Piece, { piece: 'picture' }>;

export async function makePdf(paper: Paper): Promise<Uint8Array> {
  const laid = layOut(paper);
  const pdf = open(paper);
  const parts: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (part: Uint8Array) => parts.push(part));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  drawAll(pdf, laid);
  pdf.end();
  await done;
  return Buffer.concat(parts);
}

function open(paper: Paper): Pdf {
  const title = forMetadata(paper.title);
  return new PdfKit({
    autoFirstPage: false,
    bufferPages: true,
    // Otherwise it begins with a font of its own, which is not embedded.
    font: '',
    size: [sheet.width, sheet.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    subset: 'PDF/UA' as 'PDF/A-2', // pdfkit knows it; its published types are older
    info: {
      Title: title,
      Author: forMetadata(paper.scheme),
      Creator: 'Rapport',
      Producer: 'Rapport',
      CreationDate: paper.madeAt,
    },
  });
}

/** What each element has on the pages, in order of drawing. */
type Marked = Map<Element, Has>;
type Has = {
  readonly content: Content[];
  readonly links: { readonly link: Link; readonly page: number }[];
  readonly pictures: Picture[];
};

function drawAll(pdf: Pdf, { pages, document }: Laid): void {
  const marked: Marked = new Map();
  for (const [index, page] of pages.entries()) {
    pdf.addPage();
    drawMarks(pdf, page);
    for (const group of groupsOf(page.pieces)) drawGroup(pdf, group, index, marked);
    for (const piece of page.running) drawDecoration(pdf, piece, 'Pagination');
  }
  pdf.addStructure(tagOf(pdf, document, marked));
}

/** Pieces of one element that follow each other are drawn under one mark. */
function groupsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const before = groups.at(-1)?.[0];
    const joins =
      before !== undefined && elementOf(before) !== undefined && elementOf(before) === elementOf(piece);
    if (joins) groups.at(-1)?.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

function elementOf(piece: Piece): Element | undefined {
  return 'element' in piece ? piece.element : undefined;
}

function drawGroup(pdf: Pdf, pieces: readonly Piece[], page: number, marked: Marked): void {
  const [first] = pieces;
  const element = first && elementOf(first);
  if (element === undefined) {
    for (const piece of pieces) drawDecoration(pdf, piece, 'Layout');
    return;
  }
  const has = marked.get(element) ?? { content: [], links: [], pictures: [] };
  marked.set(element, has);
  const drawn = pieces.filter(({ piece }) => piece !== 'link');
  if (drawn.length > 0) {
    has.content.push(pdf.markStructureContent(element.role));
    for (const piece of drawn) draw(pdf, piece);
    pdf.endMarkedContent();
  }
  for (const piece of pieces) {
    if (piece.piece === 'link') has.links.push({ link: piece, page });
    if (piece.piece === 'picture') has.pictures.push(piece);
  }
}

function drawDecoration(pdf: Pdf, piece: Piece, type: 'Layout' | 'Pagination'): void {
  pdf.markContent('Artifact', { type });
  draw(pdf, piece);
  pdf.endMarkedContent();
}

/** Bookmarks for the titles and headings, and names for what links lead to. */
function drawMarks(pdf: Pdf, { marks }: LaidPage): void {
  for (const { title, depth, name, y } of marks) {
    let under = pdf.outline;
    for (let level = 0; level < depth; level += 1) under = under.children.at(-1) ?? under;
    under.addItem(title);
    if (name !== undefined) pdf.addNamedDestination(name, 'XYZ', 0, Math.max(0, y - 20), null);
  }
}

/** pdfkit notes the page of a link when its tag is closed, so that page is turned to first. */
function tagOf(pdf: Pdf, element: Element, marked: Marked): Tag {
  const { role, alt, actual, scope } = element;
  const { content, links, pictures } = marked.get(element) ?? { content: [], links: [], pictures: [] };
  const [picture] = pictures;
  const options = {
    ...(alt !== undefined && { alt }),
    ...(actual !== undefined && { actual }),
    ...(scope !== undefined && { scope }),
    ...(picture !== undefined && {
      bbox: [picture.x, picture.y, picture.x + picture.width, picture.y + picture.height],
    }),
  };
  const tag = pdf.struct(role, options);
  for (const one of content) tag.add(one);
  for (const { link, page } of links) {
    pdf.switchToPage(page);
    // A plain string would be written as a name, not as text; the published types do not know the difference.
    const says = new String(link.says) as string;
    const about = { structParent: tag, Contents: says };
    pdf.goTo(link.x, link.y, link.width, link.height, link.to, about);
  }
  for (const child of element.children) {
    const made = tagOf(pdf, child, marked);
    const page = marked.get(child)?.links[0]?.page;
    if (page !== undefined) pdf.switchToPage(page);
    tag.add(made);
  }
  tag.end();
  return tag;
}

/** pdfkit writes these into XML as they are. */
function forMetadata(words: string): string {
  return words
    .replaceAll('&', 'and')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/\p{Cc}/gu, ' ');
}
