/** One of the items, by a number drawn from anywhere; undefined when there is none. */
export function pick<T>(items: readonly T[], drawn: number): T | undefined {
  return items[drawn % Math.max(items.length, 1)];
}
