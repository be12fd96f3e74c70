/** An answer that follows its question: asks anew when the question changes, drops what came too late. */
import { ApiProblem, get, type Params } from './api';
import { token } from './token.svelte';

export interface Question { path: string; params?: Params }

export class Resource<T> {
  data = $state.raw<T | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  loading = $state(true);
  #again = $state(0);

  /** `question` gives null while there is nothing to ask. Call while a component is set up. */
  constructor(question: () => Question | null) {
    /** Written down, so that the same question in another view of the page is not asked again. */
    const written = $derived(JSON.stringify(question()));
    let before = 0;
    $effect(() => {
      const age = this.#again === before ? 'usual' : 'current';
      before = this.#again;
      void token.value;
      const asked = JSON.parse(written) as Question | null;
      if (!asked) {
        this.data = null;
        this.loading = false;
        return;
      }
      const stop = new AbortController();
      this.loading = true;
      get<T>(asked.path, asked.params, stop.signal, age).then(
        (data) => this.#settle(stop, () => { this.data = data; this.problem = null; }),
        (problem: unknown) => this.#settle(stop, () => { this.problem = asProblem(problem); }),
      );
      return () => stop.abort();
    });
  }

  reload = (): void => { this.#again += 1; };

  #settle(stop: AbortController, change: () => void): void {
    if (stop.signal.aborted) return;
    change();
    this.loading = false;
  }
}

/** Whatever was thrown, as something that can be shown. */
export function asProblem(thrown: unknown): ApiProblem {
  return thrown instanceof ApiProblem ? thrown : new ApiProblem(-1, 'The page failed', String(thrown), 'Load the page again.');
}
