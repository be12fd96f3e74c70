import { percent } from '../lib/format';
import type { Change, Turn } from '../lib/shapes';
import { monthsLabel } from './time';

/** Whether a course is one to the better, to the worse, or neither. */
export function direction(course: string): 'warmer' | 'cooler' | 'other' {
  if (/warm|better|closer/.test(course)) return 'warmer';
  if (/cool|worse|cold/.test(course)) return 'cooler';
  return 'other';
}

/** The sign that stands for a course where there is no color. */
export function courseSign(course: string): string {
  return { warmer: '▲', cooler: '▼', other: '◆' }[direction(course)];
}

/** `Aug–Oct 2024`: when it may have begun. */
export function beganLabel(turn: Turn): string {
  return monthsLabel(turn.began_first, turn.began_last);
}

/** `cooperation from 5.2 to 0.9 a month`. */
export function changeSentence(change: Change): string {
  const { before, after } = change;
  if (change.measure === 'balance') return `share of cooperation from ${share(before.value)} to ${share(after.value)}`;
  return `${change.measure} from ${amount(before.value)} to ${amount(after.value)} a month`;
}

/** `Bangladesh and Pakistan warmer since Sep 2024`. */
export function turnHeadline(turn: Turn, first: string, second: string): string {
  return `${first} and ${second} ${turn.course} since ${monthsLabel(turn.began, turn.began)}`;
}

function share(value: number): string {
  return `${Math.round(value * 100)} %`;
}

function amount(value: number): string {
  return value.toFixed(1);
}
