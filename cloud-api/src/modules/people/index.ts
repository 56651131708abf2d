export { PeopleModule } from './people.module.js';
export { PeopleService, type StaffMember } from './people.service.js';
export { ResidentDirectory, type KnownResident } from './resident-directory.js';
export { SessionService } from './session.service.js';
export { normalisePhone } from './people.rules.js';
export { privacyNotice } from './privacy-notice.js';
export { DemoSignIn, SessionDto } from './dto/session.dto.js';
