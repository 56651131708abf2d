/** What choosing the groups of a directive needs of one. */
export interface Candidate {
  id: string;
  upperId: string | null;
  kindKey: string;
  level: number;
  /** Of its region. */
  path: string;
}

export interface Choice {
  /** Kinds of the chains asked for; null: all. */
  kindKeys: ReadonlySet<string> | null;
  /** Paths of the places asked for; null: everywhere. */
  paths: readonly string[] | null;
  /** Groups with people of the audiences asked for; null: everybody. */
  groupIds: ReadonlySet<string> | null;
  deepestLevel: number;
}

/**
 * The groups of a directive: those meant, and those above them, so that each gets it from the one above. The 指挥群 (level 0) always
 * gets it. Ids of uppers that are not among the candidates lead nowhere.
 */
export function chosen<Group extends Candidate>(candidates: readonly Group[], choice: Choice): Group[] {
  const byId = new Map(candidates.map((group) => [group.id, group]));
  const reached = new Set<string>();
  for (const group of candidates.filter((one) => one.level === 0 || isMeant(one, choice))) {
    for (let at: Group | undefined = group; at && !reached.has(at.id); at = byId.get(at.upperId ?? ''))
      reached.add(at.id);
  }
  return candidates.filter(({ id }) => reached.has(id));
}

function isMeant(group: Candidate, { kindKeys, paths, groupIds, deepestLevel }: Choice): boolean {
  return (
    group.level <= deepestLevel &&
    (kindKeys === null || kindKeys.has(group.kindKey)) &&
    (paths === null || paths.some((path) => group.path.startsWith(path))) &&
    (groupIds === null || groupIds.has(group.id))
  );
}
