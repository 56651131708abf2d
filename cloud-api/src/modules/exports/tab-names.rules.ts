const longestTab = 31;
const notInTabs = /[[\]:*?/\\'\u0000-\u001f]/g;

/** Names for the sheets of a workbook: short enough, without what a tab cannot bear, and each of them once. */
export function tabNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name.replace(notInTabs, '').trim().slice(0, longestTab) || '表';
    let unique = plain;
    for (let number = 2; taken.has(unique.toLowerCase()); number += 1) {
      const suffix = `（${number}）`;
      unique = `${plain.slice(0, longestTab - suffix.length)}${suffix}`;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}
