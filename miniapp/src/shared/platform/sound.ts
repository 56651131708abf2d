import Taro from '@tarojs/taro';
import { spokenPieces } from './spoken.rules';

/** Something that sounds until it has ended or is stopped. */
export interface Sound {
  stop(): void;
}

export interface SoundEvents {
  /** It really sounds from now on. */
  onStart(): void;
  /** It ended, was stopped or interrupted, or failed. */
  onEnd(failed: boolean): void;
}

/**
 * Plays a file of this phone. A phone call, an alarm or another app in front ends it: it would not go on by itself, and
 * nobody wants it to begin to talk again in a pocket.
 */
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
  // Also by the system, and by the keys of a headset.
  audio.onpause = () => events.onEnd(false);
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
  const end = () => events.onEnd(false);
  const events = once({
    onStart: given.onStart,
    onEnd(failed) {
      Taro.offAudioInterruptionBegin?.(end);
      Taro.offAppHide?.(end);
      audio.destroy();
      given.onEnd(failed);
    },
  });
  // An old WeChat knows fewer of these.
  Taro.onAudioInterruptionBegin?.(end);
  Taro.onAppHide?.(end);
  audio.onPlay(() => events.onStart());
  audio.onPause(end);
  audio.onEnded(end);
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

/** Reads the texts aloud one after another, in pieces: long ones at once are cut off by some browsers. */
export function speak(texts: readonly string[], given: SoundEvents): Sound {
  const events = once(given);
  const voice = chineseVoice();
  const pieces = texts.flatMap(spokenPieces);
  speechSynthesis.cancel();
  pieces.forEach((text, index) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = 'zh-CN';
    utterance.rate = 0.9;
    if (voice) utterance.voice = voice;
    if (index === 0) utterance.onstart = () => events.onStart();
    if (index === pieces.length - 1) utterance.onend = () => events.onEnd(false);
    utterance.onerror = ({ error }) => events.onEnd(error !== 'canceled' && error !== 'interrupted');
    speechSynthesis.speak(utterance);
  });
  if (pieces.length === 0) events.onEnd(false);
  return {
    stop() {
      speechSynthesis.cancel();
      events.onEnd(false);
    },
  };
}
