/** Asks the service. The one place that knows its address, its token and its errors. */
import { address, type Params } from './address';
import { token } from './token.svelte';

export const root = '/api/v1';
export type { Params };

/** What went wrong, said so that a reader knows what to do. `status` 0: the service did not answer. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly remedy: string,
    readonly requestId: string | null = null,
  ) {
    super(detail || title);
  }
}

/** How old an answer may be: the service may remember it for a while, or has to look anew. */
export type Age = 'usual' | 'current';

export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal, age: Age = 'usual'): Promise<T> {
  const headers: Record<string, string> = age === 'current' ? { 'cache-control': 'no-cache' } : {};
  const answer = await ask(address(root + path, params), { headers, signal });
  return read<T>(answer);
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const answer = await ask(root + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return read<T>(answer);
}

async function read<T>(answer: Response): Promise<T> {
  return answer.json().catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem(0, 'No answer', 'The answer of the service broke off.', gone);
  }) as Promise<T>;
}

/** Fetches a file with the token, for downloads that a plain link could not ask for. */
export async function file(path: string, params: Params = {}): Promise<Blob> {
  return (await ask(address(root + path, params), {})).blob();
}

/** Opens an answer that goes on, for streams. */
export async function stream(path: string, params: Params, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  return ask(address(root + path, params), { headers, signal });
}

const gone = 'Is `entente serve` running? Start it, then try again.';

async function ask(url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token.value) headers.set('authorization', `Bearer ${token.value}`);
  const answer = await fetch(url, { ...init, headers }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem(0, 'No answer', 'The service did not answer.', gone);
  });
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  if (answer.status === 401) token.wanted = true;
  throw problem;
}

/** What an answer's status means to somebody who looks at a page. */
const titles: Record<number, string> = {
  400: 'This cannot be asked', 401: 'A token is needed', 403: 'Not allowed', 404: 'Not found', 413: 'Too long', 415: 'Refused', 422: 'The correction was refused', 429: 'Too many requests', 500: 'The service made a mistake', 503: 'The service is busy',
};

async function problemOf(answer: Response): Promise<ApiProblem> {
  const said: Record<string, string> = await answer.json().catch(() => ({}));
  const down = answer.status >= 502 && !said.detail;
  return new ApiProblem(
    answer.status,
    titles[answer.status] ?? said.title ?? `Answer ${answer.status}`,
    said.detail ?? (down ? 'The service did not answer.' : answer.statusText),
    said.remedy ?? (down ? gone : 'Load the page again; the log of the service tells more.'),
    said.request_id ?? answer.headers.get('x-request-id'),
  );
}
