import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Noto Sans SC, and Noto Sans JP for what only it has (𠮷): in regular and bold, as files of TrueType. */
const files = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  regularFallback: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  boldFallback: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
} as const;
export type FontName = keyof typeof files;

const loaded = new Map<FontName, Buffer>();

/** Read once a process: they are ten megabytes each, and the worker that makes certificates lives only while it must. */
export function fontFile(name: FontName): Buffer {
  const known = loaded.get(name) ?? readFileSync(require.resolve(files[name]));
  loaded.set(name, known);
  return known;
}
