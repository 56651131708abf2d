import { useSyncExternalStore } from 'react';
import { isH5 } from './environment';

/** From here on the styles lay a page out for a PC (see shared/ui/styles). */
const WIDE = 900;

function isWide(): boolean {
  return isH5 && window.innerWidth >= WIDE;
}

function watchWidth(changed: () => void): () => void {
  if (!isH5) return () => undefined;
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** A PC's width, where lists become tables and details stand beside them. Never inside WeChat. */
export function useWide(): boolean {
  return useSyncExternalStore(watchWidth, isWide);
}
