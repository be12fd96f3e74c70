/** Addresses of the pages and of what they ask, made and read. Nothing here needs a window. */

export type Params = Record<string, string | number | boolean | null | undefined | readonly string[]>;
/** What is changed in a query: null, '' or [] takes a name out. */
export type Changes = Record<string, string | number | readonly string[] | null>;

/** `/path?…` with the parameters in their given order; empty ones are left out. */
export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '' || value === false) continue;
    if (Array.isArray(value)) for (const one of value) query.append(name, one);
    else query.append(name, String(value));
  }
  const tail = query.toString();
  return tail ? `${path}?${tail}` : path;
}

/** A query with changes, with its `?`, or ''. */
export function changed(search: string, changes: Changes): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (Array.isArray(value)) for (const one of value) query.append(name, one);
    else if (value !== null && value !== '') query.set(name, String(value));
  }
  const tail = query.toString();
  return tail ? `?${tail}` : '';
}

/** An id or name as one part of a path. What a path could be tricked with goes packed, behind a tilde: the service refuses it plain. */
export function part(text: string): string {
  if (!/[/\\%~\p{Cc}]|^\.{1,2}$/u.test(text)) return encodeURIComponent(text);
  return `~${btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** What `part` made a part of. */
export function whole(part: string): string {
  try {
    if (!part.startsWith('~')) return decodeURIComponent(part);
    const bytes = atob(part.slice(1).replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return part;
  }
}

/** Addresses of the pages, in one place. */
export const to = {
  report: (id: string, event?: string) => `/reports/${part(id)}${event ? `?event=${encodeURIComponent(event)}` : ''}`,
  event: (id: string) => `/events/${part(id)}`,
  happening: (id: string) => `/happenings/${part(id)}`,
  story: (id: string) => `/stories/${part(id)}`,
  person: (name: string, country?: string | null) => `/persons/${part(name)}${country ? `?country=${country}` : ''}`,
  body: (name: string, country?: string | null) => `/bodies/${part(name)}${country ? `?country=${country}` : ''}`,
  relation: (...parties: string[]) => `/relation?${parties.map((party) => `party=${encodeURIComponent(party)}`).join('&')}`,
  search: (query: Record<string, string>) => `/search?${new URLSearchParams(query)}`,
};
