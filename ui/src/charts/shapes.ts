/** Answers of `/api/v1` that only charts and their pages read; the others are in `lib/shapes`. */
import type { Happening, Named, Party, Point, Quote, Turn } from '../lib/shapes';

/** The part of a relation that a tally counts. */
export type Strand = 'all' | 'military' | 'diplomatic' | 'economic';
export const strands: Exclude<Strand, 'all'>[] = ['military', 'diplomatic', 'economic'];

/** The contexts that make up a strand, as the service counts them. */
export const contextsOf: Record<Strand, string[]> = {
  all: [],
  military: ['military', 'intelligence', 'peacekeeping', 'terrorism', 'cbrn'],
  diplomatic: ['diplomatic'],
  economic: ['economic', 'natural_resource'],
};

export interface RelationParty { asked: string; name: string; code: string | null }
export interface Pair { first: number; second: number; points: Point[]; turns: Turn[]; happenings: number; expected_from: string | null }
export interface Relations { parties: RelationParty[]; pairs: Pair[]; first: string | null; last: string | null }

export interface Meeting { name: string; country: string | null; sector: string | null; with: string[]; happenings: number; first: string | null; last: string | null }

export interface Triangle { country: string; toward: Turn; away: Turn }
export interface Shifts { items: Turn[]; triangles: Triangle[] }

export interface NetworkNode { code: string; name: string; happenings: number }
export interface NetworkEdge { first: string; second: string; happenings: number; cooperation: number; conflict: number; score_mean: number | null }
export interface Network { nodes: NetworkNode[]; edges: NetworkEdge[] }

export interface Met { with: Party; happenings: number; first: string | null; last: string | null; ids: string[] }
export interface Profile { named: Named[]; met: Met[]; happenings: Happening[]; quotes: Quote[] }
