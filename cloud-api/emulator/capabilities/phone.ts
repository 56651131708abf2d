import type { App } from '../app.js';
import { secondMs, type Clock } from '../clock.js';
import { OneTimeCodes } from '../one-time-codes.js';
import type { Route, WechatCall } from '../route.js';
import type { User } from '../users.js';

interface SharedPhone {
  number: string;
  countryCode: string;
  sharedAt: number;
}

export function createPhone({ app, clock }: { app: App; clock: Clock }) {
  const codes = new OneTimeCodes<SharedPhone>(clock, 32);

  /** What a tap on `<button open-type="getPhoneNumber">` does. */
  function issueCode({ handle, phone, countryCode = '86' }: User): string {
    if (!phone) throw new Error(`user ${handle} has no phone`);
    return codes.issue({ number: phone, countryCode, sharedAt: clock.now() });
  }

  function phoneNumber({ body }: WechatCall) {
    const { number, countryCode, sharedAt } = codes.use(body.code);
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: countryCode === '86' ? number : `+${countryCode}${number}`,
        purePhoneNumber: number,
        countryCode,
        watermark: { timestamp: Math.floor(sharedAt / secondMs), appid: app.appId },
      },
    };
  }

  const routes: Route[] = [
    { method: 'POST', path: '/wxa/business/getuserphonenumber', needsAccessToken: true, handle: phoneNumber },
  ];
  return { routes, issueCode };
}
