/**
 * AbortController for WeChat, which has none; TanStack Query waits for ever without it. The weapp build provides these
 * two names wherever code uses the globals (webpack ProvidePlugin); browsers keep their own.
 */
type Listener = (event: { type: 'abort' }) => void;

export class AbortSignal {
  aborted = false;
  reason: unknown;
  onabort: Listener | null = null;
  private readonly listeners = new Set<Listener>();

  addEventListener(_type: 'abort', listener: Listener): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: Listener): void {
    this.listeners.delete(listener);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** For AbortController only. */
  fire(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.onabort?.({ type: 'abort' });
    this.listeners.forEach((listener) => listener({ type: 'abort' }));
    this.listeners.clear();
  }
}

function abortError(): Error {
  const error = new Error('The operation was aborted');
  error.name = 'AbortError';
  return error;
}

export class AbortController {
  readonly signal = new AbortSignal();

  abort(reason: unknown = abortError()): void {
    this.signal.fire(reason);
  }
}
