import { Canvas } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useRef, type PointerEvent } from 'react';

/** In the canvas's own pixels, from its upper left corner. */
export interface CanvasPoint {
  x: number;
  y: number;
}

export interface OpenCanvas {
  context: CanvasRenderingContext2D;
  /** In CSS pixels. */
  width: number;
  height: number;
  node: HTMLCanvasElement;
}

interface DrawingCanvasProps {
  id: string;
  className: string;
  label: string;
  onStart?(point: CanvasPoint): void;
  onMove?(point: CanvasPoint): void;
  onEnd?(): void;
}

/** A canvas to draw on with one finger, a pen or a mouse; while it is touched the page neither scrolls nor goes back. */
export function DrawingCanvas(props: DrawingCanvasProps) {
  return process.env.TARO_ENV === 'h5' ? <BrowserCanvas {...props} /> : <WechatCanvas {...props} />;
}

function BrowserCanvas({ id, className, label, onStart, onMove, onEnd }: DrawingCanvasProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const pointer = useRef<number | null>(null);
  useEffect(() => {
    const canvas = element.current;
    // React listens passively: only a listener of our own can keep the browser from taking the touch for a gesture.
    const hold = (event: TouchEvent) => event.preventDefault();
    canvas?.addEventListener('touchstart', hold, { passive: false });
    canvas?.addEventListener('touchmove', hold, { passive: false });
    return () => {
      canvas?.removeEventListener('touchstart', hold);
      canvas?.removeEventListener('touchmove', hold);
    };
  }, []);
  const pointOf = (event: PointerEvent): CanvasPoint => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const end = ({ pointerId }: PointerEvent) => {
    if (pointerId !== pointer.current) return;
    pointer.current = null;
    onEnd?.();
  };
  return (
    <canvas
      ref={element}
      id={id}
      className={className}
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        if (pointer.current !== null) return;
        pointer.current = event.pointerId;
        event.currentTarget.setPointerCapture(event.pointerId);
        onStart?.(pointOf(event));
      }}
      onPointerMove={(event) => {
        if (event.pointerId === pointer.current) onMove?.(pointOf(event));
      }}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}

interface WechatTouch extends CanvasPoint {
  identifier: number;
}

function WechatCanvas({ id, className, label, onStart, onMove, onEnd }: DrawingCanvasProps) {
  const finger = useRef<number | null>(null);
  const touchesOf = (event: unknown) => (event as { changedTouches: WechatTouch[] }).changedTouches;
  const own = (event: unknown) => touchesOf(event).find(({ identifier }) => identifier === finger.current);
  const end = (event: unknown) => {
    if (!own(event)) return;
    finger.current = null;
    onEnd?.();
  };
  return (
    <Canvas
      type="2d"
      id={id}
      canvasId={id}
      className={className}
      disableScroll
      aria-label={label}
      onTouchStart={(event) => {
        const [touch] = touchesOf(event);
        if (finger.current !== null || !touch) return;
        finger.current = touch.identifier;
        onStart?.({ x: touch.x, y: touch.y });
      }}
      onTouchMove={(event) => {
        const touch = own(event);
        if (touch) onMove?.({ x: touch.x, y: touch.y });
      }}
      onTouchEnd={end}
      onTouchCancel={end}
    />
  );
}

const TRIES = 40;
const BETWEEN_TRIES = 50;

function findInBrowser(id: string): Omit<OpenCanvas, 'context'> | null {
  const node = document.getElementById(id) as HTMLCanvasElement | null;
  return node && { node, width: node.clientWidth, height: node.clientHeight };
}

function findInWechat(id: string): Promise<Omit<OpenCanvas, 'context'> | null> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true })
      .exec(([found]: [Omit<OpenCanvas, 'context'> | null]) => resolve(found?.node ? found : null));
  });
}

/** The canvas of this id, once it has been laid out, with a context in CSS pixels that is as sharp as the screen. */
export async function openCanvas(id: string): Promise<OpenCanvas> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = process.env.TARO_ENV === 'h5' ? findInBrowser(id) : await findInWechat(id);
    const context = found && found.width > 0 && found.node.getContext('2d');
    if (context) {
      const ratio = Taro.getWindowInfo().pixelRatio || 1;
      const { node, width, height } = found;
      node.width = Math.round(width * ratio);
      node.height = Math.round(height * ratio);
      context.scale(ratio, ratio);
      return { node, width, height, context };
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
  }
  throw new Error('no canvas to draw on');
}

/** What a canvas shows, as PNG in base64, in its own pixels. */
export async function pngOf(node: HTMLCanvasElement): Promise<string> {
  if (process.env.TARO_ENV === 'h5') return node.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  const { width, height } = node;
  const size = { x: 0, y: 0, width, height, destWidth: width, destHeight: height };
  const asked = { canvas: node as unknown as Taro.Canvas, fileType: 'png' as const, ...size };
  const { tempFilePath } = await Taro.canvasToTempFilePath(asked as Taro.canvasToTempFilePath.Option);
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath: tempFilePath,
      encoding: 'base64',
      success: ({ data }) => resolve(String(data)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}
