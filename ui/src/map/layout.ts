import { type Chart, managersOf } from './chart';

export const card = { width: 178, height: 62 } as const;
const gap = { across: 20, down: 34, list: 12, indent: 24 } as const;
/** Names are 14 px on the card, so this is what leaves them 12 px on the screen. */
export const legible = 12 / 14;
const largest = 1.25;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where everybody is, who is folded away, and how large it can be shown. */
export interface Layout {
  readonly spots: ReadonlyMap<string, Spot>;
  readonly ghosts: readonly Spot[];
  readonly width: number;
  readonly height: number;
  /** Of those whose reports are folded away: how many people that hides. */
  readonly folded: ReadonlyMap<string, number>;
  /** Of those who have reports: whether these are shown. */
  readonly foldable: ReadonlySet<string>;
  /** The scale at which the whole fits the room. */
  readonly zoom: number;
}

interface Tree {
  readonly key: string;
  readonly children: readonly Tree[];
}

interface Block {
  readonly width: number;
  readonly height: number;
  readonly spots: readonly (readonly [string, Spot])[];
}

/**
 * Lays a map out by its reporting lines. Each level at which the rest may hang below as an indented list is tried, and the one
 * taken that can be shown largest; while names stay too small, the deepest branches fold. `chosen` says of single people
 * whether their reports are folded, whatever the rule would do; it does not change what the rule does with the others, so that
 * nothing else folds when one branch is opened.
 */
export function layOut(chart: Chart, room: { readonly width: number; readonly height: number }, chosen: ReadonlyMap<string, boolean> = new Map()): Layout {
  const forest = forestOf(chart);
  const laidOut = (folds: Folds) => arranged(forest, chart.missing.length, room, folds);
  let foldFrom = Math.max(1, ...forest.map(depthOf));
  let layout = laidOut((level) => level >= foldFrom);
  while (layout.zoom < legible && foldFrom > 1) {
    foldFrom -= 1;
    layout = laidOut((level) => level >= foldFrom);
  }
  return chosen.size === 0 ? layout : laidOut((level, key) => chosen.get(key) ?? level >= foldFrom);
}

function forestOf(chart: Chart): Tree[] {
  const managers = managersOf(chart);
  const reports = new Map<string, string[]>();
  for (const { key } of chart.people) {
    const manager = managers.get(key);
    if (manager !== undefined) reports.set(manager, [...(reports.get(manager) ?? []), key]);
  }
  const grow = (key: string): Tree => ({ key, children: (reports.get(key) ?? []).map(grow) });
  return chart.people.filter(({ key }) => !managers.has(key)).map(({ key }) => grow(key));
}

function depthOf({ children }: Tree): number {
  return 1 + Math.max(0, ...children.map(depthOf));
}

function sizeOf({ children }: Tree): number {
  return children.reduce((sum, child) => sum + 1 + sizeOf(child), 0);
}

type Folds = (level: number, key: string) => boolean;

/** The best of the arrangements with these branches folded. */
function arranged(forest: readonly Tree[], ghosts: number, room: { readonly width: number; readonly height: number }, folds: Folds): Layout {
  const folded = new Map<string, number>();
  const foldable = new Set<string>();
  const prune = (tree: Tree, level: number): Tree => {
    if (tree.children.length > 0) foldable.add(tree.key);
    if (tree.children.length > 0 && folds(level, tree.key)) {
      folded.set(tree.key, sizeOf(tree));
      return { key: tree.key, children: [] };
    }
    return { key: tree.key, children: tree.children.map((child) => prune(child, level + 1)) };
  };
  const shown = forest.map((tree) => prune(tree, 1));
  const depth = Math.max(1, ...shown.map(depthOf));
  let best: Layout | undefined;
  for (let listFrom = 1; listFrom <= depth; listFrom += 1) {
    const block = forestBlock(shown, listFrom, room);
    const rows = Math.ceil((ghosts * (card.width + gap.across)) / Math.max(block.width, card.width));
    const perRow = Math.max(1, Math.ceil(ghosts / Math.max(1, rows)));
    const seats = Array.from({ length: ghosts }, (_, seat) => ({
      x: (seat % perRow) * (card.width + gap.across),
      y: block.height + gap.down + Math.floor(seat / perRow) * (card.height + gap.list),
    }));
    const width = Math.max(block.width, perRow * (card.width + gap.across) - gap.across);
    const height = ghosts > 0 ? Math.max(...seats.map(({ y }) => y)) + card.height : block.height;
    const zoom = Math.min(largest, room.width / width, room.height / height);
    // Of equals the one that hangs least in lists: lines find their way between the levels of a tree.
    if (!best || zoom >= best.zoom) best = { spots: new Map(block.spots), ghosts: seats, width, height, folded, foldable, zoom };
  }
  return best ?? { spots: new Map(), ghosts: [], width: 0, height: 0, folded, foldable, zoom: largest };
}

