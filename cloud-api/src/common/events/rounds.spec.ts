import { expect, it } from '@jest/globals';
import type { Logger } from '@nestjs/common';
import { Rounds } from './rounds.js';

const troubles: string[] = [];
const logger = { error: (text: string) => troubles.push(text) } as unknown as Logger;
const pass = (milliseconds: number) => new Promise((proceed) => setTimeout(proceed, milliseconds));

function rounds(restMs: number, work: (round: number) => Promise<void>) {
  let begun = 0;
  const repeated = new Rounds(() => work((begun += 1)), restMs, logger);
  return { repeated, begun: () => begun };
}

it('what is asked for during a round gets one more after it, never a second beside it', async () => {
  let atOnce = 0;
  let most = 0;
  const { repeated, begun } = rounds(60_000, async () => {
    most = Math.max(most, (atOnce += 1));
    await pass(20);
    atOnce -= 1;
  });
  for (let asked = 0; asked < 5; asked += 1) repeated.ask();
  await pass(100);
  expect([begun(), most]).toEqual([2, 1]);
  await repeated.close();
});

it('goes on after a rest, and after a failure', async () => {
  const { repeated, begun } = rounds(5, (round) =>
    round === 1 ? Promise.reject(new TypeError('x')) : Promise.resolve(),
  );
  repeated.ask();
  await pass(80);
  expect(begun()).toBeGreaterThan(2);
  expect(troubles).toEqual(['round failed: TypeError']);
  await repeated.close();
});

it('closing waits for the round, and begins none after it', async () => {
  let ended = false;
  const { repeated, begun } = rounds(1, async () => {
    await pass(30);
    ended = true;
  });
  repeated.ask();
  await repeated.close();
  expect([ended, repeated.isClosing]).toEqual([true, true]);
  repeated.ask();
  await pass(20);
  expect(begun()).toBe(1);
});
