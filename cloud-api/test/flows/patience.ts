import { expect } from '@jest/globals';

/** How long somebody looks at a screen before they give up. */
export const patienceMs = 15_000;

/** Asks until the answer is as wanted, or patience ends. */
export async function expectSoon<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = await read();
    if (found === wanted || performance.now() > until) {
      expect(found).toBe(wanted);
      return;
    }
    await new Promise((proceed) => setTimeout(proceed, 200));
  }
}
