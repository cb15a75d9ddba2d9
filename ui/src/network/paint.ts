import { type Crowd, linesOf, otherEnd } from './crowd';
import { shortened } from './words';
import type { View } from './view';

type Canvas = CanvasRenderingContext2D;

/** The colours of the look the reader chose. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly line: string;
  readonly ours: string;
  readonly outside: string;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return { ground: colour('--raised'), ink: colour('--ink'), line: colour('--faint'), ours: colour('--accent'), outside: colour('--neutral') };
}

/** Lines of one look are one path: the costly thing is the stroke, not the line. By strength, and by whether they stay in their community. */
const strokes = [
  { from: 0, within: false, alpha: 0.05, width: 0.6 },
  { from: 0.3, within: false, alpha: 0.1, width: 0.8 },
  { from: 0.6, within: false, alpha: 0.18, width: 1 },
  { from: 0, within: true, alpha: 0.16, width: 0.6 },
  { from: 0.3, within: true, alpha: 0.28, width: 0.8 },
  { from: 0.6, within: true, alpha: 0.42, width: 1.1 },
] as const;

function strokeOf(strength: number, within: boolean): number {
  return (within ? 3 : 0) + (strength >= 0.6 ? 2 : strength >= 0.3 ? 1 : 0);
}

/** How large a person is drawn, in points of the screen. */
export function sizeOf(rank: number, scale: number): number {
  return Math.max(1.1, Math.min(14, scale * Math.min(0.62, 0.24 + 0.1 * Math.sqrt(rank))));
}

/** All lines that touch the canvas. */
export function paintLines(canvas: Canvas, crowd: Crowd, { scale, x: dx, y: dy }: View, palette: Palette): void {
  const { width, height } = sizeOfCanvas(canvas);
  const { x, y, from, to, strengths, communities } = crowd;
  const paths = strokes.map(() => new Path2D());
  // A few lines would be too faint where many are just right.
  const fewer = Math.min(2.2, Math.max(1, Math.sqrt(8000 / Math.max(1, from.length))));
  for (let line = 0; line < from.length; line += 1) {
    const [a, b] = [from[line] ?? 0, to[line] ?? 0];
    const [ax, ay, bx, by] = [(x[a] ?? 0) * scale + dx, (y[a] ?? 0) * scale + dy, (x[b] ?? 0) * scale + dx, (y[b] ?? 0) * scale + dy];
    if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > width && bx > width) || (ay > height && by > height)) continue;
    const path = paths[strokeOf(strengths[line] ?? 0, communities[a] === communities[b])];
    path?.moveTo(ax, ay);
    path?.lineTo(bx, by);
  }
  canvas.strokeStyle = palette.line;
  strokes.forEach(({ alpha, width: thick }, place) => {
    canvas.globalAlpha = Math.min(0.8, alpha * fewer);
    canvas.lineWidth = thick;
    canvas.stroke(paths[place] ?? new Path2D());
  });
  canvas.globalAlpha = 1;
}

/** All people on the canvas, two paths. */
export function paintPeople(canvas: Canvas, crowd: Crowd, { scale, x: dx, y: dy }: View, palette: Palette): void {
  const { width, height } = sizeOfCanvas(canvas);
  for (const ours of [false, true]) {
    canvas.beginPath();
    for (let person = 0; person < crowd.n; person += 1) {
      if (crowd.ours[person] !== ours) continue;
      const [atX, atY] = [(crowd.x[person] ?? 0) * scale + dx, (crowd.y[person] ?? 0) * scale + dy];
      const size = sizeOf(crowd.ranks[person] ?? 0, scale);
      if (atX < -size || atY < -size || atX > width + size || atY > height + size) continue;
      if (size < 2) {
        canvas.rect(atX - size, atY - size, 2 * size, 2 * size);
      } else {
        canvas.moveTo(atX + size, atY);
        canvas.arc(atX, atY, size, 0, 2 * Math.PI);
      }
    }
    canvas.fillStyle = ours ? palette.ours : palette.outside;
    canvas.fill();
    if (scale > 12) {
      canvas.strokeStyle = palette.ground;
      canvas.lineWidth = 1;
      canvas.stroke();
    }
  }
}

/** A circle with a name above it for each community. */
export function paintCircles(canvas: Canvas, circles: readonly { readonly x: number; readonly y: number; readonly radius: number; readonly name: string }[], { scale, x: dx, y: dy }: View, palette: Palette): void {
  canvas.strokeStyle = palette.line;
  canvas.lineWidth = 1;
  canvas.globalAlpha = 0.35;
  canvas.beginPath();
  for (const { x, y, radius } of circles) {
    canvas.moveTo((x + radius) * scale + dx, y * scale + dy);
    canvas.arc(x * scale + dx, y * scale + dy, radius * scale, 0, 2 * Math.PI);
  }
  canvas.stroke();
  canvas.globalAlpha = 1;
  for (const { x, y, radius, name } of circles) {
    const room = 2 * radius * scale;
    if (room >= 40) write(canvas, shortened(name, room + 10), x * scale + dx, (y - radius) * scale + dy - 3, palette, 600);
  }
}