function moved(block: Block, x: number, y: number): Block['spots'] {
  return block.spots.map(([key, spot]) => [key, { x: spot.x + x, y: spot.y + y }] as const);
}

/** Trees side by side; who has neither manager nor reports stands in rows below. */
function forestBlock(forest: readonly Tree[], listFrom: number, room: { readonly width: number; readonly height: number }): Block {
  const trees = forest.filter(({ children }) => children.length > 0).map((tree) => treeBlock(tree, 1, listFrom));
  const alone = forest.filter(({ children }) => children.length === 0);
  const spots: (readonly [string, Spot])[] = [];
  let x = 0;
  for (const block of trees) {
    spots.push(...moved(block, x, 0));
    x += block.width + 2 * gap.across;
  }
  const across = Math.max(0, x - 2 * gap.across);
  const tall = Math.max(0, ...trees.map(({ height }) => height));
  const shape = room.width / room.height;
  const wanted = Math.max(across, Math.sqrt(alone.length * (card.width + gap.across) * (card.height + gap.list) * shape));
  const perRow = Math.max(1, Math.floor((wanted + gap.across) / (card.width + gap.across)));
  const top = tall > 0 && alone.length > 0 ? tall + gap.down : tall;
  alone.forEach(({ key }, place) => {
    spots.push([key, { x: (place % perRow) * (card.width + gap.across), y: top + Math.floor(place / perRow) * (card.height + gap.list) }]);
  });
  const rows = Math.ceil(alone.length / perRow);
  return {
    width: Math.max(across, Math.min(perRow, alone.length) * (card.width + gap.across) - gap.across, card.width),
    height: Math.max(card.height, top + (rows > 0 ? rows * (card.height + gap.list) - gap.list : 0)),
    spots,
  };
}

function treeBlock(tree: Tree, level: number, listFrom: number): Block {
  if (tree.children.length === 0) return { width: card.width, height: card.height, spots: [[tree.key, { x: 0, y: 0 }]] };
  if (level >= listFrom) return listBlock(tree);
  const children = tree.children.map((child) => treeBlock(child, level + 1, listFrom));
  const width = children.reduce((sum, block) => sum + block.width + gap.across, -gap.across);
  const spots: (readonly [string, Spot])[] = [[tree.key, { x: Math.max(0, (width - card.width) / 2), y: 0 }]];
  let x = 0;
  for (const block of children) {
    spots.push(...moved(block, x, card.height + gap.down));
    x += block.width + gap.across;
  }
  return { width, height: card.height + gap.down + Math.max(...children.map(({ height }) => height)), spots };
}

/** Everybody below somebody, one under the other, each level further in. */
function listBlock(tree: Tree): Block {
  const spots: (readonly [string, Spot])[] = [];
  let deepest = 0;
  const walk = ({ key, children }: Tree, level: number) => {
    deepest = Math.max(deepest, level);
    spots.push([key, { x: level * gap.indent, y: spots.length * (card.height + gap.list) }]);
    for (const child of children) walk(child, level + 1);
  };
  walk(tree, 0);
  return { width: card.width + deepest * gap.indent, height: spots.length * (card.height + gap.list) - gap.list, spots };
}
