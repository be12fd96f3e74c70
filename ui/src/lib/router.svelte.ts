import { changed, type Changes } from './address';
export { to, whole } from './address';

/** Where we are. Every view is a plain address: its path names the page, its query all that was chosen. */
class Here {
  path = $state(location.pathname);
  search = $state(location.search);
  /** Counts visits: changes with every change of page, not of query. */
  visit = $state(0);
  params = $derived(new URLSearchParams(this.search));
}

export const here = new Here();

/** One value of the query, or ''. */
export function param(name: string): string {
  return here.params.get(name) ?? '';
}

/** All values of a name in the query. */
export function params(name: string): string[] {
  return here.params.getAll(name);
}

/** Goes to an address of these pages. `replace` leaves no step to come back to. */
export function go(to: string, { replace = false } = {}): void {
  const url = new URL(to, location.href);
  keepScroll();
  history[replace ? 'replaceState' : 'pushState'](null, '', url.pathname + url.search + url.hash);
  arrive(url.pathname, url.search);
}

/** Changes the query of this page: null, '' or [] takes a name out. */
export function setQuery(changes: Changes, { replace = false } = {}): void {
  go(here.path + changed(here.search, changes), { replace });
}

function arrive(path: string, search: string): void {
  if (path !== here.path) {
    here.visit += 1;
    scrollTo(0, 0);
  }
  here.path = path;
  here.search = search;
}

function keepScroll(): void {
  history.replaceState({ scroll: scrollY }, '');
}

/** Links inside these pages change the page without a load. Call once. */
export function follow(): void {
  history.scrollRestoration = 'auto';
  addEventListener('popstate', (event) => {
    arrive(location.pathname, location.search);
    const scroll: unknown = event.state?.scroll;
    if (typeof scroll === 'number') restore(scroll, 20);
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || !isPlainClick(event) || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname.startsWith('/api/') || url.pathname === '/openapi.json') return;
    if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
    event.preventDefault();
    go(url.href);
  });
}

/** Scrolls back once the page is long enough again; gives up after some frames. */
function restore(scroll: number, tries: number): void {
  scrollTo(0, scroll);
  if (Math.abs(scrollY - scroll) > 2 && tries > 0) setTimeout(() => restore(scroll, tries - 1), 50);
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
