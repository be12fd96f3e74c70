/**
 * Takes the pictures of docs/pages: `node tests/pictures.mjs --store FILE --entente PROGRAM --into FOLDER`.
 * The store is that of `fixtures/archive/reports.jsonl`; a copy gets the report of `fixtures/articles/service-chiefs.txt` and some corrections.
 * Make them small afterwards: `pngquant --ext .png --force 64 FOLDER/*.png`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asks, browser, open } from './walk/browser.mjs';
import { copyOf, entente, folder, serve } from './walk/service.mjs';

const { values: asked } = parseArgs({ options: { store: { type: 'string' }, entente: { type: 'string' }, into: { type: 'string' }, only: { type: 'string' } } });
mkdirSync(asked.into, { recursive: true });
const store = copyOf(asked.store, 'pictures.db');
const [text] = readFileSync('../fixtures/articles/service-chiefs.txt', 'utf8').split('\n===');
writeFileSync(join(folder, 'visit.jsonl'), JSON.stringify({ id: 'service-chiefs', title: 'Kenya navy chief hosts Indian counterpart', publisher: 'The Harbor Post', published: '2025-03-06', text: text.trim() }));
await entente(asked.entente, ['ingest', join(folder, 'visit.jsonl'), '--store', store]);
const service = await serve(asked.entente, store);
const get = asks(service.base);

async function correct(body) {
  const answer = await fetch(`${service.base}/api/v1/corrections`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ by: 'Mira Sen', ...body }) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const report = 'service-chiefs';
const { record } = await get(`/reports/${encodeURIComponent(report)}`);
const of = (trigger) => record.events.find((event) => event.trigger.text === trigger);
const weighty = (await get('/happenings?disputed=true&limit=50')).items.find((one) => one.mentions > 1) ?? (await get('/happenings?sort=weight&limit=1')).items[0];

await correct({ kind: 'office', person: 'Grace Wanjiru', post: 'Defence Secretary', country: 'KEN', since: '2024-08-01', reason: 'gazette notice of August 2024' });
const [struck] = (await get('/events?sort=confidence&limit=500')).items.slice(-1);
await correct({ kind: 'strike', event: struck.id, reason: 'the words tell of no deed' });
await correct({ kind: 'accept', event: of('met').id, reason: 'the ministry says so itself' });
await correct({ kind: 'edit', event: of('discussed').id, set: { contexts: ['military'] }, reason: 'the talks were on training' });

/** Pages by the names of their pictures; `tall` is how much of the page is shown, `then` what is done before. */
const pages = {
  today: ['/'], relation: ['/relation?party=BGD&party=PAK', { tall: 1500 }], relations: ['/relation?party=BGD&party=PAK&party=IND'], shifts: ['/shifts'],
  report: [`/reports/${encodeURIComponent(report)}?event=${of('met').id}`, { then: (page) => page.locator('li.here .why').first().click() }],
  edit: [`/reports/${encodeURIComponent(report)}?event=${of('praised').id}`, { then: async (page) => { await page.keyboard.press('e'); await page.locator('dialog[open]').waitFor(); } }],
  happening: [`/happenings/${weighty.id}`], story: [`/stories/${(await get('/stories?publishers=2&limit=1')).items[0].id}`],
  search: ['/search?words=navy+OR+%22air+force%22', {}], materiel: ['/materiel'], network: ['/network'], map: ['/map'],
  person: ['/persons/Muhammad%20Yunus', { tall: 1200 }], persons: ['/persons'], body: ['/bodies/Pakistan%20Navy', { tall: 1000 }],
  code: ['/code', { then: async (page) => { await page.getByRole('button', { name: 'Try an example' }).click(); await page.getByRole('button', { name: /^Code this text/ }).click(); await page.locator('.text p').waitFor({ timeout: 60_000 }); await page.keyboard.press('j'); }, tall: 1100 }],
  corrections: ['/corrections'],
};
const phone = ['today', 'relation', 'report', 'map'];

for (const theme of ['light', 'dark']) {
  for (const [name, [path, { then, tall = 900 } = {}]] of Object.entries(pages)) {
    if (asked.only && !asked.only.split(' ').includes(name)) continue;
    for (const width of phone.includes(name) ? [1440, 360] : [1440]) {
      const { page, go, close } = await open(service.base, { width, theme });
      await page.setViewportSize({ width, height: width === 360 ? 780 : tall });
      await go(path);
      if (then && width !== 360) await then(page);
      await page.mouse.move(0, 0);
      await page.evaluate(() => scrollTo(0, 0));
      await page.waitForTimeout(900);
      await page.screenshot({ path: `${asked.into}/${name}-${theme}${width === 360 ? '-360' : ''}.png` });
      await close();
    }
  }
}
await browser.close();
await service.stop();
process.exit(0);
