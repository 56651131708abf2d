import { pinyin } from 'pinyin-pro';

const remembered = new Map<string, string[]>();
const rememberedAtMost = 20_000;

/** Whether what was typed is to be compared with how names sound: Latin letters alone. */
export function isPinyin(typed: string): boolean {
  return /^[a-z\s']+$/i.test(typed);
}

/** `zhangsan`, `san`, `zs` and `s` all find 张三: a name from any of its syllables on, or its initials. */
export function soundsLike(name: string, typed: string): boolean {
  const wanted = typed.toLowerCase().replace(/[\s']/g, '');
  if (wanted === '') return false;
  const syllables = syllablesOf(name);
  const initials = syllables.map((syllable) => syllable[0]).join('');
  return initials.includes(wanted) || syllables.some((_, from) => syllables.slice(from).join('').startsWith(wanted));
}

/** How a name sounds, without tones: ü is typed as v, and a surname sounds as a surname does (单 is shan). */
export function syllablesOf(name: string): string[] {
  const known = remembered.get(name);
  if (known) return known;
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).map((syllable) =>
    syllable.toLowerCase(),
  );
  if (remembered.size >= rememberedAtMost) remembered.clear();
  remembered.set(name, syllables);
  return syllables;
}
