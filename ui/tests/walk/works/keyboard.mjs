/** The whole way without a mouse: search, open, choose, accept, undo; every page by its keys. */
import { asks, open, settle } from '../browser.mjs';
import { check } from '../tally.mjs';

const pages = { t: '/', r: '/relation', h: '/shifts', d: '/materiel', n: '/network', m: '/map', p: '/persons', b: '/bodies', c: '/code', l: '/corrections', s: '/search' };

export async function keyboard({ base }) {
  const { page, wrong, go, close } = await open(base);
  await go('/');
  await page.keyboard.press('Tab');
  check('the first Tab offers to skip to the page', (await page.evaluate(() => document.activeElement?.textContent)) === 'Skip to the page');
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  check('? lists the keys', (await page.locator('dialog[open] kbd').count()) > 12);
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  for (const [letter, path] of Object.entries(pages)) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await page.waitForURL(base + path);
    await settle(page);
  }
  check('g and a letter go to every page', true);

  await page.keyboard.press('/');
  await page.keyboard.type('visited');
  await page.keyboard.press('Enter');
  await page.waitForURL('**words=visited**');
  // Of the list for these words, not of the one before: more than one line tells of a visit at the head.
  await page.waitForFunction(() => {
    const lines = [...document.querySelectorAll('[aria-busy=false] article.line')].slice(0, 5);
    return lines.length > 0 && lines.filter((line) => /visit/i.test(line.textContent)).length > 1;
  });
  await page.waitForTimeout(500);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('j');
  check('what has the focus shows it', (await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle)) !== 'none');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/reports/**');
  await page.locator('li.here').waitFor();
  await page.keyboard.press('a');
  await page.locator('dialog[open]').waitFor();
  await page.getByLabel('Your name').focus();
  await page.keyboard.type('Only keys');
  await page.keyboard.press('Tab');
  await page.keyboard.type('read twice');
  await page.keyboard.press('Enter');
  await page.locator('li.here .review').first().waitFor();
  check('an event is accepted with the keys alone', true);
  check('the focus comes back from the dialog', await page.evaluate(() => !document.querySelector('dialog[open]')));
  await page.keyboard.press('u');
  await page.waitForFunction(() => !document.querySelector('li.here .review'));
  check('it is undone with a key', (await asks(base)('/corrections?limit=1')).items[0].undone !== null);
  check('Keys: nothing fails', wrong.length === 0, () => wrong.join(' | '));
  await close();
}
