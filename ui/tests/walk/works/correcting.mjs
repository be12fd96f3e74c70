/** Corrections of each kind, made and taken back on the pages. */
import { asks, downloaded, open, settle } from '../browser.mjs';
import { check } from '../tally.mjs';

/** Gives name and reason in the dialog that is open, and sends it. */
async function say(page, action, reason) {
  await page.getByLabel('Your name').fill('A walk');
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: action }).click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

export async function report({ base }) {
  const get = asks(base);
  const [event] = (await get('/events?status=actual&type=CONSULT&sort=confidence&limit=1')).items;
  const listed = async () => (await get(`/events?report=${encodeURIComponent(event.report)}&limit=500`)).items.some((row) => row.id === event.id);
  const coded = async () => (await get(`/events/${event.id}`)).explained.event;
  const { page, wrong, go, close } = await open(base);
  await go(`/reports/${encodeURIComponent(event.report)}?event=${event.id}`);
  const here = page.locator('li.here');
  const item = (more = '') => page.locator(`li[data-event="${event.id}"]${more}`);
  await here.waitFor();
  await page.locator(`[data-opens~="${event.id}"]`).first().hover();
  check('hovering words lights the record', (await item('.lit').count()) === 1);
  await page.mouse.move(0, 0);
  await item().hover();
  check('hovering the record lights the words', (await page.locator('.m.trigger.lit').count()) > 0);
  await page.locator('.key').first().click();
  check('a kind of mark is turned off', (await page.locator('.text .m.trigger').count()) === 0);
  await page.locator('.key').first().click();
  await here.locator('.why').first().click();
  check('a field tells its reason', (await page.locator('.reason').innerText()).length > 20);

  await page.keyboard.press('a');
  await say(page, 'Accept it', 'to see it accepted');
  await here.locator('.review').first().waitFor();
  check('an accepted event says so', (await here.innerText()).includes('accepted') && (await coded()).confidence === 1);
  await page.keyboard.press('u');
  await page.waitForFunction(() => !document.querySelector('li.here .review'));
  check('accepting is undone', true);

  await page.keyboard.press('x');
  await say(page, 'Strike it', 'to see it struck');
  await item('.struck').waitFor();
  check('a struck event is shown as struck', (await page.locator('.m.struckout').count()) > 0);
  check('it left the lists', !(await listed()));
  await page.keyboard.press('u');
  await item(':not(.struck)').waitFor();
  check('striking is undone', await listed());

  await page.keyboard.press('e');
  await page.getByRole('combobox', { name: 'Status' }).selectOption('hypothetical');
  await say(page, 'Save the edit', 'to see it edited');
  await here.locator('.review').first().waitFor();
  check('an edit is shown', (await here.innerText()).includes('hypothetical'));
  await page.keyboard.press('u');
  await page.waitForFunction(() => !document.querySelector('li.here .review'));
  check('an edit is undone', (await coded()).status === 'actual');

  await add(page, get, event.report);
  check('Report: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

/** Adds an event from words that are selected in the text. */
async function add(page, get, id) {
  const before = (await get(`/reports/${encodeURIComponent(id)}`)).record.events.length;
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    const words = [...document.querySelectorAll('.text [data-at]')].find((piece) => /\w{4}/.test(piece.textContent) && !piece.closest('.trigger'));
    const [start, end] = (() => { const found = /\w{4,}/.exec(words.textContent); return [found.index, found.index + found[0].length]; })();
    getSelection().setBaseAndExtent(words.firstChild, start, words.firstChild, end);
  });
  await page.getByRole('button', { name: 'Add an event here' }).click();
  const taken = await page.getByRole('textbox', { name: 'Words that tell of it (trigger)' }).inputValue();
  check('the selected words are the trigger', /^\w{4,}$/.test(taken), taken);
  await page.getByRole('button', { name: 'Add an actor' }).click();
  await page.getByRole('group', { name: 'Actors' }).getByRole('textbox', { name: 'Words', exact: true }).fill(taken);
  await page.getByRole('combobox', { name: 'Country' }).first().selectOption('GHA');
  await say(page, 'Add the event', 'to see it added');
  await page.getByRole('heading', { name: `${before + 1} event` }).waitFor();
  check('an added event is there', true);
  await page.keyboard.press('u');
  await page.getByRole('heading', { name: new RegExp(`^${before} event`) }).waitFor();
  check('adding is undone', (await get(`/reports/${encodeURIComponent(id)}`)).record.events.length === before);
}

