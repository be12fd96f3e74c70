/** Small things that this browser keeps: the name under corrections, saved views, how far somebody has looked. */
class Kept<T> {
  value: T = $state()!;
  constructor(readonly key: string, otherwise: T) {
    this.value = read(key) ?? otherwise;
  }
  set(value: T): void {
    this.value = value;
    try {
      localStorage.setItem(this.key, JSON.stringify(value));
    } catch { /* full or forbidden: it holds for this visit */ }
  }
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

export interface View { name: string; href: string }

export const analyst = new Kept('entente.analyst', '');
export const views = new Kept<View[]>('entente.views', []);
export const seen = new Kept('entente.seen', { cursor: '', at: '' });
