export {
  ChatGroupsDirectory,
  type GroupHolder,
  type GroupTargets,
  type KnownGroup,
  type PushedGroup,
  type TargetGroup,
} from './chat-groups-directory.js';
export { ChatGroupsModule } from './chat-groups.module.js';
export { GroupEntry, GroupPart } from './dto/chat-group.dto.js';
