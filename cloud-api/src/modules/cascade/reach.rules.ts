import type { TargetGroup } from '../chat-groups/index.js';
import type { DirectiveReach } from './dto/directive.dto.js';

/** What groups a directive would reach, by level, and where it could not be proved or pushed. */
export function reachOf(groups: readonly Pick<TargetGroup, 'level' | 'opengid' | 'hasPusher'>[]): DirectiveReach {
  const levels = [...new Set(groups.map(({ level }) => level))].sort((a, b) => a - b);
  return {
    groups: groups.length,
    levels: levels.map((level) => ({ level, groups: groups.filter((group) => group.level === level).length })),
    unbound: groups.filter(({ opengid }) => opengid === null).length,
    withoutPusher: groups.filter(({ hasPusher }) => !hasPusher).length,
  };
}
