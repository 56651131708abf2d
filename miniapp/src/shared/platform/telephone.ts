import Taro from '@tarojs/taro';

/** The national anti-fraud line. */
export const ANTI_FRAUD_LINE = '96110';

/** Once money has gone, minutes count. */
export const POLICE = '110';

export function dial(phoneNumber: string): void {
  // Rejected when the person changes their mind in WeChat's own dialogue: nothing to do.
  Taro.makePhoneCall({ phoneNumber }).catch(() => undefined);
}
