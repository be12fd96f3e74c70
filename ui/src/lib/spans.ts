/** Offsets of the service count code points, those of the browser UTF-16 units: converted here, once, and nowhere else. */

export class CodePoints {
  #units: Uint32Array;
  readonly length: number;

  constructor(readonly text: string) {
    const units = new Uint32Array(text.length + 1);
    let n_points = 0;
    for (let unit = 0; unit < text.length; n_points += 1) {
      units[n_points] = unit;
      unit += (text.codePointAt(unit)! > 0xffff) ? 2 : 1;
    }
    units[n_points] = text.length;
    this.#units = units.subarray(0, n_points + 1);
    this.length = n_points;
  }

  /** The UTF-16 position of a code point, or null beyond the text. */
  unit(point: number): number | null {
    return point >= 0 && point <= this.length ? this.#units[point] : null;
  }

  /** The code point at a UTF-16 position (the one it falls into). */
  point(unit: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#units[middle] <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  slice(start: number, end: number): string {
    const from = this.unit(start);
    const until = this.unit(end);
    return from === null || until === null ? '' : this.text.slice(from, until);
  }

  /** Whether a span lies in the text and, where its words are known, has these words. */
  holds(start: number, end: number, words?: string | null): boolean {
    if (!(start >= 0 && start < end && end <= this.length)) return false;
    return words == null || this.slice(start, end) === words;
  }
}
