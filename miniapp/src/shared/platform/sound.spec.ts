/** @jest-environment jsdom */
import Taro from '@tarojs/taro';
import { playFile, speak } from './sound';

type Listener = () => void;

/** WeChat's player, and what of WeChat interrupts it. */
function aPlayer() {
  const told = new Map<string, Listener>();
  const calls: string[] = [];
  const hear = (name: string) => (listener: Listener) => void told.set(name, listener);
  const forget = (name: string) => (listener: Listener) => void (told.get(name) === listener && told.delete(name));
  const audio = {
    onPlay: hear('play'),
    onPause: hear('pause'),
    onEnded: hear('ended'),
    onError: hear('error'),
    play: () => void calls.push('play'),
    stop: () => void calls.push('stop'),
    destroy: () => void calls.push('destroy'),
  };
  Object.assign(Taro, {
    createInnerAudioContext: () => audio,
    onAudioInterruptionBegin: hear('interrupted'),
    offAudioInterruptionBegin: forget('interrupted'),
    onAppHide: hear('hidden'),
    offAppHide: forget('hidden'),
  });
  const events: string[] = [];
  const sound = playFile('wxfile://clip.mp3', {
    onStart: () => events.push('start'),
    onEnd: (failed) => events.push(failed ? 'failed' : 'end'),
  });
  return { sound, events, calls, told, tell: (name: string) => told.get(name)?.() };
}

describe('a file that is played in WeChat', () => {
  it.each(['interrupted', 'hidden', 'pause', 'ended'])('has ended when it was %s, once and for good', (what) => {
    const { sound, events, calls, told, tell } = aPlayer();
    tell('play');
    tell(what);
    tell('pause');
    sound.stop();
    expect(events).toEqual(['start', 'end']);
    expect(calls.filter((call) => call === 'destroy')).toHaveLength(1);
    expect(told.has('interrupted') || told.has('hidden')).toBe(false);
  });

  it('fails when WeChat cannot play it', () => {
    const { events, tell } = aPlayer();
    tell('error');
    expect(events).toEqual(['failed']);
  });

  it('plays in a WeChat that tells of no interruptions', () => {
    aPlayer();
    Object.assign(Taro, {
      onAudioInterruptionBegin: undefined,
      offAudioInterruptionBegin: undefined,
      onAppHide: undefined,
      offAppHide: undefined,
    });
    const ended = jest.fn();
    playFile('wxfile://clip.mp3', { onStart: jest.fn(), onEnd: ended }).stop();
    expect(ended).toHaveBeenCalledWith(false);
  });
});

describe('a file that is played in a browser', () => {
  const players: HTMLAudioElement[] = [];
  beforeEach(() => {
    process.env.TARO_ENV = 'h5';
    jest.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function (this: HTMLAudioElement) {
      players.push(this);
      return Promise.resolve();
    });
  });
  afterEach(() => {
    delete process.env.TARO_ENV;
    jest.restoreAllMocks();
  });

  it('has ended when the system pauses it', () => {
    const ended = jest.fn();
    playFile('blob:clip', { onStart: jest.fn(), onEnd: ended });
    const audio = players.pop()!;
    audio.dispatchEvent(new Event('pause'));
    audio.dispatchEvent(new Event('ended'));
    expect(ended.mock.calls).toEqual([[false]]);
  });
});

describe("a browser's voice", () => {
  interface Said {
    text: string;
    onstart?(): void;
    onend?(): void;
    onerror?(event: { error: string }): void;
  }
  let said: Said[];
  beforeEach(() => {
    process.env.TARO_ENV = 'h5';
    said = [];
    Object.assign(globalThis, {
      SpeechSynthesisUtterance: class {
        constructor(readonly text: string) {}
      },
      speechSynthesis: {
        getVoices: () => [],
        cancel: () => undefined,
        speak: (utterance: Said) => void said.push(utterance),
      },
    });
  });
  afterEach(() => {
    delete process.env.TARO_ENV;
  });

  const spoken = (texts: string[]) => {
    const events: string[] = [];
    const sound = speak(texts, {
      onStart: () => events.push('start'),
      onEnd: (failed) => events.push(failed ? 'failed' : 'end'),
    });
    return { events, sound };
  };

  it('reads sentence by sentence, and has ended with the last one', () => {
    const { events } = spoken(['补缴社保是骗局', '不点链接。不报验证码。']);
    expect(said.map(({ text }) => text)).toEqual(['补缴社保是骗局', '不点链接。', '不报验证码。']);
    said[0]!.onstart?.();
    said[1]!.onend?.();
    expect(events).toEqual(['start']);
    said[2]!.onend?.();
    expect(events).toEqual(['start', 'end']);
  });

  it('has nothing to say about nothing', () => {
    expect(spoken(['', '。']).events).toEqual(['end']);
  });

  it.each([
    ['canceled', 'end'],
    ['synthesis-failed', 'failed'],
  ])('which is %s: %s', (error, outcome) => {
    const { events } = spoken(['不点链接。']);
    said[0]!.onerror?.({ error });
    expect(events).toEqual([outcome]);
  });
});
