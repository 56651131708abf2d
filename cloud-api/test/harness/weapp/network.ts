type Mode = 'online' | 'offline' | 'answers_lost';
type Listener = (connected: boolean) => void;

/** WeChat works at most on this many requests at a time; the others wait. */
const concurrentRequests = 10;

export class ConnectionLost extends Error {}

/** The phone's connection, with the switches a test needs. Requests go over real HTTP. */
export class Network {
  private mode: Mode = 'online';
  private readonly listeners = new Set<Listener>();
  private readonly cuts = new Set<(error: Error) => void>();
  private readonly waiting: (() => void)[] = [];
  private open = 0;

  get connected(): boolean {
    return this.mode !== 'offline';
  }

  /** Cuts the network, also under requests that are on their way. */
  offline(): void {
    this.become('offline');
    for (const cut of this.cuts) cut(new ConnectionLost('the connection was cut'));
  }

  online(): void {
    this.become('online');
  }

  /** Requests reach the server, their answers do not come back. */
  loseAnswers(): void {
    this.become('answers_lost');
  }

  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Sends a request once one of the ten places is free. */
  async send(url: URL, init: RequestInit): Promise<{ response: Response; body: Uint8Array }> {
    await this.place();
    try {
      if (this.mode === 'offline') throw new ConnectionLost('no network');
      const answered = fetch(url, init).then(async (response) => ({
        response,
        body: new Uint8Array(await response.arrayBuffer()),
      }));
      const answer = await this.unlessCut(answered);
      if (this.mode === 'answers_lost') throw new ConnectionLost('the answer was lost');
      return answer;
    } finally {
      this.leave();
    }
  }

  private unlessCut<T>(answered: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.cuts.add(reject);
      answered.then(resolve, reject).finally(() => this.cuts.delete(reject));
    });
  }

  private place(): Promise<void> {
    if (this.open < concurrentRequests) {
      this.open += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.open -= 1;
  }

  private become(mode: Mode): void {
    const wasConnected = this.connected;
    this.mode = mode;
    if (wasConnected === this.connected) return;
    for (const listener of this.listeners) listener(this.connected);
  }
}
