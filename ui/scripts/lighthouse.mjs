// What Lighthouse says of Ask: accessibility, best practices and performance, each against what is to be reached. The tool is
// fetched when this runs; `LIGHTHOUSE` names one that is there. `GUANXI_BIN` is the program, a release build for figures that count.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const wanted = { accessibility: 100, 'best-practices': 100, performance: 90 };
const program = process.env.GUANXI_BIN ?? new URL('../../target/release/guanxi', import.meta.url).pathname;
const [tool, ...first] = process.env.LIGHTHOUSE ? [process.env.LIGHTHOUSE] : ['npx', '--yes', 'lighthouse@12.8.2'];
const folder = mkdtempSync(join(tmpdir(), 'guanxi-lighthouse-'));
const report = join(folder, 'report.json');

const env = { ...process.env, GUANXI_DATA_DIR: join(folder, 'data'), GUANXI_BIND: '127.0.0.1:0', GUANXI_LOG: 'warn' };
const service = spawn(program, ['serve', '--demo'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
try {
  const url = await new Promise((resolve, reject) => {
    service.once('error', reject);
    service.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
    createInterface({ input: service.stderr }).on('line', (line) => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (address) resolve(address[0]);
    });
  });
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  await promisify(execFile)(
    tool,
    [...first, url, '--quiet', '--preset=desktop', '--output=json', `--output-path=${report}`, `--only-categories=${Object.keys(wanted).join(',')}`, `--chrome-flags=${flags.join(' ')}`],
    { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' }, maxBuffer: 1 << 26 },
  );
  const { categories, audits } = JSON.parse(readFileSync(report, 'utf8'));
  for (const [name, least] of Object.entries(wanted)) {
    const score = Math.round(100 * categories[name].score);
    console.log(`${name.padEnd(16)} ${String(score).padStart(4)} of ${least}`);
    if (score < least) process.exitCode = 1;
    for (const { id } of categories[name].auditRefs) {
      if (audits[id].score !== null && audits[id].score < 0.9) console.log(`  ${audits[id].title}: ${audits[id].displayValue ?? ''}`);
    }
  }
} finally {
  if (service.exitCode === null) {
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true });
}
