/** Keys of the pages: single letters, and `g` followed by one. They rest while somebody types. */
import { untrack } from 'svelte';
import { go } from './router.svelte';

export interface Key { keys: string; what: string; do: () => void }

const pages: [string, string, string][] = [
  ['t', 'Today', '/'], ['s', 'Search', '/search'], ['r', 'Relation', '/relation'], ['h', 'Shifts', '/shifts'], ['d', 'Materiel (deals)', '/materiel'],
  ['n', 'Network', '/network'], ['m', 'Map', '/map'], ['p', 'Persons', '/persons'], ['b', 'Bodies', '/bodies'], ['c', 'Code', '/code'], ['l', 'Corrections (ledger)', '/corrections'],
];

class Keyboard {
  help = $state(false);
  /** What the page that is open offers, for the list of keys. */
  own = $state.raw<Key[]>([]);
  readonly pages: Key[] = pages.map(([letter, what, path]) => ({ keys: `g ${letter}`, what, do: () => go(path) }));
  /** Not a state: what cleans up after an effect sees states as they were before. */
  #offers: Key[][] = [];
  #waiting = -Infinity;

  /** A page's own keys, while its component lives. Call while it is set up. */
  offer(keys: () => Key[]): void {
    $effect(() => {
      const offered = keys();
      untrack(() => this.#keep([...this.#offers, offered]));
      return () => this.#keep(this.#offers.filter((one) => one !== offered));
    });
  }

  #keep(offers: Key[][]): void {
    this.#offers = offers;
    this.own = offers.flat();
  }

  press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    const key = event.key;
    if (performance.now() - this.#waiting < 1200) {
      this.#waiting = -Infinity;
      this.#run(event, this.pages.find((page) => page.keys === `g ${key}`));
    } else if (key === 'g') this.#waiting = performance.now();
    else if (key === '?') this.help = true;
    else if (key === '/') this.#run(event, { keys: '/', what: '', do: focusSearch });
    else if (key === 'j' || key === 'k') this.#run(event, this.own.findLast((own) => own.keys === key) ?? { keys: key, what: '', do: () => move(key === 'j' ? 1 : -1) });
    else this.#run(event, this.own.findLast((own) => own.keys === key));
  };

  #run(event: KeyboardEvent, key: Key | undefined): void {
    if (!key) return;
    event.preventDefault();
    key.do();
  }
}

export const keyboard = new Keyboard();

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]') ?? document.querySelector<HTMLInputElement>('input[type=search]');
  field?.focus();
  field?.select();
}

/** Moves the focus among the items of the lists on the page: elements with `data-item`, or the first link in them. */
function move(step: number): void {
  const items = [...document.querySelectorAll<HTMLElement>('main [data-item]')].filter((item) => item.offsetParent !== null);
  if (!items.length) return;
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + step))];
  const focus = next.matches('a, button, [tabindex]') ? next : next.querySelector<HTMLElement>('a, button');
  focus?.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
    || (target.tagName === 'INPUT' && !/^(checkbox|radio|button|range)$/.test((target as HTMLInputElement).type)));
}
