/** The token of this session, where the service asks for one. It leaves the tab only in a header. */
const key = 'entente.token';

class Token {
  value = $state(sessionStorage.getItem(key) ?? '');
  /** The service refused: somebody has to give a token. */
  wanted = $state(false);

  set(value: string): void {
    this.value = value.trim();
    sessionStorage.setItem(key, this.value);
    this.wanted = false;
  }
}

export const token = new Token();
