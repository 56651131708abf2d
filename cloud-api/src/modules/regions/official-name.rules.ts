const villageCommittee = /(?:村民委员会|村委会)$/;
const residentsCommittee = /(?:居民委员会|居委会)$/;
const bareCommittee = /(?<=村|社区|嘎查)委员会$/;

/**
 * What people call the places of one township whose committees the official list names: 台头村委会 is 台头村,
 * 港口社区居民委员会 is 港口社区. Where two of them would be called alike, both keep the name of their committee.
 */
export function shortVillageNames(officials: readonly string[]): string[] {
  const short = officials.map(shortVillageName);
  return short.map((name, index) => (short.indexOf(name) === short.lastIndexOf(name) ? name : officials[index]!));
}

function shortVillageName(official: string): string {
  if (villageCommittee.test(official)) {
    const stem = official.replace(villageCommittee, '');
    return /(?:村|社区|嘎查)$/.test(stem) ? stem : `${stem}村`;
  }
  if (residentsCommittee.test(official)) {
    const stem = official.replace(residentsCommittee, '');
    return stem.endsWith('社区') ? stem : `${stem}社区`;
  }
  return official.replace(bareCommittee, '');
}
