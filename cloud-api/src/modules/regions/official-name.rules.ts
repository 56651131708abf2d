const villageCommittee = /(?:村民委员会|村委会)$/;
const residentsCommittee = /(?:居民委员会|居委会)$/;

/** What people call the place whose committee the official list names: 台头村委会 is 台头村, 港口社区居民委员会 is 港口社区. */
export function shortVillageName(official: string): string {
  if (villageCommittee.test(official)) {
    const stem = official.replace(villageCommittee, '');
    return /(?:村|社区|嘎查)$/.test(stem) ? stem : `${stem}村`;
  }
  if (residentsCommittee.test(official)) {
    const stem = official.replace(residentsCommittee, '');
    return stem.endsWith('社区') ? stem : `${stem}社区`;
  }
  return official;
}
