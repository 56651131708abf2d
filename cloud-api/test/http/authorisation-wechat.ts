import { pushRequest, verificationUrl } from '../../emulator/push-message.js';
import type { RouteAccess } from './authorisation-actors.js';
import type { Targets } from './authorisation-targets.js';

/** WeChat has no session: it signs what it says. */
export function wechatAccess({ test }: Targets): Record<string, RouteAccess> {
  const { appId, timestamp } = { appId: test.wechatEnvironment.WECHAT_APP_ID!, timestamp: test.clock.now() / 1000 };
  return {
    'GET /wechat/push': {
      who: 'public',
      call: (client) => client.get(verificationUrl(test.pushTarget, timestamp, '1')),
    },
    'POST /wechat/push': {
      who: 'public',
      call: (client) => {
        const { url, body } = pushRequest({}, { target: test.pushTarget, appId, timestamp });
        return client.raw('POST', url, { headers: { 'content-type': 'text/xml' }, payload: body });
      },
    },
  };
}
