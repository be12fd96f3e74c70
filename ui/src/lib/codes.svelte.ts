/** The code lists of the service, asked for once. Names fall back to codes until they are there. */
import { get } from './api';
import type { Codes, Quad } from './shapes';

/** The lists as the service gives them; sectors may come without their names. */
interface Given extends Omit<Codes, 'types' | 'sectors'> {
  types: { type?: string; name?: string; quad: Quad; modes: string[]; definition?: string }[];
  sectors: (string | { code: string; name: string })[];
}

/** The codebook's sectors in words. */
const sectorNames: Record<string, string> = {
  GOV: 'Government', MIL: 'Military', SPY: 'Intelligence', COP: 'Police', JUD: 'Courts', LEG: 'Parliament', PTY: 'Parties', OPP: 'Opposition', REB: 'Rebels',
  PRM: 'Militias for the state', UAF: 'Unknown armed men', CRM: 'Criminals', CVL: 'Civilians', BUS: 'Firms', JRN: 'Media', MED: 'Health bodies',
  EDU: 'Education', LAB: 'Labor', AGR: 'Farmers', REL: 'Religious bodies', REF: 'Refugees', SOC: 'Civil society', ELI: 'Former officials',
  PRE: 'Breakaway authorities', UNK: 'Not said who',
};

function whole(given: Given): Codes {
  return {
    ...given,
    types: given.types.map((one) => ({ type: one.type ?? one.name ?? '', quad: one.quad, modes: one.modes, definition: one.definition ?? '' })),
    sectors: given.sectors.map((one) => (typeof one === 'string' ? { code: one, name: sectorNames[one] ?? one } : one)),
  };
}

class CodeLists {
  lists = $state.raw<Codes | null>(null);
  #asked = false;
  #countries = $derived(new Map(this.lists?.countries.map((country) => [country.code, country.name])));
  #sectors = $derived(new Map(this.lists?.sectors.map((sector) => [sector.code, sector.name])));

  /** Asks for the lists unless somebody has; a failure is tried again at the next call. */
  load(): void {
    if (this.#asked) return;
    this.#asked = true;
    get<Given>('/codes').then((given) => { this.lists = whole(given); }, () => { this.#asked = false; });
  }

  /** What a type of event means, in a sentence of the codebook. */
  meaning = (type: string): string => this.lists?.types.find((one) => one.type === type)?.definition ?? '';
  country = (code: string | null | undefined): string => (code ? (this.#countries.get(code) ?? code) : '');
  sector = (code: string | null | undefined): string => (code ? (this.#sectors.get(code) ?? code) : '');
  /** `BGD MIL` → `Bangladesh, military`; words that are no code stay. */
  party(text: string): string {
    const [country, sector] = text.split(' ');
    if (!this.#countries.has(country)) return text;
    return sector && this.#sectors.has(sector) ? `${this.country(country)}, ${this.sector(sector).toLowerCase()}` : this.country(country);
  }
}

export const codes = new CodeLists();
