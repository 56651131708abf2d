export { ChatGroupsModule } from './chat-groups.module.js';
export { GroupEntry, GroupPart } from './dto/chat-group.dto.js';
