import { Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { clock } from '@/shared/clock';
import { DrawingCanvas, openCanvas, scrollToElement, type OpenCanvas } from '@/shared/platform';
import { Tap, TEST_IDS } from '@/shared/ui';
import type { Ink } from '../ink';
import { drawStroke } from '../ink-drawing';
import { toPad, toSurface, type Stroke } from '../ink.rules';

/** In CSS pixels: a marker on paper, seen in sunlight. */
const PEN = 3.6;
const PAD = 'pad';

interface PadProps {
  ink: Ink;
  /** 请 王木生（户主）在此签名 */
  hint: string;
  onStroke(): void;
}

/** The pad in the page, and over the whole screen for a phone that is held sideways. */
export function SignaturePad({ ink, hint, onStroke }: PadProps) {
  const [turned, setTurned] = useState(false);
  const [, setCount] = useState(0);
  const [ready, setReady] = useState(false);
  const show = useRef<(() => void) | null>(null);
  const wasTurned = useRef(false);
  useEffect(() => {
    // Back from the whole screen, the pad is where the person looks for it.
    if (wasTurned.current && !turned) scrollToElement(PAD);
    wasTurned.current = turned;
  }, [turned]);
  const changed = () => {
    setCount(ink.strokes.length);
    onStroke();
  };
  const change = (how: 'undo' | 'clear') => {
    ink[how]();
    show.current?.();
    changed();
  };
  const isEmpty = ink.strokes.length === 0;
  const tools = (
    <>
      <Tap id={TEST_IDS.undoStroke} className="pad-tool" disabled={isEmpty} onTap={() => change('undo')}>
        撤一笔
      </Tap>
      <Tap id={TEST_IDS.clearPad} className="pad-tool" disabled={isEmpty} onTap={() => change('clear')}>
        重写
      </Tap>
    </>
  );
  if (turned) {
    return (
      <View className="pad-screen">
        <View className="pad-side">
          {tools}
          <Text className="pad-side-hint">{hint}</Text>
          <Tap id={TEST_IDS.padDone} className="pad-tool main" onTap={() => setTurned(false)}>
            写好了
          </Tap>
        </View>
        <Surface
          key="turned"
          id={TEST_IDS.turnedPad}
          turned
          ink={ink}
          hint={hint}
          show={show}
          onStroke={changed}
          onReady={() => setReady(true)}
        />
      </View>
    );
  }
  return (
    <View id={PAD} className="pad">
      <Surface
        key="upright"
        id={TEST_IDS.signaturePad}
        ink={ink}
        hint={hint}
        show={show}
        onStroke={changed}
        onReady={() => setReady(true)}
      />
      {ready && <View className="pad-hint">{hint}</View>}
      <View className="pad-line">
        {tools}
        <Tap id={TEST_IDS.turnPad} className="pad-tool only-narrow" onTap={() => setTurned(true)}>
          横着写
        </Tap>
      </View>
      {ink.isFull && <View className="pad-full">笔画太多，写不下了。点“重写”再来一遍。</View>}
    </View>
  );
}

interface SurfaceProps extends PadProps {
  id: string;
  turned?: boolean;
  /** Draws everything anew. */
  show: { current: (() => void) | null };
  /** One can write now. */
  onReady(): void;
}

function Surface({ id, ink, hint, turned = false, show, onStroke, onReady }: SurfaceProps) {
  const canvas = useRef<OpenCanvas | null>(null);
  const stroke = useRef<Stroke | null>(null);
  const early = useRef<((open: OpenCanvas) => void)[]>([]);

  const draw = (drawn: Stroke, first: number, over: boolean) => {
    const open = canvas.current;
    if (open) drawStroke(open.context, drawn, (point) => toSurface(point, open, turned), { width: PEN, first, over });
  };
  const drawAll = () => {
    const open = canvas.current;
    if (!open) return;
    open.context.clearRect(0, 0, open.width, open.height);
    for (const drawn of ink.strokes) draw(drawn, 0, true);
  };

  useEffect(() => {
    let isShown = true;
    void openCanvas(id).then((open) => {
      if (!isShown) return;
      canvas.current = open;
      ink.showOn(turned ? open.width / open.height : open.height / open.width);
      show.current = drawAll;
      drawAll();
      for (const touch of early.current.splice(0)) touch(open);
      onReady();
    });
    return () => {
      isShown = false;
      canvas.current = null;
      ink.end();
    };
    // The surface lives as long as its canvas.
  }, [id]);

  /** Whoever writes at once begins before the canvas is open: what they wrote is drawn when it is. */
  const whenOpen = (touch: (open: OpenCanvas) => void) => {
    if (canvas.current) touch(canvas.current);
    else early.current.push(touch);
  };
  return (
    <DrawingCanvas
      id={id}
      className={turned ? 'pad-surface turned' : 'pad-surface'}
      label={hint}
      onStart={(touch) => {
        const now = clock.deviceNow();
        whenOpen((open) => {
          stroke.current = ink.begin(toPad(touch, open, turned), now);
          if (stroke.current) draw(stroke.current, 0, true);
        });
      }}
      onMove={(touch) => {
        const now = clock.deviceNow();
        whenOpen((open) => {
          const extended = ink.extend(toPad(touch, open, turned), now);
          if (extended) draw(extended, extended.length - 1, false);
        });
      }}
      onEnd={() =>
        whenOpen(() => {
          if (!stroke.current) return;
          draw(stroke.current, stroke.current.length - 1, true);
          stroke.current = null;
          ink.end();
          onStroke();
        })
      }
    />
  );
}
