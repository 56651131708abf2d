export { can, restoreSession, useSession, type SessionStatus } from './session';
