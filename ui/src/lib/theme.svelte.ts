/** Dark, light, or as the system has it; kept in this browser. */
export type Theme = 'system' | 'light' | 'dark';
const key = 'entente.theme';

class Choice {
  value = $state<Theme>((localStorage.getItem(key) as Theme | null) ?? 'system');
  /** Counts changes of what is seen, for pictures that have to be drawn anew. */
  seen = $state(0);

  set(value: Theme): void {
    this.value = value;
    localStorage.setItem(key, value);
    show(value);
    this.seen += 1;
  }

  get dark(): boolean {
    void this.seen;
    return this.value === 'dark' || (this.value === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  }
}

function show(value: Theme): void {
  const page = document.documentElement;
  if (value === 'system') delete page.dataset.theme;
  else page.dataset.theme = value;
}

export const theme = new Choice();
show(theme.value);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { theme.seen += 1; });
