/** Numbers, dates and codes as people read them. Dates are days without a clock: no time zone moves them. */
import type { Party } from './shapes';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const counts = new Intl.NumberFormat('en-US');

export const count = (value: number): string => counts.format(value);

/** `1 report`, `1,200 reports`. */
export function many(value: number, one: string, more = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : more}`;
}

/** `14 Jan 2025`. Anything that is no ISO day is given back as it is. */
export function day(iso: string | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  return parts ? `${Number(parts[3])} ${months[Number(parts[2]) - 1]} ${parts[1]}` : (iso ?? '');
}

/** `Jan 2025`. */
export function month(iso: string | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})/.exec(iso ?? '');
  return parts ? `${months[Number(parts[2]) - 1]} ${parts[1]}` : (iso ?? '');
}

/** `14 Jan 2025`, `14–16 Jan 2025`, `30 Dec 2024 – 2 Jan 2025`; whole months and years by their names, `Oct 2025`, `1971`; '' if neither is known. */
export function days(first: string | null | undefined, last: string | null | undefined): string {
  if (!first || !last || first === last) return day(first ?? last);
  if (first.endsWith('-01-01') && last === `${first.slice(0, 4)}-12-31`) return first.slice(0, 4);
  if (first.endsWith('-01') && first.slice(0, 7) === last.slice(0, 7) && isLastOfMonth(last)) return month(first);
  const [from, until] = [day(first), day(last)];
  if (first.slice(0, 7) === last.slice(0, 7)) return `${from.split(' ')[0]}–${until}`;
  if (first.slice(0, 4) === last.slice(0, 4)) return `${from.slice(0, -5)} – ${until}`;
  return `${from} – ${until}`;
}

function isLastOfMonth(iso: string): boolean {
  return new Date(Date.parse(iso) + 86_400_000).getUTCDate() === 1;
}

/** `14 Jan 2025, 15:04` from a moment in UTC. */
export function moment(iso: string | null | undefined): string {
  const time = /T(\d{2}:\d{2})/.exec(iso ?? '')?.[1];
  return time ? `${day(iso)}, ${time}` : day(iso);
}

/** `97 %`; never 100 % where it is less. */
export function percent(probability: number): string {
  const shown = Math.round(probability * 100);
  return `${shown === 100 && probability < 0.9995 ? '> 99' : shown}\u202f%`;
}

/** `+4.0`, `−3.5`, `0`. */
export function signed(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined) return '';
  const rounded = Number(value.toFixed(digits));
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${Math.abs(rounded).toFixed(digits)}`;
}

/** Codes whose words are others than their letters. */
const spelled: Record<string, string> = {
  demo: 'demonstration', 'third-party': 'through a third party', 'martial-law': 'martial law', 'suicide-attack': 'suicide attack', 'heavy-weapons': 'heavy weapons',
  'crowd-control': 'crowd control', 'in-service': 'in service', 'air-defence': 'air defense', 'small-arms': 'small arms', armour: 'armor',
  pro_democracy: 'pro-democracy', pro_autocracy: 'pro-autocracy', lgbt: 'LGBT', cbrn: 'CBRN', organisation: 'organization',
};

/** `political_institutions` → `political institutions`, `demo` → `demonstration`. */
export const words = (code: string | null | undefined): string => spelled[code ?? ''] ?? (code ?? '').replaceAll('_', ' ').toLowerCase();

/** `BGD MIL`, as parties are asked for. */
export const codeOf = (party: { country: string | null; sector: string | null }): string =>
  [party.country, party.sector].filter(Boolean).join(' ');

/** `A, B and C`. */
export function list(items: string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export const names = (parties: Party[]): string => list(parties.map((party) => party.name));

/** A name for a file: letters, digits and hyphens. */
export function fileName(...parts: (string | null | undefined)[]): string {
  const joined = parts.filter(Boolean).join('-').toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return joined.slice(0, 80) || 'entente';
}
