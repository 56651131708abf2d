import { describe, expect, it } from '@jest/globals';
import { BoundProcess } from './bound-process.js';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('BoundProcess', () => {
  it('reads lines and ends on a signal', async () => {
    const child = await BoundProcess.spawn('/bin/sh', ['-c', 'echo listening on 4711; exec sleep 60']);
    const [, port] = await child.line(/listening on (\d+)/, 2_000);
    expect(port).toBe('4711');
    expect(isAlive(child.pid)).toBe(true);
    await child.end('SIGKILL');
    expect(isAlive(child.pid)).toBe(false);
  });

  it('says what the process printed when the awaited line never comes', async () => {
    const child = await BoundProcess.spawn('/bin/sh', ['-c', 'echo no database; exit 1']);
    await expect(child.line(/listening/, 2_000)).rejects.toThrow(/the process ended[^]*no database/);
  });
});
