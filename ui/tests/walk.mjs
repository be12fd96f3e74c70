/**
 * Walks the pages over a store in a real Chromium:
 * `node tests/walk.mjs --store FILE [--entente ../target/debug/entente] [--shots FOLDER] [--parts "weighs looks works"] [--scenes "report live"] [--windows "dark-360"]`.
 *
 * The store is copied; services of the program show the copy on free ports and end with the walk. Looks for what fails in the browser, requests to other
 * hosts, what the content security policy refuses, pages wider than the window, and what axe finds serious, in both themes, wide and narrow; then reads,
 * filters, corrects, undoes and downloads on every page. `CHROMIUM` names the browser; `PAGES` a folder of pages to look at in place of those in the program.
 * Ends with how many checks passed and failed; exit code 1 if any failed, 2 if it could not begin.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { browser, lastSeen } from './walk/browser.mjs';
import { looks } from './walk/looks.mjs';
import { copyOf, serve } from './walk/service.mjs';
import { check, scene, tally } from './walk/tally.mjs';
import { weighs } from './walk/weighs.mjs';
import * as correcting from './walk/works/correcting.mjs';
import { keyboard } from './walk/works/keyboard.mjs';
import * as reading from './walk/works/reading.mjs';
import * as trouble from './walk/works/trouble.mjs';

const { values: asked } = parseArgs({ options: { store: { type: 'string' }, entente: { type: 'string', default: '../target/debug/entente' }, shots: { type: 'string' }, parts: { type: 'string', default: 'weighs looks works' }, scenes: { type: 'string' }, windows: { type: 'string', default: 'light-1440 light-360 dark-1440 dark-360' } } });
for (const [name, file] of [['--store', asked.store], ['--entente', asked.entente]]) {
  if (file && existsSync(file)) continue;
  console.error(file ? `${name}: nothing at ${file}` : `expected ${name} FILE`);
  process.exit(2);
}
if (asked.shots) mkdirSync(asked.shots, { recursive: true });

/** In this order: the ledger tells what was made before. */
const { today, search, relation, shifts, materiel, network, map, names, code } = reading;
const { report, happening, knowledge, ledger } = correcting;
const { live, tokens, empty, gone } = trouble;
const works = { today, search, relation, shifts, materiel, network, map, names, code, report, happening, knowledge, ledger, keyboard, live, tokens, empty, gone };
const parts = asked.parts.split(' ');
const scenes = asked.scenes?.split(' ') ?? Object.keys(works);

const store = copyOf(asked.store, 'walked.db');
const service = await serve(asked.entente, store);
const walk = { base: service.base, program: asked.entente, store };
if (!process.env.PAGES) {
  const served = await (await fetch(walk.base)).text();
  check('the program has these pages', served === readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8'), 'it was built before they were: cargo build -p entente-cli');
}
// Pages from a folder come unpacked: only the program's own can be weighed.
if (parts.includes('weighs') && !process.env.PAGES) await scene('weighs', () => weighs(walk.base));
if (parts.includes('looks')) await scene('looks', () => looks(walk.base, asked.windows.split(' '), asked.shots));
if (parts.includes('works')) for (const name of scenes) await scene(name, () => works[name](walk), () => asked.shots && lastSeen(`${asked.shots}/failed-${name}.png`));
await service.stop();
await browser.close();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed ? 1 : 0);
