import type { PlaceCount } from '../lib/shapes';

/** A place's name with its country: what tells it from others. */
export function keyOf(place: PlaceCount): string {
  return `${place.name}|${place.country ?? ''}`;
}

/** The part of the world that a map shows: its middle in degrees, and how many times the whole it is enlarged. */
export interface View { longitude: number; latitude: number; zoom: number }

/** `72.50,23.10,4.0`, as views stand in addresses. */
export function writeView(view: View): string {
  return `${view.longitude.toFixed(2)},${view.latitude.toFixed(2)},${view.zoom.toFixed(1)}`;
}

export function readView(text: string): View | null {
  const [longitude, latitude, zoom] = text.split(',').map(Number);
  if (![longitude, latitude, zoom].every(Number.isFinite) || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return null;
  return { longitude, latitude, zoom: Math.min(40, Math.max(1, zoom)) };
}
