import type { Page } from 'playwright-core';

export interface ElderMeasures {
  /** CSS pixels of the smallest text, and of the text that most letters are written in. */
  smallestTextPx: number;
  mainTextPx: number;
  lowestLineHeight: number;
  /** WCAG contrast of the least readable text. */
  lowestContrast: number;
  lowestContrastText: string;
  /** The shorter side of the smallest thing to tap. */
  smallestTargetPx: number;
  smallestTarget: string;
}

/** Reads sizes, contrasts and touch targets off the page as it is drawn. */
export function measureElderMode(page: Page): Promise<ElderMeasures> {
  return page.evaluate(() => {
    const isVisible = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
    };
    const numbers = (color: string) => (color.match(/[\d.]+/g) ?? ['0', '0', '0']).map(Number);
    const luminance = ([red, green, blue]: number[]) => {
      const channel = (value: number) => {
        const share = value / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * channel(red!) + 0.7152 * channel(green!) + 0.0722 * channel(blue!);
    };
    const background = (element: Element | null): number[] => {
      for (let at = element; at; at = at.parentElement) {
        const color = numbers(getComputedStyle(at).backgroundColor);
        if (color.length < 4 || color[3]! > 0.5) return color;
      }
      return [255, 255, 255];
    };
    const contrast = (a: number[], b: number[]) => {
      const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
      return (light! + 0.05) / (dark! + 0.05);
    };
    const texts = [...document.querySelectorAll('*')].filter(
      (element) =>
        isVisible(element) &&
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== ''),
    );
    const measured = texts.map((element) => {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const words = element.textContent.trim();
      const lineHeight = style.lineHeight === 'normal' ? 1.2 : parseFloat(style.lineHeight) / size;
      return { size, words, lineHeight, contrast: contrast(numbers(style.color), background(element)) };
    });
    const letters = new Map<number, number>();
    for (const { size, words } of measured) letters.set(size, (letters.get(size) ?? 0) + words.length);
    const palest = measured.reduce((a, b) => (b.contrast < a.contrast ? b : a));
    const targets = [...document.querySelectorAll('[id], [role=button], button, a')]
      .filter(
        (element) =>
          isVisible(element) &&
          (getComputedStyle(element).cursor === 'pointer' || element.getAttribute('role') === 'button'),
      )
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return { side: Math.min(width, height), name: element.id || element.textContent.trim().slice(0, 20) };
      });
    const smallest = targets.reduce((a, b) => (b.side < a.side ? b : a), { side: Infinity, name: 'nothing to tap' });
    return {
      smallestTextPx: Math.min(...measured.map(({ size }) => size)),
      mainTextPx: [...letters].sort((a, b) => b[1] - a[1])[0]![0],
      lowestLineHeight: Math.min(...measured.map(({ lineHeight }) => lineHeight)),
      lowestContrast: Math.round(palest.contrast * 100) / 100,
      lowestContrastText: palest.words.slice(0, 20),
      smallestTargetPx: Math.round(smallest.side),
      smallestTarget: smallest.name,
    };
  });
}
