/** Round values from 0 to at least `most`, about `wanted` steps of them. */
export function rounds(most: number, wanted: number): number[] {
  if (!(most > 0)) return [0];
  const rough = most / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= rough) ?? power);
  const result: number[] = [];
  for (let value = 0; value <= most + 1e-9; value += step) result.push(value);
  return result;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Coordinates in a path: at most two decimals. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** One path of upright bars; bars without height are left out. */
export function bars(items: { x: number; y: number; width: number; height: number }[]): string {
  return items
    .filter((bar) => bar.height > 0)
    .map((bar) => `M${px(bar.x)} ${px(bar.y)}h${px(bar.width)}v${px(bar.height)}h${px(-bar.width)}z`)
    .join('');
}

/** Runs of neighboring points for which `holds`, as pairs of first and last index. */
export function runs<T>(items: T[], holds: (item: T) => boolean): [number, number][] {
  const result: [number, number][] = [];
  items.forEach((item, index) => {
    if (!holds(item)) return;
    const open = result.at(-1);
    if (open && open[1] === index - 1) open[1] = index;
    else result.push([index, index]);
  });
  return result;
}

/** Runs without reports are drawn as a break if they are longer than this, and than an eighth of the whole. */
const longest = 6;
/** How many points wide a break is. */
const breakWidth = 4;

export interface Slots {
  /** Left edges of the points, and the right edge of the last. */
  edges: number[];
  /** Width of a point that is not in a break. */
  step: number;
  /** First and last points of breaks. */
  breaks: [number, number][];
}

/** Where points stand between `left` and `right`: equally wide, but long runs that nothing covers are drawn together. */
export function slots(points: { covered: number }[], left: number, right: number): Slots {
  const breaks = runs(points, (point) => point.covered === 0).filter(([from, to]) => to - from + 1 > Math.max(longest, points.length / 8));
  const hidden = breaks.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const step = (right - left) / Math.max(1, points.length - hidden + breaks.length * breakWidth);
  const edges = [left];
  points.forEach((_, index) => {
    const inside = breaks.find(([from, to]) => index >= from && index <= to);
    edges.push(edges[index] + (inside ? (breakWidth * step) / (inside[1] - inside[0] + 1) : step));
  });
  return { edges, step, breaks };
}

/** The point in whose slot `x` lies. */
export function pointAt(edges: number[], x: number): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= x) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

export interface Box { left: number; top: number; right: number; bottom: number }

/** Whether `box` lies free of all others. */
export function isFree(box: Box, others: Box[]): boolean {
  return !others.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
}