/** Names of who counts most, as many as find room; `order` is by what counts. */
export function paintNames(canvas: Canvas, crowd: Crowd, { scale, x: dx, y: dy }: View, palette: Palette, order: readonly number[]): void {
  if (scale < 9) return;
  const { width, height } = sizeOfCanvas(canvas);
  const taken: { readonly x: number; readonly y: number; readonly w: number }[] = [];
  let tried = 0;
  for (const person of order) {
    const name = crowd.names[person];
    const [atX, atY] = [(crowd.x[person] ?? 0) * scale + dx, (crowd.y[person] ?? 0) * scale + dy];
    if (!name || atX < 0 || atY < 0 || atX > width || atY > height) continue;
    tried += 1;
    if (tried > 600 || taken.length >= 160) return;
    const y = atY + sizeOf(crowd.ranks[person] ?? 0, scale) + 12;
    canvas.font = fontOf(500);
    const w = canvas.measureText(name).width / 2 + 4;
    if (taken.some((other) => Math.abs(other.x - atX) < other.w + w && Math.abs(other.y - y) < 15)) continue;
    taken.push({ x: atX, y, w });
    write(canvas, name, atX, y, palette, 500);
  }
}

/** A person with the lines from and to it, and the names of those at their other ends. */
export function paintChosen(canvas: Canvas, crowd: Crowd, view: View, palette: Palette, person: number): void {
  const { scale, x: dx, y: dy } = view;
  const lines = [...linesOf(crowd, person)];
  const at = (who: number): readonly [number, number] => [(crowd.x[who] ?? 0) * scale + dx, (crowd.y[who] ?? 0) * scale + dy];
  canvas.strokeStyle = palette.ink;
  for (const line of lines) {
    const strength = crowd.strengths[line] ?? 0;
    canvas.globalAlpha = 0.35 + 0.5 * strength;
    canvas.lineWidth = 0.8 + 2.2 * strength;
    canvas.beginPath();
    canvas.moveTo(...at(person));
    canvas.lineTo(...at(otherEnd(crowd, line, person)));
    canvas.stroke();
  }
  canvas.globalAlpha = 1;
  const around = [...new Set(lines.map((line) => otherEnd(crowd, line, person)))].toSorted((a, b) => (crowd.ranks[b] ?? 0) - (crowd.ranks[a] ?? 0));
  for (const who of [...around, person]) {
    const [x, y] = at(who);
    const size = Math.max(who === person ? 6 : 3.2, sizeOf(crowd.ranks[who] ?? 0, scale));
    canvas.beginPath();
    canvas.arc(x, y, size, 0, 2 * Math.PI);
    canvas.fillStyle = crowd.ours[who] ? palette.ours : palette.outside;
    canvas.fill();
    canvas.strokeStyle = who === person ? palette.ink : palette.ground;
    canvas.lineWidth = who === person ? 2 : 1;
    canvas.stroke();
  }
  const taken: { readonly x: number; readonly y: number; readonly w: number }[] = [];
  for (const who of [person, ...around].slice(0, 60)) {
    const name = crowd.names[who];
    if (!name) continue;
    const [x, y] = at(who);
    canvas.font = fontOf(who === person ? 650 : 500);
    const w = canvas.measureText(name).width / 2 + 4;
    const below = y + Math.max(6, sizeOf(crowd.ranks[who] ?? 0, scale)) + 12;
    if (taken.some((other) => Math.abs(other.x - x) < other.w + w && Math.abs(other.y - below) < 15)) continue;
    taken.push({ x, y: below, w });
    write(canvas, name, x, below, palette, who === person ? 650 : 500);
  }
}

function sizeOfCanvas(canvas: Canvas): { readonly width: number; readonly height: number } {
  const { a } = canvas.getTransform();
  return { width: canvas.canvas.width / a, height: canvas.canvas.height / a };
}

function fontOf(weight: number): string {
  return `${weight} 12.5px Inter, 'Segoe UI', system-ui, sans-serif`;
}

/** Text with a halo, so that it can be read over lines. */
function write(canvas: Canvas, text: string, x: number, y: number, palette: Palette, weight: number): void {
  canvas.font = fontOf(weight);
  canvas.textAlign = 'center';
  canvas.lineJoin = 'round';
  canvas.lineWidth = 3.5;
  canvas.strokeStyle = palette.ground;
  canvas.fillStyle = palette.ink;
  canvas.strokeText(text, x, y);
  canvas.fillText(text, x, y);
}
