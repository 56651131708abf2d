/** @jest-environment jsdom */
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import type { CanvasPoint, OpenCanvas } from '@/shared/platform';
import { Ink } from '../ink';
import { SignaturePad } from './signature-pad';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

interface Surface {
  onStart(point: CanvasPoint): void;
  onMove(point: CanvasPoint): void;
  onEnd(): void;
}

let mockSurface: Surface;
let mockOpen: (canvas: OpenCanvas) => void;
jest.mock('@tarojs/components', () => ({ Text: 'span', View: 'div' }));
jest.mock('@/shared/ui', () => ({ Tap: () => null, TEST_IDS: {} }));
jest.mock('@/shared/platform', () => ({
  openCanvas: () => new Promise<OpenCanvas>((resolve) => (mockOpen = resolve)),
  DrawingCanvas: (props: Surface) => {
    mockSurface = props;
    return null;
  },
  scrollToElement: () => undefined,
}));

/** A canvas that notes where lines end. */
function aCanvas() {
  const ends: [number, number][] = [];
  const nothing = () => undefined;
  const context = {
    clearRect: nothing,
    beginPath: nothing,
    moveTo: nothing,
    quadraticCurveTo: nothing,
    stroke: nothing,
  };
  const lineTo = (x: number, y: number) => void ends.push([x, y]);
  return { canvas: { context: { ...context, lineTo }, width: 100, height: 50 } as unknown as OpenCanvas, ends };
}

function aPad() {
  const ink = new Ink();
  const counts: number[] = [];
  const pad = <SignaturePad ink={ink} hint="" onStroke={() => counts.push(ink.strokes.length)} />;
  const root = createRoot(document.createElement('div'));
  act(() => root.render(pad));
  return { ink, counts, leave: () => act(() => root.unmount()) };
}

function write(...[first, ...others]: [CanvasPoint, ...CanvasPoint[]]) {
  act(() => {
    mockSurface.onStart(first);
    for (const point of others) mockSurface.onMove(point);
  });
}
const lift = () => act(() => mockSurface.onEnd());
const open = (canvas: OpenCanvas) => act(async () => mockOpen(canvas));
const drawn = (ink: Ink) => ink.strokes.map((stroke) => stroke.map(({ x, y }) => [x, y]));

describe('the pad', () => {
  it('keeps what is written before its canvas is open, and draws it then', async () => {
    const { ink, counts } = aPad();
    const { canvas, ends } = aCanvas();
    write({ x: 10, y: 10 }, { x: 20, y: 30 });
    lift();
    expect(counts).toEqual([]);
    await open(canvas);
    expect(drawn(ink)).toEqual([
      [
        [100, 100],
        [200, 300],
      ],
    ]);
    expect(ends.at(-1)).toEqual([20, 30]);
    expect(counts).toEqual([1]);
  });

  it('goes on with a stroke during which it opens', async () => {
    const { ink } = aPad();
    write({ x: 10, y: 10 });
    await open(aCanvas().canvas);
    act(() => mockSurface.onMove({ x: 40, y: 10 }));
    lift();
    write({ x: 5, y: 5 });
    lift();
    expect(drawn(ink)).toEqual([
      [
        [100, 100],
        [400, 100],
      ],
      [[50, 50]],
    ]);
  });

  it('forgets it when it is left before', async () => {
    const { ink, leave } = aPad();
    write({ x: 10, y: 10 });
    leave();
    await open(aCanvas().canvas);
    expect(ink.strokes).toHaveLength(0);
  });
});
