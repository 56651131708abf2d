import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { CanvasNode } from './canvas.js';

/** How many pixels are dark. */
async function ink(canvas: CanvasNode): Promise<number> {
  const { data } = await sharp(Buffer.from(canvas.svg)).flatten({ background: '#fff' }).greyscale().raw().toBuffer({
    resolveWithObject: true,
  });
  return data.filter((value) => value < 128).length;
}

describe('a canvas of the harness', () => {
  it('shows what was drawn, in its own pixels, until its size is set anew', async () => {
    const canvas = new CanvasNode();
    const context = canvas.getContext('2d')!;
    canvas.width = 200;
    canvas.height = 100;
    context.scale(2, 2);
    context.lineWidth = 4;
    context.beginPath();
    context.moveTo(10, 25);
    context.quadraticCurveTo(50, 25, 90, 25);
    context.stroke();
    // From 20 to 180, eight pixels high.
    expect(Math.abs((await ink(canvas)) - 160 * 8)).toBeLessThan(100);

    canvas.width = 100;
    expect(await ink(canvas)).toBe(0);
    context.beginPath();
    context.moveTo(10, 25);
    context.lineTo(90, 25);
    context.stroke();
    expect(await ink(canvas)).toBeGreaterThan(70);
    context.clearRect();
    expect(await ink(canvas)).toBe(0);
  });

  it('has no other context', () => {
    expect(new CanvasNode().getContext('webgl')).toBeNull();
  });
});
