/** Corrections: said to the service, with the last one at hand to take back. */
import { announce } from './announce.svelte';
import { post } from './api';
import type { Correction } from './shapes';

export interface Word { by: string; reason: string }

class Done {
  /** The last correction made here, until it is undone or dismissed. */
  last = $state.raw<Correction | null>(null);
  #after: () => void = () => {};

  keep(correction: Correction, after: () => void): void {
    this.last = correction;
    this.#after = after;
  }
  dismiss = (): void => { this.last = null; };
  undo = async (): Promise<void> => {
    const taken = this.last;
    if (!taken) return;
    await undo(taken.id, { by: taken.by, reason: 'taken back at once' });
    this.last = null;
    this.#after();
  };
}

export const done = new Done();

export const doings: Record<string, string> = {
  accept: 'Accepted', edit: 'Edited', strike: 'Struck', add: 'Added', merge: 'Merged', split: 'Split', alias: 'Name added', office: 'Office added',
};

/** Makes a correction; `after` is run now and again if it is taken back. */
export async function correct(body: Record<string, unknown>, word: Word, after: () => void): Promise<Correction> {
  const made = await post<Correction>('/corrections', { ...body, ...word });
  done.keep(made, after);
  announce(`${doings[made.kind] ?? made.kind}. Press u to undo.`);
  after();
  return made;
}

export async function undo(id: string, word: Word): Promise<Correction> {
  const undone = await post<Correction>(`/corrections/${encodeURIComponent(id)}/undo`, word);
  announce('Undone.');
  return undone;
}
