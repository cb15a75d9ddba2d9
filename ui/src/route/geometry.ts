import type { Picture, PictureEdge, PictureNode } from './picture';

export const nodeHeight = 44;
const rowHeight = 62;
const headHeight = 30;
const narrowest = 92;
const widest = 176;
const gapLeast = 58;
/** Room for the outline of the outermost. */
const margin = 2;

/** Where everything of a picture is drawn, in pixels. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly nodeWidth: number;
  readonly left: (node: PictureNode) => number;
  readonly top: (node: PictureNode) => number;
  readonly columnLeft: (column: number) => number;
}

/** Lays a picture out over the width there is; where that is too narrow for legible names, it becomes wider than that. */
export function geometryOf(picture: Picture, room: number): Geometry {
  const columns = Math.max(1, picture.columns.length);
  const nodeWidth = Math.min(widest, Math.max(narrowest, Math.floor((room - (columns - 1) * gapLeast) / columns)));
  const width = Math.max(room, columns * nodeWidth + (columns - 1) * gapLeast);
  const gap = columns > 1 ? (width - 2 * margin - columns * nodeWidth) / (columns - 1) : 0;
  const rows = picture.columns.map((_, column) => picture.nodes.filter((node) => node.column === column).length);
  const most = Math.max(1, ...rows);
  const columnLeft = (column: number) => margin + column * (nodeWidth + gap);
  return {
    width,
    height: headHeight + most * rowHeight,
    nodeWidth,
    columnLeft,
    left: (node) => columnLeft(node.column),
    top: (node) => headHeight + (node.row + (most - (rows[node.column] ?? 1)) / 2) * rowHeight + (rowHeight - nodeHeight) / 2,
  };
}

/** A line between two parties as an SVG path, and where its label stands: apart for each line, near its beginning. */
export function lineOf(edge: Pick<PictureEdge, 'from' | 'to'>, nodes: ReadonlyMap<string, PictureNode>, geometry: Geometry) {
  const from = nodes.get(edge.from);
  const to = nodes.get(edge.to);
  if (!from || !to) return undefined;
  const y1 = geometry.top(from) + nodeHeight / 2;
  const y2 = geometry.top(to) + nodeHeight / 2;
  if (to.column <= from.column) {
    // Beside the column rather than through it.
    const x1 = geometry.left(from) + geometry.nodeWidth;
    const x2 = geometry.left(to) + geometry.nodeWidth;
    const out = Math.max(x1, x2) + 34;
    return { path: `M${x1} ${y1}C${out} ${y1} ${out} ${y2} ${x2} ${y2}`, x: out - 14, y: (y1 + y2) / 2 };
  }
  const x1 = geometry.left(from) + geometry.nodeWidth;
  const x2 = geometry.left(to);
  const bend = Math.min(90, (x2 - x1) / 2);
  const share = 0.34;
  // The point of the curve at that share, so that the label is on it.
  const at = (a: number, b: number, c: number, d: number) =>
    (1 - share) ** 3 * a + 3 * (1 - share) ** 2 * share * b + 3 * (1 - share) * share ** 2 * c + share ** 3 * d;
  return {
    path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    x: at(x1, x1 + bend, x2 - bend, x2),
    y: at(y1, y1, y2, y2),
  };
}

const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Roughly how wide a text is, in units of the font size. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += wide.test(letter) ? 1 : 0.58;
  return width;
}

/** Breaks a name into at most two lines that fit; what is left over ends in an ellipsis. */
export function fitName(name: string, width: number, fontSize: number): string[] {
  const room = width / fontSize;
  const lines: string[] = [''];
  const pieces = name.match(/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*/g) ?? [];
  for (const piece of pieces) {
    const last = lines.length - 1;
    const line = `${lines[last]}${piece}`;
    if (widthOf(line.trimEnd()) <= room || lines[last] === '') lines[last] = line;
    else if (lines.length < 2) lines.push(piece);
    else {
      lines[last] = `${lines[last]?.trimEnd()}…`;
      break;
    }
  }
  return lines.map((line) => shorten(line.trimEnd(), room));
}

function shorten(line: string, room: number): string {
  if (widthOf(line) <= room) return line;
  let kept = line;
  while (kept !== '' && widthOf(kept) + 0.9 > room) kept = kept.slice(0, -1);
  return `${kept}…`;
}
