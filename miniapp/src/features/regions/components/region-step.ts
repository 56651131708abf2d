import { ApiError, errorSentence } from '@/shared/api';
import type { Region } from '../region.rules';

export interface RegionStepProps {
  region: Region;
  onDone(sentence: string): void;
  onLeave(): void;
}

/** A conflict of names; everything else as everywhere. */
export function nameSentence(error: unknown): string {
  if (error instanceof ApiError && error.is('conflict')) return '旁边已有同名的地方，请换个名字。';
  return errorSentence(error);
}

export function closingSentence(error: unknown): string {
  if (error instanceof ApiError && error.is('conflict')) {
    return '现在还撤不了：这里还有户，或下面还有地方没有去处。先把户移到别的网格，或选一个并到的地方；下面有重名的，先改名。';
  }
  return errorSentence(error);
}
