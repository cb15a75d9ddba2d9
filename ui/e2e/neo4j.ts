import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const password = 'guanxi-tests';
const root = fileURLToPath(new URL('../..', import.meta.url));
const jars = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'neo4j');

/** A real Neo4j, as the tests of the service start one: the official server's jars, on free ports, in a folder of its own. */
export interface Neo4j {
  /** How a service reaches it. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends it as `kill -9` does; its data stays. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same data, at the same address. */
  readonly start: () => Promise<void>;
  /** Ends it and removes its data. */
  readonly end: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}

export async function startNeo4j(): Promise<Neo4j> {
  await promisify(execFile)('sh', [join(root, 'scripts/fetch-neo4j.sh'), jars]);
  const [bolt, http] = [await freePort(), await freePort()];
  const home = join(jars, `home-ui-${process.pid}-${bolt}`);
  await mkdir(join(home, 'conf'), { recursive: true });
  await mkdir(join(home, 'data/dbms'), { recursive: true });
  await copyFile(join(jars, 'auth.ini'), join(home, 'data/dbms/auth.ini'));
  const settings = [
    'server.default_listen_address=127.0.0.1',
    `server.bolt.listen_address=127.0.0.1:${bolt}`,
    `server.http.listen_address=127.0.0.1:${http}`,
    'server.https.enabled=false',
    'dbms.usage_report.enabled=false',
    'server.memory.pagecache.size=64m',
    'db.tx_log.rotation.retention_policy=keep_none',
    'db.tx_log.preallocate=false',
  ];
  await writeFile(join(home, 'conf/neo4j.conf'), `${settings.join('\n')}\n`);
  const opens = ['java.nio', 'java.io', 'java.util.concurrent', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
  const java = ['java', '-Xmx512m', '-XX:TieredStopAtLevel=1', '-Dfile.encoding=UTF-8', ...opens, '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED', '-cp', `${join(jars, 'lib')}/*`];
  const server = [...java, 'org.neo4j.server.CommunityEntryPoint', `--home-dir=${home}`, `--config-dir=${home}/conf`, '--console-mode'];
  // The first statement of a server that was just started takes longer than a client waits on a busy machine.
  const answers = async () => {
    const headers = { authorization: `Basic ${Buffer.from(`neo4j:${password}`).toString('base64')}`, 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${http}/db/neo4j/tx/commit`, { method: 'POST', headers, body: JSON.stringify({ statements: [{ statement: 'RETURN 1' }] }) });
    const { errors } = (await answer.json()) as { readonly errors: readonly { readonly message: string }[] };
    if (errors.length > 0) throw new Error(`Neo4j does not answer: ${errors.map(({ message }) => message).join('; ')}`);
  };
  let keeper: ChildProcess | undefined;
  const start = async () => {
    // Ends the server when this process does, however that ends.
    const made = spawn('sh', [join(root, 'tests/support/neo4j-server.sh'), home, ...server], { stdio: ['pipe', 'pipe', 'inherit'] });
    keeper = made;
    const said: string[] = [];
    await new Promise<void>((resolve, reject) => {
      made.once('exit', () => reject(new Error(`Neo4j did not start:\n${said.join('\n')}`)));
      createInterface({ input: made.stdout }).on('line', (line) => {
        said.push(line);
        if (line.endsWith(' Started.')) resolve();
      });
    });
    await answers();
  };
  const ended = async (write: (input: NonNullable<ChildProcess['stdin']>) => void) => {
    if (!keeper?.stdin) return;
    const gone = once(keeper, 'exit');
    write(keeper.stdin);
    keeper = undefined;
    await gone;
  };
  await start();
  return {
    env: { GUANXI_STORE: 'neo4j', NEO4J_URI: `bolt://127.0.0.1:${bolt}`, NEO4J_USER: 'neo4j', NEO4J_PASSWORD: password },
    kill: () => ended((input) => input.write('kill\n')),
    start,
    end: () => ended((input) => input.end()),
  };
}
