/** What prevails between two: told by color and by dashes. */
export type Balance = 'cooperation' | 'mixed' | 'conflict';

/** Cooperation or conflict where two of three happenings are it, else mixed. */
export function balanceOf(sides: { cooperation: number; conflict: number }): Balance {
  const all = sides.cooperation + sides.conflict;
  if (!all) return 'mixed';
  if (sides.cooperation / all >= 2 / 3) return 'cooperation';
  return sides.conflict / all >= 2 / 3 ? 'conflict' : 'mixed';
}
