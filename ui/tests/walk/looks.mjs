/** Every page in both themes, wide and narrow: nothing fails, nothing is too wide, axe finds nothing serious. */
import { asks, faults, open } from './browser.mjs';
import { check } from './tally.mjs';

/** A page of each kind, of what the store tells most of. */
export async function addresses(base) {
  const get = asks(base);
  const [event] = (await get('/events?limit=1')).items;
  const [story] = (await get('/stories?limit=1&publishers=2')).items.concat((await get('/stories?limit=1')).items);
  const [person] = (await get('/persons?limit=1')).items;
  const [body] = (await get('/bodies?limit=1')).items;
  const [tie] = (await get('/network')).edges;
  return [
    ['today', '/'], ['search', '/search?words=president'], ['happenings', '/search?of=happenings&sort=weight'], ['reports', '/search?of=reports'],
    ['report', `/reports/${encodeURIComponent(event.report)}?event=${event.id}`], ['happening', `/happenings/${event.happening}`],
    ['story', `/stories/${story.id}`], ['code', '/code'], ['corrections', '/corrections'], ['relation', `/relation?party=${tie.first}&party=${tie.second}`],
    ['relation-none', '/relation'], ['shifts', '/shifts'], ['materiel', '/materiel'], ['network', '/network'], ['map', '/map'],
    ['persons', '/persons'], ['person', `/persons/${encodeURIComponent(person.name)}`], ['bodies', '/bodies'], ['body', `/bodies/${encodeURIComponent(body.name)}`],
    ['nowhere', '/nowhere'],
  ];
}

/** `windows` are themes and widths, such as `dark-360`. */
export async function looks(base, windows, shots) {
  const all = await addresses(base);
  for (const [theme, width] of windows.map((one) => one.split('-'))) {
    const { page, wrong, go, close } = await open(base, { width: Number(width), theme });
    for (const [name, path] of all) {
      wrong.length = 0;
      await go(path);
      await page.waitForTimeout(300);
      const at = `${name}, ${theme}, ${width}`;
      const serious = await faults(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(`${at}: nothing fails`, wrong.length === 0, () => wrong.join(' | '));
      check(`${at}: accessible`, serious.length === 0, () => serious.join(' | '));
      check(`${at}: fits`, over <= 0, `${over} px too wide`);
      check(`${at}: has one heading of the page`, (await page.locator('h1').count()) === 1);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${theme}-${width}.png` });
    }
    await close();
  }
}
