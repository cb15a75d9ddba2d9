import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** Who asks. The demonstration company is seen as its sales rep, that rep's manager, or the head of the division. */
export const viewers = {
  rep: { GUANXI_VIEWER: 'emp-0000013', GUANXI_VIEWER_ROLE: 'rep' },
  manager: { GUANXI_VIEWER: 'emp-0000012', GUANXI_VIEWER_ROLE: 'manager' },
  executive: { GUANXI_VIEWER: 'emp-0000001', GUANXI_VIEWER_ROLE: 'executive' },
} as const;

/** Who keeps a store that has no demonstration company. */
export const administrator = { GUANXI_VIEWER: 'me', GUANXI_VIEWER_ROLE: 'admin' } as const;

export type Role = keyof typeof viewers;
export const roles = Object.keys(viewers) as Role[];

export interface Service {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const config = fileURLToPath(new URL('guanxi.toml', import.meta.url));
const program = process.env.GUANXI_BIN ?? fileURLToPath(new URL('../../target/debug/guanxi', import.meta.url));

function environment(dataDir: string, env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, GUANXI_CONFIG: config, GUANXI_DATA_DIR: dataDir, GUANXI_BIND: '127.0.0.1:0', GUANXI_LOG: 'warn', ...env };
}

/** Runs a command of the program to its end over a data folder, and gives what it printed. */
export async function runProgram(args: readonly string[], dataDir: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], { env: environment(dataDir, env) });
  return stdout;
}

/** Starts the program on a free port over a data folder and waits until it serves; an empty folder gets the demonstration company. */
export async function startService(dataDir: string, env: Readonly<Record<string, string>>, args: readonly string[] = ['serve', '--demo']): Promise<Service> {
  const child = spawn(program, args, { env: environment(dataDir, env), stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}:\n${said.join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (address) resolve(address[0]);
    });
  });
  return { url, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
