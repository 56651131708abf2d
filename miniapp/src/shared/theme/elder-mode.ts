import Taro from '@tarojs/taro';
import { create } from 'zustand';
import { useSession } from '@/shared/session';
import { elderTextSize } from './elder-text';

const STORAGE_KEY = 'elder-mode';

interface ElderChoice {
  /** null: nobody has chosen on this phone yet. */
  choice: boolean | null;
  choose(elder: boolean): void;
}

/** Belongs to the phone, not to a person: it is remembered across sign-out. */
const useElderChoice = create<ElderChoice>((set) => ({
  choice: rememberedChoice(),
  choose(elder) {
    Taro.setStorageSync(STORAGE_KEY, elder);
    set({ choice: elder });
  },
}));

function rememberedChoice(): boolean | null {
  const remembered: unknown = Taro.getStorageSync(STORAGE_KEY);
  return typeof remembered === 'boolean' ? remembered : null;
}

/**
 * 长辈版: as chosen; for villagers it is on until they choose otherwise.
 * `forVillagers`: a page that villagers come to before anybody knows who they are.
 */
export function useElderMode({ forVillagers = false } = {}) {
  const { choice, choose } = useElderChoice();
  const kind = useSession((session) => session.me?.kind);
  const isVillager = kind === undefined ? forVillagers : kind === 'resident';
  return { elder: choice ?? isVillager, setElder: choose };
}

/** Inline style of the page wrapper: the text size that follows WeChat's own font setting. */
export function elderStyle(): Record<string, string> {
  // Missing in Taro's types, and in browsers.
  const { fontSizeSetting } = (Taro.getAppBaseInfo?.() ?? {}) as { fontSizeSetting?: number };
  return { '--elder-text': `${elderTextSize(fontSizeSetting)}px` };
}
