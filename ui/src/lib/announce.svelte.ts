/** What a screen reader should hear, said once, politely. */
class Voice { text = $state('') }
export const voice = new Voice();

export function announce(text: string): void {
  voice.text = '';
  setTimeout(() => { voice.text = text; }, 50);
}
