/** WeChat hands parameters over as they are written in the address, still encoded. */
export function queryOf(search: string): Record<string, string> {
  const pairs = search
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split('=') as [string, string?]);
  return Object.fromEntries(pairs.map(([key, value = '']) => [key, value]));
}
