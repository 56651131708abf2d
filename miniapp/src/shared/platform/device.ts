import Taro from '@tarojs/taro';

const LONGEST = 80;

function ofWechat(): string {
  const { brand, model, system } = Taro.getDeviceInfo();
  return `${brand} ${model} / ${system} / WeChat ${Taro.getAppBaseInfo().version ?? ''}`;
}

/** `Mozilla/5.0 (Linux; Android 13; V2312A) … Chrome/120.0…` → `Linux; Android 13; V2312A / Chrome/120.0.0.0` */
function ofBrowser(): string {
  const agent = navigator.userAgent;
  const system = /\(([^)]*)\)/.exec(agent)?.[1] ?? '';
  const browser = /(MicroMessenger|Edg|Chrome|Firefox|Version)\/[\d.]+/.exec(agent)?.[0] ?? '';
  return `${system} / ${browser}`;
}

/** Make and system of this phone, as evidence names it. */
export function deviceName(): string {
  return (process.env.TARO_ENV === 'h5' ? ofBrowser() : ofWechat()).replace(/\s+/g, ' ').slice(0, LONGEST);
}
