/** Lays everything that a record points at over its text: pieces of text with the marks that cover each. */
import { CodePoints } from './spans';
import type { CodedEvent, Quad, Record1 } from './shapes';

export type Kind = 'trigger' | 'actor' | 'recipient' | 'date' | 'place' | 'quote' | 'number' | 'materiel';
export const kinds: { kind: Kind; name: string }[] = [
  { kind: 'trigger', name: 'event' }, { kind: 'actor', name: 'actor' }, { kind: 'recipient', name: 'recipient' }, { kind: 'date', name: 'date' },
  { kind: 'place', name: 'place' }, { kind: 'quote', name: 'quote' }, { kind: 'number', name: 'number' }, { kind: 'materiel', name: 'materiel' },
];

export interface Mark {
  kind: Kind; start: number; end: number; events: string[]; title: string; quad: Quad | null;
  /** An analyst struck the event: its words stay to be seen. */
  struck?: boolean;
}
export interface Piece {
  text: string;
  /** UTF-16 position in the whole text. */
  at: number;
  /** Outermost first. */
  marks: Mark[];
  /** The events whose trigger begins here: the piece that can be focused for them. */
  opens: string[];
}

/** What the record points at, each kind and span once. A span that is not in the text, or has other words, is left out. */
export function marksOf(record: Record1, points: CodePoints, struck: CodedEvent[] = []): Mark[] {
  const found = new Map<string, Mark>();
  const put = (kind: Kind, start: number | undefined, end: number | undefined, words: string | null | undefined, event: string | null, title: string, quad: Quad | null = null) => {
    if (start === undefined || end === undefined || !points.holds(start, end, words)) return;
    const key = `${kind} ${start} ${end}`;
    const known = found.get(key);
    if (!known) found.set(key, { kind, start, end, events: event ? [event] : [], title, quad });
    else if (event && !known.events.includes(event)) known.events.push(event);
  };
  for (const event of record.events) {
    put('trigger', event.trigger.start, event.trigger.end, event.trigger.text, event.id, event.type, event.quad);
    for (const actor of event.actors) put('actor', actor.start, actor.end, actor.text, event.id, 'actor');
    for (const recipient of event.recipients) put('recipient', recipient.start, recipient.end, recipient.text, event.id, 'recipient');
    put('date', event.date?.span?.[0], event.date?.span?.[1], null, event.id, 'date');
    put('place', event.place?.span?.[0], event.place?.span?.[1], event.place?.text, event.id, 'place');
  }
  for (const time of record.times) put('date', time.start, time.end, time.text, null, 'date');
  for (const place of record.places) put('place', place.start, place.end, place.text, null, place.name ?? 'place');
  for (const quote of record.quotes) put('quote', quote.start, quote.end, quote.text, null, 'quote');
  for (const number of record.numbers) put('number', number.start, number.end, number.text, number.event ?? null, number.kind);
  for (const item of record.materiel) put('materiel', item.start, item.end, item.text, item.event, item.class ?? 'materiel');
  for (const event of struck) {
    const { start, end, text } = event.trigger;
    if (points.holds(start, end, text) && !found.has(`trigger ${start} ${end}`)) {
      found.set(`trigger ${start} ${end}`, { kind: 'trigger', start, end, events: [event.id], title: event.type, quad: event.quad, struck: true });
    }
  }
  return [...found.values()];
}

/** Paragraphs of pieces. Cuts wherever a mark begins or ends and at each line's end; `shown` says which kinds. */
export function paragraphs(points: CodePoints, marks: Mark[], shown: ReadonlySet<Kind>): Piece[][] {
  const units = marks.filter((mark) => shown.has(mark.kind)).map((mark) => ({ mark, from: points.unit(mark.start)!, until: points.unit(mark.end)! }))
    .sort((one, other) => one.from - other.from || other.until - one.until || one.mark.kind.localeCompare(other.mark.kind));
  const { text } = points;
  const result: Piece[][] = [];
  for (const line of linesOf(text)) {
    const inside = units.filter((unit) => unit.from < line.until && unit.until > line.from);
    const cuts = [...new Set([line.from, line.until, ...inside.flatMap((unit) => [unit.from, unit.until])])]
      .filter((cut) => cut >= line.from && cut <= line.until).sort((one, other) => one - other);
    const pieces = cuts.slice(0, -1).map((from, at): Piece => {
      const until = cuts[at + 1];
      const covering = inside.filter((unit) => unit.from <= from && unit.until >= until);
      const opening = covering.filter((unit) => unit.mark.kind === 'trigger' && unit.from === from);
      return { text: text.slice(from, until), at: from, marks: covering.map((unit) => unit.mark), opens: opening.flatMap((unit) => unit.mark.events) };
    });
    if (pieces.length) result.push(pieces);
  }
  return result;
}

function linesOf(text: string): { from: number; until: number }[] {
  return [...text.matchAll(/[^\n]+/g)].filter((line) => line[0].trim()).map((line) => ({ from: line.index, until: line.index + line[0].length }));
}

/** Events in the order of the text. */
export function inOrder(events: CodedEvent[]): CodedEvent[] {
  return [...events].sort((one, other) => one.trigger.start - other.trigger.start || one.id.localeCompare(other.id));
}
