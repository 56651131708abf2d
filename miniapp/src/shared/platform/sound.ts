import Taro from '@tarojs/taro';

/** Something that sounds until it has ended or is stopped. */
export interface Sound {
  stop(): void;
}

interface SoundEvents {
  /** It really sounds from now on. */
  onStart(): void;
  /** It ended, was stopped or failed. */
  onEnd(failed: boolean): void;
}

/** Plays a file of this phone. */
export function playFile(path: string, events: SoundEvents): Sound {
  return process.env.TARO_ENV === 'h5' ? playInBrowser(path, events) : playInWechat(path, events);
}

/** The end is told once, whatever the platform tells. */
function once({ onStart, onEnd }: SoundEvents): SoundEvents {
  let ended = false;
  return {
    onStart,
    onEnd(failed) {
      if (ended) return;
      ended = true;
      onEnd(failed);
    },
  };
}

function playInBrowser(path: string, given: SoundEvents): Sound {
  const events = once(given);
  const audio = new Audio(path);
  audio.onplaying = () => events.onStart();
  audio.onended = () => events.onEnd(false);
  audio.onerror = () => events.onEnd(true);
  audio.play().catch(() => events.onEnd(true));
  return {
    stop() {
      audio.pause();
      events.onEnd(false);
    },
  };
}

function playInWechat(path: string, given: SoundEvents): Sound {
  const audio = Taro.createInnerAudioContext();
  const events = once({
    onStart: given.onStart,
    onEnd(failed) {
      audio.destroy();
      given.onEnd(failed);
    },
  });
  audio.onPlay(() => events.onStart());
  audio.onEnded(() => events.onEnd(false));
  audio.onError(() => events.onEnd(true));
  // Heard also when the phone is set to silent: the person asked for it.
  audio.obeyMuteSwitch = false;
  audio.src = path;
  audio.play();
  return {
    stop() {
      audio.stop();
      events.onEnd(false);
    },
  };
}

function chineseVoice(): SpeechSynthesisVoice | undefined {
  if (process.env.TARO_ENV !== 'h5' || typeof speechSynthesis === 'undefined') return undefined;
  return speechSynthesis.getVoices().find(({ lang }) => /^(zh|cmn)/i.test(lang));
}

/** Whether this platform can read Chinese aloud by itself: some browsers can, WeChat cannot. Voices may come late. */
export function watchSpeech(tell: (can: boolean) => void): () => void {
  tell(chineseVoice() !== undefined);
  if (process.env.TARO_ENV !== 'h5' || typeof speechSynthesis === 'undefined') return () => undefined;
  const follow = () => tell(chineseVoice() !== undefined);
  speechSynthesis.addEventListener('voiceschanged', follow);
  return () => speechSynthesis.removeEventListener('voiceschanged', follow);
}

/** Reads the texts aloud one after another: long ones at once are cut off by some browsers. */
export function speak(texts: readonly string[], given: SoundEvents): Sound {
  const events = once(given);
  const voice = chineseVoice();
  speechSynthesis.cancel();
  texts.forEach((text, index) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = 'zh-CN';
    utterance.rate = 0.9;
    if (voice) utterance.voice = voice;
    if (index === 0) utterance.onstart = () => events.onStart();
    if (index === texts.length - 1) utterance.onend = () => events.onEnd(false);
    utterance.onerror = ({ error }) => events.onEnd(error !== 'canceled' && error !== 'interrupted');
    speechSynthesis.speak(utterance);
  });
  return {
    stop() {
      speechSynthesis.cancel();
      events.onEnd(false);
    },
  };
}
