// Takes the manifest out of the build, which nobody serves, and writes a brotli and a gzip twin beside every file of the build that gains by it, so that the service compresses nothing.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist', import.meta.url).pathname;
const text = new Set(['.js', '.css', '.html', '.svg', '.json']);

const build = new URL('../build/', import.meta.url).pathname;
mkdirSync(build, { recursive: true });
renameSync(join(dist, 'manifest.json'), join(build, 'manifest.json'));

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !text.has(extname(path))) continue;
  const bytes = readFileSync(path);
  const twins = {
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    gz: gzipSync(bytes, { level: 9 }),
  };
  for (const [suffix, twin] of Object.entries(twins)) {
    if (twin.length < bytes.length * 0.95) writeFileSync(`${path}.${suffix}`, twin);
  }
}