export async function happening({ base }) {
  const get = asks(base);
  const all = (await get('/happenings?sort=weight&limit=200')).items;
  const { page, wrong, go, close } = await open(base);
  const several = all.find((one) => one.mentions > 1);
  if (several) {
    await go(`/happenings/${several.id}`);
    await page.locator('ol input[type=checkbox]').last().check();
    await page.getByRole('button', { name: /^Split off/ }).click();
    await say(page, /^Split off \d+ mention/, 'to see it split');
    await page.getByRole('heading', { name: new RegExp(`^${several.mentions - 1} mention`) }).waitFor();
    check('a mention is split off', true);
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: new RegExp(`^${several.mentions} mention`) }).waitFor();
    check('splitting is undone', true);
  }
  await merge(page, go, all);
  check('Happening: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

/** Merges the first happening that has others near it. */
async function merge(page, go, all) {
  for (const one of all.slice(0, 12)) {
    await go(`/happenings/${one.id}`);
    await page.keyboard.press('m');
    await page.locator('dialog .candidates li').first().waitFor();
    const candidate = page.locator('dialog .candidates input').first();
    if (!(await candidate.count())) { await page.keyboard.press('Escape'); continue; }
    await candidate.check();
    await say(page, /^Merge 2/, 'to see them merged');
    await page.waitForFunction((before) => Number(document.querySelector('main h2').textContent.match(/\d+/)?.[0]) > before, one.mentions);
    check('two happenings are merged', true);
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: new RegExp(`^${one.mentions} mention`) }).waitFor();
    check('merging is undone', true);
    return;
  }
  check('two happenings are merged', false, 'no happening has another one near it');
}

export async function knowledge({ base }) {
  const person = (await asks(base)('/persons?limit=50')).items.find((one) => one.knowledge_id && one.country) ?? (await asks(base)('/persons?limit=1')).items[0];
  const { page, wrong, go, close } = await open(base);
  await go(`/persons/${encodeURIComponent(person.name)}`);
  await page.getByRole('button', { name: 'Add another name' }).click();
  await page.getByLabel('The other name').fill('Walker of Pages');
  await say(page, 'Add it', 'to see a name added');
  await page.getByText('Also called “Walker of Pages”').waitFor();
  check('a name is added', true);
  await page.keyboard.press('u');
  await page.getByText('Also called “Walker of Pages”').waitFor({ state: 'detached' });
  check('the name is taken back', true);
  await page.getByRole('button', { name: 'Add an office' }).click();
  await page.getByLabel('Post').fill('Minister of Walks');
  await page.getByLabel('Country').selectOption(person.country ?? 'GHA');
  await say(page, 'Add it', 'to see an office added');
  await page.getByText('Minister of Walks').first().waitFor();
  check('an office is added', true);
  check('Person: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}

export async function ledger({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/corrections');
  await page.locator('tbody tr').first().waitFor();
  const kinds = new Set(await page.locator('tbody td.caps').allInnerTexts());
  check('the ledger has every kind that was made', ['accept', 'strike', 'edit', 'add', 'merge', 'alias', 'office'].every((kind) => kinds.has(kind.toUpperCase()) || kinds.has(kind)), [...kinds].join());
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('office');
  await page.waitForURL('**kind=office**');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await page.getByRole('button', { name: /^Undo:/ }).first().click();
  await say(page, 'Undo it', 'the walk is over');
  await page.locator('tr.undone').waitFor();
  check('a correction is undone in the ledger', (await page.locator('tr.undone').innerText()).includes('the walk is over'));
  await page.goto(`${base}/corrections`);
  await page.locator('tbody tr').first().waitFor();
  for (const [name, what] of [['Gold (zip)', 'gold'], ['Knowledge (zip)', 'knowledge']]) {
    const file = await downloaded(page, () => page.getByRole('button', { name }).click());
    check(`${what} is handed on`, file.name === `entente-${what}.zip` && file.bytes.subarray(0, 2).toString() === 'PK', file.name);
  }
  await settle(page);
  check('Corrections: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}
