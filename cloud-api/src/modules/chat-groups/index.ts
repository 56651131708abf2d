export { AbsencesService } from './absences.service.js';
export { ChatGroupsDirectory, type GroupHolder, type GroupTargets, type TargetGroup } from './chat-groups-directory.js';
export { ChatGroupsModule } from './chat-groups.module.js';
export { ChatGroupsService } from './chat-groups.service.js';
export { GroupEntry } from './dto/chat-group.dto.js';
export { GroupAligner } from './group-aligner.js';
export { GroupBindings } from './group-bindings.js';
export { GroupJoins } from './group-joins.js';
export type { PushedGroup } from './group-people.repository.js';
