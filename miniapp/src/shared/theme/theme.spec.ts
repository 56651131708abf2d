import { readFileSync } from 'node:fs';
import path from 'node:path';
import { elderTextSize } from './elder-text';

const source = readFileSync(path.join(__dirname, 'tokens.scss'), 'utf8');
const [normalBlock, elderBlock] = source.split('.page.elder');

function colours(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16) / 255);
  const [red, green, blue] = channels.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const normal = colours(normalBlock!);
const themes = { normal, elder: { ...normal, ...colours(elderBlock!) } };

const TEXT_ON_GROUND = [
  ['ink', 'background'],
  ['ink', 'card'],
  ['ink-2', 'background'],
  ['ink-2', 'card'],
  ['ink-2', 'neutral-soft'],
  ['accent', 'card'],
  ['accent', 'background'],
  ['accent', 'accent-soft'],
  ['card', 'accent'],
  ['card', 'late'],
  ['late', 'card'],
  ['late', 'late-soft'],
  ['wait', 'wait-soft'],
  ['ok', 'ok-soft'],
] as const;

describe.each(Object.entries(themes))('%s theme', (_name, theme) => {
  it.each(TEXT_ON_GROUND)('%s on %s reads at 4.5:1 or better', (text, ground) => {
    expect(contrast(theme[text]!, theme[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('elder text', () => {
  it('is 18 pt at the standard setting and never smaller', () => {
    expect(elderTextSize(undefined)).toBe(24);
    expect(elderTextSize(15)).toBe(24);
    expect(elderTextSize(17)).toBe(24);
  });

  it('grows with the setting of the phone up to 30 pt', () => {
    expect(elderTextSize(22)).toBe(31);
    expect(elderTextSize(60)).toBe(40);
  });
});
