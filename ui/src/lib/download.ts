/** Makes files in the browser: tables as CSV, charts as SVG and PNG. */
import { csvText, type Cell } from './csv';
export type { Cell };

export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A table as a file. */
export function csv(head: string[], rows: Cell[][]): Blob {
  return new Blob([csvText(head, rows)], { type: 'text/csv;charset=utf-8' });
}

const drawn = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-opacity', 'opacity',
  'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline', 'letter-spacing', 'display', 'visibility', 'paint-order'];

/** The drawing as a file of its own: what style sheets say is written into each element. */
export function svg(drawing: SVGSVGElement): Blob {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [here, there] = [[drawing, ...drawing.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]];
  here.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of drawn) {
      const value = style.getPropertyValue(name);
      if (value) there[at].setAttribute(name, value);
    }
    there[at].removeAttribute('class');
  });
  for (const shown of copy.querySelectorAll('[data-screen]')) shown.remove();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  frame(copy, drawing);
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml;charset=utf-8' });
}

/** Puts paper under the copy and, where the drawing has `data-title` and `data-note`, these words above and below. */
function frame(copy: SVGSVGElement, drawing: SVGSVGElement): void {
  const { width, height, top, bottom, notes } = measure(drawing);
  const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() || 'gray';
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(top + height + bottom));
  copy.setAttribute('viewBox', `${-margin} ${-top} ${width} ${top + height + bottom}`);
  copy.setAttribute('overflow', 'visible');
  copy.prepend(element('rect', { x: -margin, y: -top, width, height: top + height + bottom, fill: color('--paper') }));
  if (drawing.dataset.title) copy.append(element('text', { x: 0, y: 27 - top, fill: color('--ink'), 'font-family': 'Georgia, serif', 'font-size': 20 }, drawing.dataset.title));
  notes.forEach((note, at) => copy.append(element('text', { x: 0, y: height + 18 + 15 * at, fill: color('--ink-2'), 'font-family': 'sans-serif', 'font-size': 11 }, note)));
}

/** White around a picture. */
const margin = 16;

function measure(drawing: SVGSVGElement): { width: number; height: number; top: number; bottom: number; notes: string[] } {
  const box = drawing.getBoundingClientRect();
  const [width, height] = [Math.round(box.width) + 2 * margin, Math.round(box.height)];
  const notes = drawing.dataset.note ? wrapped(drawing.dataset.note, Math.floor((width - 2 * margin) / 6)) : [];
  return { width, height, top: drawing.dataset.title ? 46 : margin, bottom: notes.length ? 15 * notes.length + 18 : margin, notes };
}

/** Lines of at most `longest` characters, broken between words. */
function wrapped(text: string, longest: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length > longest && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}

function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/** The same in dots, at twice the size. */
export async function png(drawing: SVGSVGElement, scale = 2): Promise<Blob> {
  const { width, height: tall, top, bottom } = measure(drawing);
  const height = top + tall + bottom;
  const picture = new Image();
  picture.src = URL.createObjectURL(svg(drawing));
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('the picture could not be made'))), 'image/png'));
}
