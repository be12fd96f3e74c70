/** Pages that are read: what they show, how they are filtered, what they hand on. */
import { asks, downloaded, open, settle } from '../browser.mjs';
import { check } from '../tally.mjs';

const isPng = ({ bytes }) => bytes.subarray(0, 8).equals(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])) && bytes.length > 2_000;
const isZip = ({ bytes }) => bytes.subarray(0, 2).toString() === 'PK';
const isSvg = ({ bytes }) => /^<svg[^>]*xmlns/.test(bytes.toString()) && !/<script|class=|var\(--/.test(bytes.toString());
/** Rows of a table after its head. */
const rowsOf = ({ bytes }) => bytes.toString().trim().split('\r\n').length - 1;
const button = (page, name, exact = true) => page.getByRole('button', { name, exact });

/** Downloads a chart in both forms and the table beside it. */
async function handsOn(page, what) {
  const drawing = await downloaded(page, () => button(page, 'SVG').first().click());
  check(`${what}: SVG`, drawing.name.endsWith('.svg') && isSvg(drawing), drawing.bytes.subarray(0, 120).toString());
  const picture = await downloaded(page, () => button(page, 'PNG').first().click());
  check(`${what}: PNG`, picture.name.endsWith('.png') && isPng(picture), picture.name);
  await handsOnTable(page, what);
}
async function handsOnTable(page, what) {
  const table = await downloaded(page, () => button(page, 'CSV').first().click());
  check(`${what}: CSV`, table.name.endsWith('.csv') && rowsOf(table) > 0, `${table.name}, ${rowsOf(table)} rows`);
}

export async function today({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/');
  const happenings = await page.locator('#happened ~ article, section:has(#happened) article').count();
  check('Today lists what happened', happenings > 0);
  await page.keyboard.press('.');
  await page.getByText('Mark as seen').first().waitFor();
  await page.reload();
  await settle(page);
  check('Today knows that it was seen', await page.getByText('Nothing new since you last looked').isVisible());
  const made = page.getByRole('button', { name: /happenings? behind it$/ }).first();
  if (await made.count()) {
    await made.click();
    check('a shift unfolds what made it', (await page.locator('.made li').count()) > 0);
  }
  await page.keyboard.press('j');
  check('j goes to the first item', await page.evaluate(() => document.activeElement?.closest('[data-item]') !== null));
  await handsOnTable(page, 'Today');
  await button(page, 'Pause').click();
  check('the live strip can be paused', await button(page, 'Resume').isVisible());
  check('Today: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

export async function search({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForURL('**/search');
  await settle(page);
  await page.keyboard.press('/');
  await page.keyboard.type('minister');
  await page.keyboard.press('Enter');
  await page.waitForURL('**words=minister**');
  await page.locator('[aria-busy=false] article.line mark').first().waitFor();
  check('words are marked in what was found', true);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  check('j moves in the list', await page.evaluate(() => document.querySelectorAll('main [data-item]')[1]?.contains(document.activeElement)));
  await button(page, 'consult').click();
  await page.waitForURL('**type=CONSULT**');
  const held = await page.waitForFunction(() => {
    const types = [...document.querySelectorAll('[aria-busy=false] article.line .type')].map((type) => type.textContent);
    return types.length > 0 && types.every((type) => type === 'consult');
  }).then(() => true, () => false);
  check('a filter of type holds', held);
  await page.waitForTimeout(500);
  const counted = Number((await page.locator('.results [role=status] strong').innerText()).replaceAll(',', ''));
  const truth = (await asks(base)('/events/count?words=minister&type=CONSULT')).events;
  check('the count is that of the service', counted === truth, `${counted}, expected ${truth}`);
  await button(page, 'Save this view').click();
  await page.getByLabel('Name of this view').fill('ministers, talks');
  await page.keyboard.press('Enter');
  check('a view is saved', (await page.getByRole('link', { name: 'ministers, talks' }).count()) === 1);
  await handsOnTable(page, 'Search');
  const all = await downloaded(page, () => button(page, 'all as CSV (zip)').click());
  check('all events are handed on', all.name.endsWith('.zip') && isZip(all), all.name);
  await page.goBack();
  await page.locator('[aria-busy=false] article.line').first().waitFor();
  check('Back takes the filter out', !page.url().includes('type='));
  await lists(page, base);
  const unmeant = wrong.filter((text) => !text.includes('status of 400'));
  check('Search: nothing fails', unmeant.length === 0, () => unmeant.join(' | '));
  await close();
}

/** A party is picked by typing, the other kinds are listed, a list goes on page by page, a wrong question is told. */
async function lists(page, base) {
  const rows = page.locator('[aria-busy=false] article.line');
  const code = (await asks(base)('/network')).edges[0].first;
  const field = page.getByRole('combobox', { name: 'Actor (any of)' });
  await field.fill(code);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**actor=${code}**`);
  check('a party is picked by typing', true);
  for (const kind of ['happenings', 'reports', 'stories']) {
    await page.goto(`${base}/search?of=${kind}`);
    await rows.first().waitFor();
    check(`${kind} are listed`, (await rows.count()) > 1);
  }
  await page.goto(`${base}/search?of=happenings&sort=weight`);
  await rows.first().waitFor();
  const first = await rows.first().innerText();
  await button(page, 'Next page').click();
  await page.waitForURL('**cursor=**');
  await page.waitForFunction((before) => document.querySelector('[aria-busy=false] article.line') && document.querySelector('article.line').innerText !== before, first);
  check('a list goes on', true);
  await page.goto(`${base}/search?since=1900-01-01&until=1900-01-02`);
  await page.getByText('Nothing found').waitFor();
  check('an empty answer says what to do', await page.getByRole('link', { name: 'Clear all filters' }).isVisible());
  await page.goto(`${base}/search?since=yesterday`);
  await page.getByRole('alert').first().waitFor();
  const told = await page.getByRole('alert').first().innerText();
  check('a refused question says what was expected', told.includes('yesterday') && told.includes('expected'), told);
}

export async function relation({ base }) {
  const { page, wrong, go, close } = await open(base);
  const [tie, other] = (await asks(base)('/network')).edges;
  await go('/relation');
  await page.locator('.pairs a').first().click();
  await page.waitForURL('**party=**');
  check('Relation offers pairs', true);
  await go(`/relation?party=${tie.first}&party=${tie.second}&by=year`);
  const chart = page.getByRole('slider').first();
  await chart.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.waitForURL('**from=**');
  check('a period is chosen with the keys', page.url().includes('to='));
  await page.getByRole('heading', { name: /^What happened, / }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('from='));
  check('Escape shows the whole time', true);
  const box = await chart.boundingBox();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL('**from=**');
  check('a period is brushed with the mouse', true);
  await page.getByText('The chart as a table').click();
  await page.locator('details.table tbody tr').first().waitFor();
  check('the chart is a table too', (await page.locator('details.table tbody tr').count()) > 0);
  await handsOn(page, 'Relation');
  await go(`/relation?party=${tie.first}&party=${tie.second}`);
  await page.getByLabel('Order').selectOption('weight');
  await page.waitForURL('**sort=weight**');
  await settle(page);
  check('happenings are listed by weight', (await page.locator('.below article.line').count()) > 0);
  await button(page, 'military').click();
  await page.waitForURL('**strand=military**');
  await settle(page);
  check('a strand is shown', (await page.locator('h1').count()) === 1 && (await page.getByRole('alert').count()) === 0);
  const third = [other.first, other.second].find((code) => code !== tie.first && code !== tie.second);
  await go(`/relation?party=${tie.first}&party=${tie.second}&party=${third}`);
  check('three parties are three pairs', (await page.locator('.multiples li').count()) === 3);
  await page.locator('.multiples button').nth(1).click();
  await page.waitForURL('**pair=1**');
  check('Relation: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

export async function shifts({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/shifts?sure=0');
  const told = (await asks(base)('/shifts?sure=0')).items.length;
  check('Shifts lists what the service tells', (await page.locator('ol.turns > li').count()) === told, `${told} told`);
  if (told) {
    await handsOnTable(page, 'Shifts');
    await page.getByRole('combobox', { name: 'Course' }).selectOption('warmer');
    await page.waitForURL('**course=warmer**');
    check('shifts are filtered by course', (await page.locator('.course strong').allInnerTexts()).every((course) => course === 'warmer'));
  }
  check('Shifts: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

export async function materiel({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/materiel');
  check('the board has columns', (await page.locator('.board section').count()) > 3);
  await page.locator('.board li a').first().click();
  await page.locator('dialog[open] .steps li').first().waitFor();
  check('a deal opens with its stages and words', (await page.locator('dialog .evidence').count()) > 0);
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('deal='));
  check('Escape closes it', (await page.locator('dialog[open]').count()) === 0);
  await button(page, 'list').click();
  await page.locator('.list tbody tr').first().waitFor();
  check('the board is a list too', true);
  await handsOnTable(page, 'Materiel');
  await page.getByLabel('also what is in service').check();
  await page.waitForURL('**all=true**');
  check('Materiel: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

export async function network({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/network');
  await page.locator('.node[tabindex="0"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**node=**');
  check('a node is chosen with the keys', (await page.getByRole('heading', { name: /^Ties of/ }).count()) === 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await page.locator('.node').nth(1).hover();
  check('hovering a node fades the others', (await page.locator('.tie.dim').count()) > 0 || (await page.locator('.tie').count()) < 3);
  await page.getByRole('button', { name: 'Conflict' }).click();
  await page.waitForURL('**sort=conflict**');
  await handsOn(page, 'Network');
  check('Network: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

export async function map({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/map');
  await page.locator('tbody .place').first().click();
  await page.waitForURL('**at=**');
  await page.locator('.at article.line').first().waitFor();
  check('a place shows what happened there', true);
  await button(page, 'Enlarge').click();
  await page.waitForURL('**view=**');
  check('the map is enlarged by a button', true);
  const before = page.url();
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL((url) => url.href !== before);
  check('the map is moved with the keys', true);
  await handsOn(page, 'Map');
  check('Map: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

export async function names({ base }) {
  const { page, wrong, go, close } = await open(base);
  const [person] = (await asks(base)('/persons?limit=1')).items;
  await go('/persons');
  await page.getByLabel('Words of the name').fill(person.name);
  await page.keyboard.press('Enter');
  await page.waitForURL('**name=**');
  await settle(page);
  await page.locator('.names a').first().click();
  await page.waitForURL('**/persons/**');
  await settle(page);
  check('a person is found and opened', (await page.locator('h1').innerText()).length > 0);
  if (await button(page, 'SVG').count()) await handsOn(page, 'Person');
  const [body] = (await asks(base)('/bodies?limit=1')).items;
  await go(`/bodies/${encodeURIComponent(body.name)}`);
  check('a body shows what it took part in', (await page.locator('article.line').count()) > 0);
  const [story] = (await asks(base)('/stories?limit=1')).items;
  await go(`/stories/${story.id}`);
  check('a story shows its reports', (await page.locator('ol [data-item] a').count()) === story.reports);
  check('Persons, bodies, stories: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

export async function code({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/code');
  await page.getByLabel('Text of the report').fill('😀 Ghana and Togo agreed on Monday to reopen their border. A page said <script>document.title = "taken"</script> on Tuesday.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.text p').waitFor({ timeout: 90_000 });
  check('markup in a text is text', (await page.locator('.text').innerText()).includes('<script>') && !(await page.title()).includes('taken'));
  check('words after an emoji keep their places', (await page.locator('.text .m.trigger').first().innerText()) === 'agreed');
  const file = await downloaded(page, () => button(page, 'JSON').click());
  check('the record is downloaded', JSON.parse(file.bytes.toString()).schema.startsWith('entente/'));
  check('nothing is kept, so nothing is corrected', (await page.getByRole('button', { name: /^Accept/ }).count()) === 0);
  check('Code: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}
