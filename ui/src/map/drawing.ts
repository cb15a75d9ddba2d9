import { fitName } from '../route/geometry';
import type { Chart, ChartPerson } from './chart';
import { bow, elbow } from './curves';
import { type Layout, type Spot, card } from './layout';

/** The words a drawing needs, in the language of the reader. */
export interface DrawingWords {
  readonly title: string;
  readonly role: (role: string) => string;
  readonly sign: (stance: number) => string;
  readonly chance: (value: number) => string;
  readonly veto: string;
  readonly approve: string;
  readonly ghost: string;
}

const margin = 24;
const head = 34;
const ink = { text: '#16202c', faint: '#52606f', line: '#98a5b3', for: '#0b5cad', against: '#b2430a', neutral: '#5a6673', ground: '#ffffff' } as const;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function toneOf(stance: number | undefined): string {
  if (stance === undefined || Math.abs(stance) < 0.05) return ink.neutral;
  return stance > 0 ? ink.for : ink.against;
}

/** A drawing on its own: the map as an SVG document, as it stands on the screen, for print and for other programs. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Draws a map with its cards where they are, on white. Names are text in it, and stay text whatever they hold. */
export function drawingOf(chart: Chart, layout: Layout, moved: ReadonlyMap<string, Spot>, reach: ReadonlyMap<string, number>, words: DrawingWords): Drawing {
  const placed = new Map([...layout.spots].map(([key, spot]) => [key, moved.get(key) ?? spot]));
  const spots = [...placed.values(), ...layout.ghosts];
  const left = Math.min(0, ...spots.map(({ x }) => x)) - margin;
  const top = Math.min(0, ...spots.map(({ y }) => y)) - margin - head;
  const width = Math.ceil(Math.max(0, ...spots.map(({ x }) => x + card.width)) + margin - left);
  const height = Math.ceil(Math.max(0, ...spots.map(({ y }) => y + card.height)) + margin - top);
  const parts = [
    ...chart.lines.map((line) => {
      const from = placed.get(line.from);
      const to = placed.get(line.to);
      if (!from || !to) return '';
      if (line.kind === 'reporting' || line.kind === 'team') {
        return `<path d="${elbow(from, to)}" fill="none" stroke="${ink.line}" stroke-width="1.5"${line.kind === 'team' ? ' stroke-dasharray="6 5"' : ''}/>`;
      }
      const conflict = line.kind === 'conflict';
      const { path, middle } = bow(from, to);
      const look = conflict ? `stroke="${ink.against}" stroke-dasharray="3 5"` : `stroke="${ink.neutral}" marker-end="url(#arrow)"`;
      const cross = conflict ? `<path d="M${middle.x - 5} ${middle.y - 5}l10 10m0-10l-10 10" stroke="${ink.against}" stroke-width="2"/>` : '';
      return `<path d="${path}" fill="none" stroke-width="${(1.2 + 2.4 * (line.strength ?? 0.3)).toFixed(1)}" ${look}/>${cross}`;
    }),
    ...chart.people.map((person) => {
      const spot = placed.get(person.key);
      return spot ? cardOf(person, spot, reach.get(person.key), words) : '';
    }),
    ...chart.missing.map((role, seat) => {
      const spot = layout.ghosts[seat];
      return spot ? ghostOf(role, spot, words) : '';
    }),
  ];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="'Noto Sans', 'Segoe UI', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif">`,
    `<defs><marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="${ink.neutral}"/></marker></defs>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${ink.ground}"/>`,
    `<text x="${left + margin}" y="${top + margin + 8}" font-size="18" font-weight="700" fill="${ink.text}">${escape(words.title)}</text>`,
    ...parts,
    '</svg>',
  ].join('');
  return { svg, width, height };
}

function cardOf(person: ChartPerson, { x, y }: Spot, reach: number | undefined, words: DrawingWords): string {
  const tone = toneOf(person.stance);
  const [name = ''] = fitName(person.name, card.width - 62, 14);
  const [role = ''] = fitName(person.role ? words.role(person.role) : person.post, card.width - 80, 12);
  const marks = [person.veto && words.veto, person.approve && words.approve, reach !== undefined && words.chance(reach)].filter(Boolean).join(' ');
  return [
    `<rect x="${x}" y="${y}" width="${card.width}" height="${card.height}" rx="8" fill="#fff" stroke="${ink.line}"/>`,
    `<rect x="${x}" y="${y + 6}" width="5" height="${card.height - 12}" fill="${tone}"/>`,
    `<text x="${x + 14}" y="${y + 25}" font-size="14" font-weight="600" fill="${ink.text}">${escape(name)}</text>`,
    `<text x="${x + card.width - 12}" y="${y + 25}" font-size="14" font-weight="700" text-anchor="end" fill="${tone}">${person.stance === undefined ? '?' : escape(words.sign(person.stance))}</text>`,
    `<text x="${x + 14}" y="${y + 47}" font-size="12" fill="${ink.faint}">${escape(role)}</text>`,
    `<text x="${x + card.width - 12}" y="${y + 47}" font-size="12" text-anchor="end" fill="${ink.text}">${escape(marks)}</text>`,
  ].join('');
}

function ghostOf(role: string, { x, y }: Spot, words: DrawingWords): string {
  return [
    `<rect x="${x}" y="${y}" width="${card.width}" height="${card.height}" rx="8" fill="none" stroke="${ink.faint}" stroke-dasharray="5 5"/>`,
    `<text x="${x + 14}" y="${y + 25}" font-size="14" font-weight="600" fill="${ink.faint}">${escape(words.ghost)}</text>`,
    `<text x="${x + 14}" y="${y + 47}" font-size="12" fill="${ink.faint}">${escape(words.role(role))}</text>`,
  ].join('');
}
