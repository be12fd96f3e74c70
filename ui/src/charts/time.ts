/** Days and periods as the charts write them. Days are ISO and in UTC throughout. */
import { day, month } from '../lib/format';
import type { Slots } from './scale';

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year';

export const periods: Period[] = ['day', 'week', 'month', 'quarter', 'year'];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Days since 1970-01-01. */
export function dayNumber(iso: string): number {
  return Math.round(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10) || 1)) / 86_400_000);
}

export function isoDay(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

/** `Jan 2025 – Mar 2025` of whole months, with the years said once where they agree. */
export function monthsLabel(first: string, last: string): string {
  if (first.slice(0, 7) === last.slice(0, 7)) return month(first);
  if (first.slice(0, 4) === last.slice(0, 4)) return `${months[Number(first.slice(5, 7)) - 1]}–${month(last)}`;
  return `${month(first)} – ${month(last)}`;
}

/** What a period is called: `Jan 2025`, `Q1 2025`, `week of 13 Jan 2025`. */
export function periodLabel(point: { period: string; first: string }, by: Period): string {
  switch (by) {
    case 'day':
      return day(point.first);
    case 'week':
      return `week of ${day(point.first)}`;
    case 'month':
      return month(point.first);
    case 'quarter':
      return `${point.period.slice(5)} ${point.period.slice(0, 4)}`;
    case 'year':
      return point.period;
  }
}

/** A mark on a time axis: `small` under its point, `large` where a new year or month begins. */
export interface Tick {
  index: number;
  small: string | null;
  large: string | null;
}

/** Marks for points in their slots, none closer than their words are wide; points in breaks have none. */
export function ticks(points: { period: string; first: string }[], by: Period, { edges, step, breaks }: Slots): Tick[] {
  const result: Tick[] = [];
  let lastLarge = -Infinity;
  let previous: string | null = null;
  const every = spacing(by, step);
  points.forEach((point, index) => {
    if (breaks.some(([from, to]) => index >= from && index <= to)) return;
    const group = groupOf(point.first, by);
    const begins = group !== previous;
    previous = group;
    const large = begins && edges[index] - lastLarge >= (by === 'day' ? 64 : 40) ? group : null;
    if (large !== null) lastLarge = edges[index];
    const small = every !== null && placeIn(point, by, index) % every === 0 ? smallLabel(point, by) : null;
    if (large !== null || small !== null) result.push({ index, small, large });
  });
  return result;
}

function groupOf(first: string, by: Period): string | null {
  if (by === 'year') return null;
  return by === 'day' ? month(first) : first.slice(0, 4);
}

/** Every how manyth point of its group carries small words; none where not even one fits. */
function spacing(by: Period, step: number): number | null {
  const choices: Record<Period, number[]> = { day: [1, 5, 10], week: [1, 2, 4, 8], month: [1, 2, 3, 6], quarter: [1, 2], year: [1, 2, 5, 10] };
  const width: Record<Period, number> = { day: 22, week: 48, month: 32, quarter: 28, year: 40 };
  return choices[by].find((every) => every * step >= width[by]) ?? (by === 'year' ? 20 : null);
}

function placeIn(point: { period: string; first: string }, by: Period, index: number): number {
  switch (by) {
    case 'day':
      return Number(point.first.slice(8, 10)) % 30 === 0 ? 1 : Number(point.first.slice(8, 10)) - 1;
    case 'week':
      return index;
    case 'month':
      return Number(point.first.slice(5, 7)) - 1;
    case 'quarter':
      return Number(point.period.slice(6)) - 1;
    case 'year':
      return Number(point.period);
  }
}

function smallLabel(point: { period: string; first: string }, by: Period): string {
  switch (by) {
    case 'day':
      return String(Number(point.first.slice(8, 10)));
    case 'week':
      return `${Number(point.first.slice(8, 10))} ${months[Number(point.first.slice(5, 7)) - 1]}`;
    case 'month':
      return months[Number(point.first.slice(5, 7)) - 1];
    case 'quarter':
      return point.period.slice(5);
    case 'year':
      return point.period;
  }
}
