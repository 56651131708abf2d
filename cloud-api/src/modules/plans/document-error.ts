/** What is wrong with a plan document: where (`rounds.1.from`), by which rule, and in words. */
export interface DocumentError {
  path: string;
  rule: string;
  message: string;
}

/** Where something stands that stood before. */
export function repeated<T>(items: readonly T[], nameOf: (item: T) => string): number[] {
  const names = items.map(nameOf);
  return names.flatMap((name, index) => (names.indexOf(name) === index ? [] : [index]));
}
