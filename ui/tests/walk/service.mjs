/** Services of the program over stores in a folder of this walk, each on a free port. All of them end with the walk. */
import { execFile, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const running = new Set();
/** The settings of whoever runs the walk are not those of the services. */
const plain = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ENTENTE'))), NO_COLOR: '1' };
export const folder = mkdtempSync(join(tmpdir(), 'entente-walk-'));

process.on('exit', () => {
  for (const service of running) service.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/** Runs a verb of the program and gives what it prints; `fails` lets it end with an error. */
export async function entente(program, words, { fails = false } = {}) {
  const end = await run(program, words, { maxBuffer: 1 << 26, env: plain }).catch((cause) => cause);
  if (end instanceof Error && !fails) throw new Error(`${[program, ...words].join(' ')}: ${end.stderr || end.message}`);
  return end.stdout ?? '';
}

/** A copy of a store that may be written to. */
export function copyOf(store, name) {
  const copy = join(folder, name);
  copyFileSync(store, copy);
  return copy;
}

/** A store without a report. */
export async function emptyStore(program) {
  const [nothing, store] = [join(folder, 'nothing.jsonl'), join(folder, 'empty.db')];
  writeFileSync(nothing, '');
  await entente(program, ['ingest', nothing, '--store', store], { fails: true });
  return store;
}

/** A service that runs: its address, and how to end it. `listen` names a port, else a free one is taken. */
export async function serve(program, store, { listen = '127.0.0.1:0', more = [] } = {}) {
  const child = spawn(program, ['serve', '--store', store, '--listen', listen, ...more], { stdio: ['ignore', 'ignore', 'pipe'], env: plain });
  running.add(child);
  const ended = new Promise((done) => child.on('exit', () => { running.delete(child); done(); }));
  const base = await addressOf(child, ended);
  return { base, stop: async () => { child.kill('SIGKILL'); await ended; } };
}

function addressOf(child, ended) {
  return new Promise((found, failed) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said = (said + data).slice(-10_000);
      const address = /listening on (http:\/\/[\d.:]+)/.exec(said)?.[1];
      if (address) found(address);
    });
    child.on('error', failed);
    void ended.then(() => failed(new Error(`the service ended before it listened: ${said}`)));
  });
}
