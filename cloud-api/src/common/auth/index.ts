export { Actor, ActorResolver } from './actor.js';
export { AuthModule } from './auth.module.js';
export { CurrentActor, Public, RequirePermission, SignedIn } from './decorators.js';
export {
  assigned as assignedPermissions,
  Permission,
  permissionsOf,
  reachesOnlyAssigned,
  Role,
  roleLabels,
} from './permission.js';
export { pathEnd, type SqlCondition, withinPaths } from './scope.js';
