/** Events as they come in: server-sent events read from a fetch, so that the token can be sent. Comes back by itself, waiting longer each time. */
import { stream, type Params } from './api';
import type { EventRow } from './shapes';

export type LiveState = 'off' | 'connecting' | 'on' | 'waiting';
const longestWait = 60_000;

export class Live {
  state = $state<LiveState>('off');
  #stop: AbortController | null = null;
  #last = '';

  constructor(readonly onevent: (row: EventRow) => void, readonly onstate: (cursor: string) => void = () => {}) {}

  start(params: Params = {}): void {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    void this.#keep(params, stop.signal);
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.state = 'off';
  }

  async #keep(params: Params, signal: AbortSignal): Promise<void> {
    for (let wait = 1_000; !signal.aborted; wait = Math.min(wait * 2, longestWait)) {
      this.state = 'connecting';
      const opened = performance.now();
      await this.#listen(params, signal).catch(() => {});
      if (signal.aborted) return;
      this.state = 'waiting';
      if (performance.now() - opened > 20_000) wait = 1_000;
      await new Promise((done) => setTimeout(done, wait));
    }
  }

  async #listen(params: Params, signal: AbortSignal): Promise<void> {
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (this.#last) headers['last-event-id'] = this.#last;
    const answer = await stream('/live', params, headers, signal);
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    this.state = 'on';
    for (let rest = ''; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop()!;
      blocks.forEach((block) => this.#take(block));
    }
  }

  #take(block: string): void {
    let [name, data] = ['message', ''];
    for (const line of block.split('\n')) {
      const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (field === 'event') name = value;
      else if (field === 'data') data += value;
      else if (field === 'id') this.#last = value;
    }
    if (!data) return;
    if (name === 'event') this.onevent(JSON.parse(data) as EventRow);
    else if (name === 'state') this.onstate((JSON.parse(data) as { cursor: string }).cursor);
  }
}
