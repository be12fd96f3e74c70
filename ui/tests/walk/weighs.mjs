/** What the first screen costs on the wire. */
import { open } from './browser.mjs';
import { check } from './tally.mjs';

const most = 200 * 1024;

export async function weighs(base) {
  const { page, go, close } = await open(base);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  await go('/');
  await page.waitForTimeout(1_500);
  check(`the first screen takes less than 200 KB (${Math.round(bytes / 1024)} KB)`, bytes < most);
  await close();
}
