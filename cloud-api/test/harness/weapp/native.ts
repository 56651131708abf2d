import { Phone } from './phone.js';
import type { Realm } from './realm.js';
import type { ScriptProcess } from './script-process.js';

export interface Callbacks {
  success?: (result: unknown) => void;
  fail?: (failure: unknown) => void;
  complete?: (result: unknown) => void;
}

export interface NativeCall {
  name: string;
  options: Record<string, unknown>;
}

/** Newer interfaces number their failures in `errno`, others in `errCode`. */
interface FailureNumber {
  errno?: number;
  errCode?: number;
}

/** A call that WeChat answers through `fail`. */
export class NativeFailure extends Error {
  constructor(
    message: string,
    readonly number: FailureNumber = {},
  ) {
    super(message);
  }
}

/** The native side's way of being called: options in, an answer later through callbacks or a promise. */
export class Native {
  readonly calls: NativeCall[] = [];

  constructor(
    readonly realm: Realm,
    readonly process: ScriptProcess,
    private held: Phone,
  ) {}

  /** Ask for it at each call: a dead script holds another one. */
  get phone(): Phone {
    return this.held;
  }

  /** What a dead script still does in promises that were on their way must leave no trace on the real phone. */
  letGo(): void {
    this.held = new Phone();
    this.held.network.offline();
  }

  /** Makes `wx.name` of the work. What the work returns joins the answer; what it throws becomes the failure. */
  asynchronous<Options extends object>(name: string, work: (options: Options) => unknown) {
    return (options: Options & Callbacks = {} as Options): unknown => {
      this.calls.push({ name, options: options as Record<string, unknown> });
      const outcome = Promise.resolve().then(() => work(options));
      const { success, fail, complete } = options;
      if (success || fail || complete) {
        this.answer(
          name,
          outcome,
          (result) => (success?.(result), complete?.(result)),
          (failure) => (fail?.(failure), complete?.(failure)),
        );
        return undefined;
      }
      return this.realm.promise((resolve, reject) => this.answer(name, outcome, resolve, reject));
    };
  }

  /** Makes `wx.nameSync` of the work: the answer at once, a failure as an error of the script's own realm. */
  synchronous<Arguments extends unknown[], Result>(name: string, work: (...values: Arguments) => Result) {
    return (...values: Arguments): Result => {
      try {
        return work(...values);
      } catch (error) {
        throw this.realm.error(describeFailure(name, error).errMsg);
      }
    };
  }

  /** For calls that only leave a trace: the screen furniture that has no effect on the page's data. */
  noted(...names: string[]): Record<string, unknown> {
    return Object.fromEntries(names.map((name) => [name, this.asynchronous(name, () => ({}))]));
  }

  answer(
    name: string,
    outcome: Promise<unknown>,
    succeed: (result: unknown) => void,
    fail: (failure: unknown) => void,
  ): void {
    outcome.then(
      (value) => this.deliver(() => succeed(this.realm.bring({ ...(value as object), errMsg: `${name}:ok` }))),
      (error: unknown) => this.deliver(() => fail(this.realm.bring(describeFailure(name, error)))),
    );
  }

  /** Answers come in a turn of their own, and not at all once the process is dead. */
  private deliver(callback: () => void): void {
    this.process.later(callback);
  }
}

export function describeFailure(name: string, error: unknown): { errMsg: string } & FailureNumber {
  const reason = error instanceof Error ? error.message : String(error);
  return { errMsg: `${name}:fail ${reason}`, ...(error instanceof NativeFailure && error.number) };
}
