export { signInAsDemo, signInWithPassword, signInWithPhone, signInWithWechat } from './people.api';
export { useDemoPeople, usePrivacyNotice } from './people.queries';
