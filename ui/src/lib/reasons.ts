/** The reasons of an event, taken apart by the field that each gives grounds for. */
import type { CodedEvent } from './shapes';

export type Field = 'what' | 'status' | 'actors' | 'recipients' | 'date' | 'place' | 'contexts' | 'attribution';

/** The clauses of `why` that speak of one field; for a party those that name its words. */
export function reasonsFor(event: CodedEvent, field: Field, words?: string): string[] {
  const all = clauses(event.why);
  const of = all.filter((clause) => fieldOf(clause) === field);
  const named = words === undefined ? of : of.filter((clause) => !/^(actor|recipient) `/.test(clause) || clause.includes(`\`${words}\``));
  return named;
}

/** Splits at semicolons outside of backticks. */
export function clauses(why: string | null): string[] {
  const result: string[] = [];
  let [clause, quoted] = ['', false];
  for (const sign of why ?? '') {
    if (sign === '`') quoted = !quoted;
    if (sign === ';' && !quoted) {
      result.push(clause.trim());
      clause = '';
    } else clause += sign;
  }
  return [...result, clause.trim()].filter(Boolean);
}

function fieldOf(clause: string): Field {
  if (/^(actor|also considered as actor)\b/.test(clause)) return 'actors';
  if (/^(recipient|also considered as recipient)\b/.test(clause)) return 'recipients';
  if (/^(status|section 4)\b/.test(clause)) return 'status';
  if (/^(ruling \d+: .*\bday\b|date\b|day\b)/.test(clause)) return 'date';
  if (/^(place|where)\b/.test(clause)) return 'place';
  if (/^context/.test(clause)) return 'contexts';
  if (/^(attribution|said by|source)\b/.test(clause)) return 'attribution';
  return 'what';
}

/** Why a date is what it is, in words. */
export const basisWords: Record<string, string> = {
  stated: 'The report says so.', dateline: 'Taken from the dateline.', published: 'The report does not say; the day of publication stands in.',
};
