/** Draws a chart as a PNG: the same picture wherever it is made, with the bundled font and nothing from the machine. */

import type { TopLevelSpec } from 'vega-lite';
import { fontFile } from '../type/faces.ts';
import { chartFont, pictureWidth } from './digest-chart.ts';

/** Pixels for each point, for screens that have many. */
const scale = 2;

/** Both libraries are loaded at the first picture: most processes never draw one. */
export async function drawChart(spec: TopLevelSpec): Promise<Uint8Array> {
  const svg = await drawSvg(spec);
  const { renderAsync } = await import('@resvg/resvg-js');
  const drawn = await renderAsync(svg, {
    fitTo: { mode: 'width', value: pictureWidth * scale },
    font: {
      // Where a font is missing, text would vanish from the picture without a word.
      loadSystemFonts: false,
      fontFiles: [fontFile('NotoSans-Regular'), fontFile('NotoSans-Bold')],
      defaultFontFamily: chartFont,
    },
  });
  return new Uint8Array(drawn.asPng());
}

/** As lines, areas and texts; a test reads it. */
export async function drawSvg(spec: TopLevelSpec): Promise<string> {
  const { compile } = await import('vega-lite');
  const { View, parse } = await import('vega');
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
