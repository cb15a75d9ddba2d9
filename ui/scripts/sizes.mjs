// Tells what a reader loads, gzipped: the first screen, what each further screen adds, and everything; fails above the limits.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const limits = { first: 260, screen: 250, all: 1500 };
const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(new URL('../build/manifest.json', import.meta.url), 'utf8'));

const sizes = new Map();
function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
  return sizes.get(file);
}

/** The files that come with a module: its own, its styles, and those of everything it imports at once. */
function filesOf(key) {
  const files = new Set();
  for (const together of withImports(key)) {
    const chunk = manifest[together];
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
  }
  return files;
}

/** A module and everything it imports at once. */
function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) withImports(imported, seen);
  return seen;
}

/** What a module, with everything it imports at once, may load later. */
function laterOf(key) {
  return [...new Set([...withImports(key)].flatMap((together) => manifest[together].dynamicImports ?? []))];
}

const kilobytes = (files) => [...files].reduce((sum, file) => sum + size(file), 0) / 1000;
const union = (...sets) => {
  const all = new Set();
  for (const set of sets) for (const file of set) all.add(file);
  return all;
};

const [entryKey, entry] = Object.entries(manifest).find(([, chunk]) => chunk.isEntry) ?? [];
if (!entry) throw new Error('the build has no entry');
const lazy = laterOf(entryKey);
const screens = lazy.filter((key) => key.endsWith('Screen.tsx'));
const languages = lazy.filter((key) => /words\/(zh|en)\.ts$/.test(key));
const parts = lazy.filter((key) => /locale\/(zh_CN|en_US)/.test(key));
if (screens.length === 0 || languages.length !== 2) throw new Error(`the build is not as expected: ${lazy.join(', ')}`);

const heaviest = (keys) => keys.toSorted((a, b) => kilobytes(filesOf(b)) - kilobytes(filesOf(a))).slice(0, 1);
const base = union(filesOf(entryKey), ...[...heaviest(languages), ...heaviest(parts)].map((key) => filesOf(key)), new Set(['index.html', 'icon.svg']));
const failures = [];
function tell(name, value, limit) {
  console.log(`${name.padEnd(46)} ${value.toFixed(1).padStart(8)} kB of ${limit}`);
  if (value > limit) failures.push(name);
}

const first = union(base, filesOf('src/ask/AskScreen.tsx'));
tell('first load of Ask', kilobytes(first), limits.first);
for (const key of screens) {
  // With everything the screen loads later on its own.
  const later = laterOf(key).filter((deeper) => !lazy.includes(deeper)).map((deeper) => filesOf(deeper));
  const more = [...union(filesOf(key), ...later)].filter((file) => !first.has(file));
  tell(`more for ${key.replace('src/', '')}`, kilobytes(more), limits.screen);
}
const everything = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && !/\.(br|gz)$/.test(file.name));
tell('everything', kilobytes(everything.map((file) => join(file.parentPath, file.name).slice(dist.length))), limits.all);
if (failures.length > 0) {
  console.error(`too large: ${failures.join(', ')}`);
  process.exit(1);
}
