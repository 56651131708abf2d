import vm from 'node:vm';

/**
 * The script world of a mini-program: a JavaScript engine with the language and nothing of a browser or of Node.
 * Whatever WeChat hands in is made inside this world, because `instanceof` and prototypes do not cross it.
 */
export class Realm {
  private readonly context: vm.Context;
  private readonly makeError: (message: string) => Error;
  private readonly makeBuffer: (bytes: number) => ArrayBuffer;
  private readonly makePromise: (
    executor: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void,
  ) => unknown;
  private readonly parseJson: (text: string) => unknown;

  constructor(globals: Record<string, unknown>) {
    this.context = vm.createContext(globals);
    // Engines of phones have these, mini-programs do not get to see them.
    this.evaluate('delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer; delete globalThis.Atomics;');
    this.makeError = this.evaluate('(message) => new Error(message)');
    this.makeBuffer = this.evaluate('(bytes) => new ArrayBuffer(bytes)');
    this.makePromise = this.evaluate('(executor) => new Promise(executor)');
    this.parseJson = this.evaluate('(text) => JSON.parse(text)');
  }

  evaluate<T>(source: string, filename = 'weapp'): T {
    return vm.runInContext(source, this.context, { filename }) as T;
  }

  error(message: string): Error {
    return this.makeError(message);
  }

  arrayBuffer(bytes: Uint8Array): ArrayBuffer {
    const buffer = this.makeBuffer(bytes.byteLength);
    new Uint8Array(buffer).set(bytes);
    return buffer;
  }

  promise(executor: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void): unknown {
    return this.makePromise(executor);
  }

  parse(json: string): unknown {
    return this.parseJson(json);
  }

  /** What the native side answers crosses the bridge as JSON; binary data crosses as it is. */
  bring(value: object): Record<string, unknown> {
    const entries = Object.entries(value) as [string, unknown][];
    const plain = Object.fromEntries(entries.filter(([, item]) => !(item instanceof Uint8Array)));
    const brought = this.parse(JSON.stringify(plain)) as Record<string, unknown>;
    for (const [key, item] of entries) if (item instanceof Uint8Array) brought[key] = this.arrayBuffer(item);
    return brought;
  }
}
