import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import type { NetworkEdge, NetworkNode } from './shapes';

/** A node with its place and size in pixels, and its name, or its code where the name is too long for the picture. */
export interface Placed extends NetworkNode { x: number; y: number; radius: number; shown: string }

interface Body extends SimulationNodeDatum { code: string; shown: string; radius: number; room: number }

/** With so many nodes there is room for long names. */
const few = 20;

/** Names of kinds of bodies, short enough for the picture. */
const shorter: Record<string, string> = { IGO: 'intergovernmental bodies', NGO: 'non-state bodies', MNC: 'multinational firms', IMG: 'militarized groups' };

/** Radius of a node: its area goes with the number of happenings. */
export function radiusOf(happenings: number, most: number): number {
  return 5 + 17 * Math.sqrt(happenings / Math.max(1, most));
}

/**
 * Places nodes so that those who deal much lie near each other. The same network in the same
 * box gives the same picture: forces start from a spiral in the order of `nodes`, and `d3-force`
 * draws its random numbers from a fixed row.
 */
export function place(nodes: NetworkNode[], edges: NetworkEdge[], width: number, height: number): Placed[] {
  const longest = width < 480 ? 3 : 24;
  const narrow = width < 480 ? 0.72 : 1;
  const most = Math.max(1, ...nodes.map((node) => node.happenings));
  const ordered = [...nodes].sort((a, b) => b.happenings - a.happenings || (a.code < b.code ? -1 : 1));
  const bodies: Body[] = ordered.map((node) => {
    const radius = narrow * radiusOf(node.happenings, most);
    const shown = node.name.length > longest ? (narrow === 1 && nodes.length <= few ? (shorter[node.code] ?? node.code) : node.code) : node.name;
    return { code: node.code, shown, radius, room: Math.max(radius + 8, Math.min(46, shown.length * 3.1)) };
  });
  const known = new Set(bodies.map((body) => body.code));
  const heaviest = Math.max(1, ...edges.map((edge) => edge.happenings));
  const links = edges
    .filter((edge) => known.has(edge.first) && known.has(edge.second))
    .map((edge) => ({ source: edge.first, target: edge.second, weight: Math.sqrt(edge.happenings / heaviest) }));
  forceSimulation<Body>(bodies)
    .force('link', forceLink<Body, { source: string; target: string; weight: number }>(links).id((body) => body.code).distance((link) => 150 - 60 * link.weight).strength((link) => 0.08 + 0.5 * link.weight))
    .force('charge', forceManyBody<Body>().strength(-700).distanceMax(700))
    .force('x', forceX<Body>(0).strength(0.05 * Math.min(1.6, height / width)))
    .force('y', forceY<Body>(0).strength(0.05 * Math.max(1, width / height)))
    .force('room', forceCollide<Body>((body) => body.room).iterations(3))
    .stop()
    .tick(320);
  return fit(ordered, bodies, width, height);
}

/** Moves and shrinks the picture so that nodes and their names lie in the box. */
function fit(nodes: NetworkNode[], bodies: Body[], width: number, height: number): Placed[] {
  const [left, right] = range(bodies.map((body) => body.x ?? 0));
  const [top, bottom] = range(bodies.map((body) => body.y ?? 0));
  const side = Math.min(60, width * 0.12);
  const factor = Math.min(1.7, (width - 2 * side) / Math.max(1, right - left), (height - 76) / Math.max(1, bottom - top));
  return bodies.map((body, index) => ({
    ...nodes[index],
    x: width / 2 + ((body.x ?? 0) - (left + right) / 2) * factor,
    y: (height - 10) / 2 + ((body.y ?? 0) - (top + bottom) / 2) * factor,
    radius: body.radius,
    shown: body.shown,
  }));
}

function range(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
