/** What comes in while one looks, hostile text, tokens, a store without reports, a service that is gone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asks, faults, open, settle } from '../browser.mjs';
import { emptyStore, entente, folder, serve } from '../service.mjs';
import { check } from '../tally.mjs';

/** Own writing; its headline, publisher and words try to be more than text. */
const hostile = {
  id: 'walk-1', published: '2025-09-02', title: '<img src=x onerror="document.title=\'taken\'"> Cadets exchanged', publisher: '"><script>document.title="taken"</script>', url: 'javascript:document.title="taken"',
  text: 'DHAKA, Sept 2 - Bangladesh and Pakistan agreed on Monday to exchange naval cadets. Foreign Minister Ishaq Dar visited Dhaka on Tuesday, a page said: <script>document.title = "taken"</script>.',
};

/** A report is ingested by another process while Today is open. */
export async function live({ base, program, store }) {
  const { page, wrong, go, close } = await open(base);
  await go('/');
  await page.keyboard.press('.');
  await page.getByText('listening').waitFor();
  const file = join(folder, 'live.jsonl');
  writeFileSync(file, JSON.stringify(hostile));
  await entente(program, ['ingest', file, '--store', store]);
  const came = page.locator('section:has(#live) li a').first();
  await came.waitFor({ timeout: 30_000 });
  check('events appear as they come in', (await came.innerText()).length > 0);
  await page.getByRole('button', { name: /^Show \d+ events? that came in/ }).click();
  await page.getByText(/1 new report/).waitFor();
  check('Today tells what is new since it was seen', true);
  await came.click();
  await page.waitForURL('**/reports/**');
  await settle(page);
  const title = await page.locator('h1').innerText();
  check('a headline with markup is text', title === hostile.title && !(await page.title()).startsWith('taken'), title);
  check('an address that is a script is no link', (await page.locator('a[href^="javascript:"]').count()) === 0);
  await go(`/search?of=reports&publisher=${encodeURIComponent(hostile.publisher)}`);
  check('a publisher with markup is text', (await page.locator('article.line').innerText()).includes(hostile.publisher) && !(await page.title()).startsWith('taken'));
  check('hostile text: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

/** A service with tokens: none, a wrong one, one that may only read, one that may write. */
export async function tokens({ program, store }) {
  const file = join(folder, 'tokens');
  const make = async (name, scope) => JSON.parse(await entente(program, ['token', 'new', name, '--scope', scope, '--token-file', file])).token;
  const [read, write] = [await make('reader', 'read'), await make('writer', 'write')];
  const service = await serve(program, store, { more: ['--token-file', file] });
  const { page, wrong, go, close } = await open(service.base, { quiet: /status of 40[13]/ });
  await page.goto(service.base);
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  check('without a token the page asks for one', (await dialog.innerText()).includes('entente token new'));
  const give = async (token) => { await page.getByRole('textbox', { name: 'Token' }).fill(token); await page.keyboard.press('Enter'); };
  await give('ent_wrong');
  await page.getByText('The token of this tab was refused').waitFor();
  check('a wrong token is refused in words', true);
  check('the question for a token is accessible', (await faults(page)).length === 0);
  await give(read);
  await dialog.waitFor({ state: 'detached' });
  await page.locator('article.line').first().waitFor();
  check('a token that may read opens the pages', true);
  check('the live events take it too', await page.getByText('listening').waitFor().then(() => true));
  const [event] = (await asks(service.base, { authorization: `Bearer ${read}` })('/events?limit=1')).items;
  await go(`/reports/${encodeURIComponent(event.report)}?event=${event.id}`);
  await page.locator('li.here').waitFor();
  await page.keyboard.press('x');
  await page.getByLabel('Your name').fill('A reader');
  await page.getByLabel('Reason').fill('not allowed');
  await page.getByRole('button', { name: 'Strike it' }).click();
  const refusal = page.locator('dialog [role=alert]');
  await refusal.waitFor();
  check('a token that may only read cannot correct, and is told so', /scope|write/i.test(await refusal.innerText()), await refusal.innerText());
  await page.getByRole('button', { name: 'Give another token' }).click();
  await page.getByRole('textbox', { name: 'Token' }).fill(write);
  await page.getByRole('button', { name: 'Use this token' }).click();
  await page.getByRole('button', { name: 'Strike it' }).click();
  await page.locator('li.struck').waitFor();
  check('a token that may write can', true);
  check('Tokens: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
  await service.stop();
}

const everyPage = ['/', '/search', '/search?of=happenings', '/relation', '/shifts', '/materiel', '/network', '/map', '/persons', '/bodies', '/corrections', '/code'];

export async function empty({ program }) {
  const service = await serve(program, await emptyStore(program));
  const { page, wrong, go, close } = await open(service.base);
  const silent = [];
  for (const path of everyPage) {
    await go(path);
    const words = await page.locator('main').innerText();
    if (!/ingest|Open a report|Paste/.test(words) || (await faults(page)).length) silent.push(`${path}: ${words.slice(0, 200)}`);
  }
  check('on an empty store every page says how to begin', silent.length === 0, () => silent.join(' | '));
  check('Empty: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
  await service.stop();
}

export async function gone({ program, store }) {
  let service = await serve(program, store);
  const address = service.base.replace('http://', '');
  const { page, wrong, go, close } = await open(service.base, { quiet: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|ERR_CONNECTION_RESET|ERR_EMPTY|Failed to fetch/ });
  await go('/search?words=minister');
  await page.locator('article.line').first().waitFor();
  await service.stop();
  await page.getByRole('combobox', { name: 'Status' }).first().selectOption('future');
  const alert = page.getByRole('alert').first();
  await alert.waitFor();
  check('a service that is gone is told with what to do', (await alert.innerText()).includes('entente serve'), await alert.innerText());
  await page.getByRole('link', { name: 'Materiel' }).click();
  await page.getByRole('alert').first().waitFor();
  check('a page that cannot be loaded says so', /entente serve|Load the page again/.test(await page.getByRole('alert').first().innerText()), () => 'no remedy');
  await page.goBack();
  await page.getByRole('button', { name: 'Try again' }).first().waitFor();
  service = await serve(program, store, { listen: address });
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.locator('[aria-busy=false] .list, .empty').first().waitFor();
  check('it goes on once the service is back', (await page.getByRole('alert').count()) === 0);
  check('Gone: nothing else fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
  await service.stop();
}
