/** Tables as comma-separated values: RFC 4180, with a byte-order mark for spreadsheets. */

export type Cell = string | number | boolean | null | undefined;

/** A cell that a spreadsheet would run as a formula starts with an apostrophe: report text is not to be trusted. */
export function csvText(head: string[], rows: Cell[][]): string {
  return `\ufeff${[head, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

/** What begins a formula, also behind white space and in full width. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
