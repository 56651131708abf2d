import { NativeFailure, describeFailure, type Native } from '../native.js';

const notFound = 10004;
const events = ['Play', 'Pause', 'Stop', 'Ended', 'Error', 'Canplay', 'Waiting', 'TimeUpdate'] as const;
type Event = (typeof events)[number];

/** `wx.createInnerAudioContext`, which plays files of the phone; nothing ends before the test says so. */
export class Speaker {
  private readonly playing = new Map<object, { src: string; end: () => void }>();

  /** What can be heard right now. */
  get heard(): string[] {
    return [...this.playing.values()].map(({ src }) => src);
  }

  /** Everything that sounds comes to its end. */
  finish(): void {
    for (const { end } of [...this.playing.values()]) end();
  }

  api(native: Native): Record<string, unknown> {
    return { createInnerAudioContext: () => this.context(native) };
  }

  private context(native: Native): object {
    const listeners = new Map<Event, (detail?: unknown) => void>();
    const tell = (event: Event, detail?: object) =>
      native.process.later(() => listeners.get(event)?.(detail && native.realm.bring(detail)));
    const context = {
      src: '',
      play: () => {
        const { src } = context;
        if (!native.phone.files.has(src)) {
          return tell('Error', describeFailure('play', new NativeFailure('no such file', { errCode: notFound })));
        }
        this.playing.set(context, { src, end: () => (this.playing.delete(context), tell('Ended')) });
        tell('Play');
      },
      pause: () => this.silence(context) && tell('Pause'),
      stop: () => this.silence(context) && tell('Stop'),
      destroy: () => {
        this.silence(context);
        listeners.clear();
      },
      ...Object.fromEntries(
        events.flatMap((event): [string, unknown][] => [
          [`on${event}`, (listener: (detail?: unknown) => void) => void listeners.set(event, listener)],
          [`off${event}`, () => void listeners.delete(event)],
        ]),
      ),
    };
    return context;
  }

  private silence(context: object): boolean {
    return this.playing.delete(context);
  }
}
