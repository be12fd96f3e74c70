/** What the service answers, field by field; see `/openapi.json`. Offsets count Unicode code points. */

export type Quad = 1 | 2 | 3 | 4;
export type Interval = [number, number];

export interface Party { name: string; country: string | null; sector: string | null }

export interface EventRow {
  id: string; happening: string | null; report: string; title: string | null; publisher: string | null;
  published: string | null; url: string | null;
  type: string; mode: string | null; status: string; quad: Quad; score: number; cameo: string | null; goldstein: number | null;
  contexts: string[]; actors: Party[]; recipients: Party[];
  date_start: string | null; date_end: string | null; date_basis: string | null;
  place: string | null; place_country: string | null; latitude: number | null; longitude: number | null;
  attribution: string | null; denials: number; confidence: number; trigger: string; evidence: string;
  review?: Review | null;
}
export type Review = 'accepted' | 'edited' | 'added';

export interface Disagreement { field: string; values: { value: unknown; events: string[]; publishers: string[] }[] }

export interface Happening {
  id: string; mentions: number; reports: number; publishers: number; first_published: string | null; last_published: string | null;
  event: string; type: string; mode: string | null; status: string; quad: Quad; score: number; goldstein: number | null;
  contexts: string[]; actors: Party[]; recipients: Party[];
  date_start: string | null; date_end: string | null; date_basis: string | null;
  place: string | null; place_country: string | null; latitude?: number | null; longitude?: number | null;
  confidence: number; disagreements: Disagreement[]; evidence: string; publisher: string | null; title: string | null; url: string | null;
}

export interface ReportRow {
  id: string; published: string | null; publisher: string | null; title: string | null; events: number;
  language?: string | null; url: string | null; beginning?: string | null;
}
export interface Story {
  id: string; first_published: string | null; last_published: string | null; reports: number; publishers: number;
  title: string | null; publisher: string | null; report: string;
}
export interface Office {
  rank: string | null; post: string | null; body: string | null; country: string | null; when: 'current' | 'former' | 'incoming' | string;
  first: string | null; last: string | null; reports: number;
}
export interface Named { name: string; kind: string; country: string | null; knowledge_id: string | null; reports: number; offices: Office[] }
export interface Quote {
  report: string; published: string | null; publisher: string | null; style: string; speaker: string | null; speaker_country: string | null;
  target: string | null; cue: string | null; text: string; start: number; end: number;
}
export interface Step {
  stage: string; first: string | null; last: string | null; quantity: unknown; amount: unknown; currency: string | null;
  reports: number; publishers: number; events: string[]; evidence: string | null;
}
export interface Deal { item: string | null; name: string | null; class: string | null; supplier: string | null; receiver: string | null; steps: Step[] }

export interface Estimate { value: number; interval: Interval }
export interface Change { measure: string; kind: string; before: Estimate; after: Estimate; probability: number }
export interface Reason {
  happening: string; event: string; type: string; mode: string | null; date_start: string | null; actors: Party[]; recipients: Party[];
  publishers: number; grounds: string[]; evidence: string; publisher: string | null; title: string | null; url: string | null;
}
export interface Turn {
  first: string; second: string; course: string; began: string; began_first: string; began_last: string; told: string | null;
  probability: number; changes: Change[]; made_by: Reason[]; at?: string | null;
}
export interface Tally {
  happenings: number; mentions: number; by_quad: [number, number, number, number];
  score_sum: number | null; score_mean: number | null; goldstein_sum: number | null; goldstein_mean: number | null;
}
export interface Level {
  count: number; rate: Estimate | null; expected: { mean: number; eighty: Interval; ninety_five: Interval } | null;
}
export interface Point {
  period: string; first: string; last: string; covered: number; all: Tally; forth: Tally; back: Tally; mutual: Tally;
  military: Tally; diplomatic: Tally; economic: Tally; attention_of_first: number; attention_of_second: number;
  cooperation: Level; conflict: Level;
}
export interface PlaceCount {
  name: string; country: string | null; latitude: number | null; longitude: number | null; happenings: number; cooperation: number; conflict: number;
}
export interface Correction {
  id: string; kind: string; target: string | null;
  /** The report whose events it is about, and the event that it is about or made. */
  report?: string | null; event?: string | null;
  body: Record<string, unknown>; by: string; reason: string; at: string;
  undone: null | { by: string; reason: string; at: string }; state: 'applied' | 'stale' | 'undone';
  /** Earlier corrections that it contradicts. */
  overrides?: string[];
}
export interface Page<T> { items: T[]; next: string | null }

export interface Codes {
  types: { type: string; quad: Quad; modes: string[]; definition: string }[]; statuses: string[]; contexts: string[];
  sectors: { code: string; name: string }[]; stages: string[]; classes: string[]; countries: { code: string; name: string }[];
}
export interface Today {
  cursor: string; last_published: string | null; new: null | { reports: number; events: number };
  alerts: (Turn | { turn: Turn; at: string | null })[]; happenings: Happening[]; stories: Story[]; places: PlaceCount[];
  volume: { day: string; reports: number; happenings: number }[];
}

/** The published record, `entente/1`: what one report becomes. */
export interface Span { start: number; end: number }
export interface Mention extends Span { text: string; form?: string }
export interface Entity {
  id: string; kind: string; name: string; country: string | null; sectors: string[]; knowledge_id: string | null; wikidata: string | null;
  offices: (Span & { rank: string | null; post: string | null; body: string | null; country: string | null; when: string })[];
  mentions: Mention[];
}
export interface CodedParty extends Span {
  entity: string | null; text: string; country: string | null; sector: string | null; other_sectors: string[]; name?: string | null;
}
export interface CodedEvent {
  id: string; sentence: number; trigger: Mention; type: string; mode: string | null; status: string; quad: Quad; score: number;
  cameo: string | null; goldstein: number | null; contexts: string[]; actors: CodedParty[]; recipients: CodedParty[];
  date: null | { start: string; end: string; basis: string; text: string | null; span: Interval | null };
  place: null | { text: string; span: Interval | null; name: string | null; country: string | null; admin1?: string | null; lat: number | null; lon: number | null };
  attribution: null | { entity: string | null; text: string; span: Interval | null };
  denied_by?: unknown[]; confidence: number; evidence: Interval[]; why: string | null;
}
export interface Record1 {
  schema: string; id: string; title: string | null; url: string | null; publisher: string | null; published: string | null; language: string | null;
  dateline: null | (Span & { places: string[]; date: string | null });
  text_sha256: string;
  coder: { name: string; version: string; models: string; knowledge: string };
  sentences: Interval[]; entities: Entity[]; events: CodedEvent[];
  times: (Mention & { first: string | null; last: string | null })[];
  places: (Mention & { name: string | null; country: string | null; admin1: string | null; lat: number | null; lon: number | null })[];
  quotes: (Mention & { style?: string; speaker: string | null; cue: string | null; target?: string | null; why?: string | null })[];
  statements?: (Mention & { speaker: string | null; cue: string | null })[];
  numbers: (Mention & { kind: string; low: number | null; high: number | null; of: string | null; event?: string | null; attribution?: unknown })[];
  materiel: (Mention & {
    item: string | null; class: string | null; supplier: string | null; receiver: string | null; maker?: string | null; stage: string | null;
    quantity: unknown; value?: unknown; event: string | null; why?: string | null;
  })[];
  warnings: string[];
}
export interface Report {
  version: number; state: string; versions: number; byline: string | null; source: string | null; added: string | null; story: string | null;
  text: string; record: Record1; happenings: Record<string, string>; corrections: Correction[]; coded: Record1 | null;
}
