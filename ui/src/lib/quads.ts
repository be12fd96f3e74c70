/** The four quads: cooperation and conflict, in words and in deeds. Each has a name, a letter and a shape beside its color. */
import type { Quad } from './shapes';

export interface QuadSign { quad: Quad; name: string; letter: string; slug: 'vc' | 'mc' | 'vx' | 'mx'; cooperation: boolean; deed: boolean }

/** In the codebook's order. Round is cooperation, pointed conflict; hollow is words, full is deeds. */
export const quads: QuadSign[] = [
  { quad: 1, name: 'verbal cooperation', letter: 'c', slug: 'vc', cooperation: true, deed: false },
  { quad: 2, name: 'material cooperation', letter: 'C', slug: 'mc', cooperation: true, deed: true },
  { quad: 3, name: 'verbal conflict', letter: 'x', slug: 'vx', cooperation: false, deed: false },
  { quad: 4, name: 'material conflict', letter: 'X', slug: 'mx', cooperation: false, deed: true },
];

export function sign(quad: Quad): QuadSign {
  return quads[quad - 1] ?? quads[0];
}
