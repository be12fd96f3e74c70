/** Windows of a real Chromium in which everything that goes wrong is written down. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** A folder of pages to look at in place of those in the program, with the same policy: while they are written. */
const pages = process.env.PAGES;
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const kinds = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8' };

const executablePath = process.env.CHROMIUM ?? places.find(existsSync);
if (!executablePath) {
  console.error('expected Chromium at /usr/bin/chromium: install it (apt-get install chromium), or name it in CHROMIUM');
  process.exit(2);
}
/** The window that was opened last, to be looked at where something failed. */
let last = null;
export const lastSeen = (path) => last?.screenshot({ path }).catch(() => {});
export const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

/** A window on a service. `wrong` fills with what fails in it; `quiet` leaves out what is meant to fail. */
export async function open(base, { width = 1440, theme = 'light', quiet = /^$/ } = {}) {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 780 : 900 }, colorScheme: theme, reducedMotion: 'reduce', acceptDownloads: true, locale: 'en-US' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  last = page;
  const wrong = [];
  const note = (text) => { if (!quiet.test(text)) wrong.push(text); };
  page.on('pageerror', (error) => note(error.message));
  page.on('console', (message) => { if (message.type() === 'error') note(message.text()); });
  page.on('request', (request) => { if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) note(`asked ${request.url()}`); });
  if (pages) await page.route((url) => !/^\/(api|openapi\.json)/.test(url.pathname), (route) => route.fulfill(fileOf(new URL(route.request().url()).pathname)));
  const go = async (path) => { await page.goto(base + path); await settle(page); };
  return { page, wrong, go, close: () => context.close() };
}

function fileOf(path) {
  const asked = join(pages, path);
  const file = existsSync(asked) && statSync(asked).isFile() ? asked : join(pages, 'index.html');
  return { body: readFileSync(file), contentType: kinds[extname(file)] ?? 'application/octet-stream', headers: { 'content-security-policy': policy } };
}

/** Waits until nothing on the page is still awaited. */
export async function settle(page) {
  await page.waitForFunction(() => document.querySelector('main[aria-busy=false] h1') && !document.querySelector('main .bone'), null, { timeout: 20_000 }).catch(() => {});
}

/** What axe finds serious or critical on the page as it is shown. */
export async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules);
  return violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => `${one.id} ${one.nodes[0].html.slice(0, 160)}`);
}

/** What a click downloads: its name and its bytes. */
export async function downloaded(page, click) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Asks the service as the pages do. */
export const asks = (base, headers = {}) => async (path) => (await fetch(`${base}/api/v1${path}`, { headers })).json();
