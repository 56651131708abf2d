import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Native } from '../native.js';
import { temporaryPath } from './files.js';

const windowInfo = {
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 812,
  windowWidth: 375,
  windowHeight: 724,
  statusBarHeight: 44,
  safeArea: { left: 0, right: 375, top: 44, bottom: 778, width: 375, height: 734 },
};

const deviceInfo = { brand: 'Redmi', model: 'Redmi 9A', system: 'Android 10', platform: 'android', benchmarkLevel: 8 };
const baseInfo = { language: 'zh_CN', version: '8.0.50', SDKVersion: '3.8.12', theme: 'light', fontSizeSetting: 16 };
const systemInfo = { ...windowInfo, ...deviceInfo, ...baseInfo };

/** The machine in the hand: what it is, who holds it, where it is and what its camera takes. */
export function deviceApi(native: Native, launch: object) {
  const { realm } = native;
  const { owner } = native.phone;
  const told = (value: object) => () => realm.bring(value);

  async function chooseMedia({ count = 1 }: { count?: number }) {
    if (!owner.takePhoto) throw new Error('cancel');
    const photos = await Promise.all(Array.from({ length: count > 1 ? 2 : 1 }, owner.takePhoto));
    const tempFiles = photos.map((photo) => {
      const tempFilePath = `${temporaryPath}/${randomUUID()}.jpg`;
      native.phone.files.set(tempFilePath, photo);
      return { tempFilePath, size: photo.byteLength, fileType: 'image' };
    });
    return { tempFiles, type: 'image' };
  }

  async function getImageInfo({ src }: { src: string }) {
    const file = native.phone.files.get(src);
    if (!file) throw new Error('file not found');
    const { width, height } = await sharp(file).metadata();
    return { width, height, path: src, type: 'jpeg', orientation: 'up' };
  }

  async function compressImage({
    src,
    quality = 80,
    compressedWidth,
  }: {
    src: string;
    quality?: number;
    compressedWidth?: number;
  }) {
    const file = native.phone.files.get(src);
    if (!file) throw new Error('file not found');
    const tempFilePath = `${temporaryPath}/${randomUUID()}.jpg`;
    const smaller = compressedWidth ? sharp(file).resize({ width: compressedWidth }) : sharp(file);
    native.phone.files.set(tempFilePath, await smaller.jpeg({ quality }).toBuffer());
    return { tempFilePath };
  }

  function whereabouts() {
    if (!owner.location) throw new Error('auth deny');
    return { ...owner.location, name: '', address: '' };
  }

  async function login() {
    if (!owner.login) throw new Error('this phone was given no login codes');
    return { code: await owner.login() };
  }

  return {
    getSystemInfoSync: told(systemInfo),
    getSystemInfo: native.asynchronous('getSystemInfo', () => systemInfo),
    getWindowInfo: told(windowInfo),
    getDeviceInfo: told(deviceInfo),
    getAppBaseInfo: told(baseInfo),
    getSystemSetting: told({ locationEnabled: true, wifiEnabled: true, bluetoothEnabled: false }),
    getAppAuthorizeSetting: told({ locationAuthorized: owner.location ? 'authorized' : 'denied' }),
    getLaunchOptionsSync: told(launch),
    getAccountInfoSync: told({ miniProgram: { appId: 'touristappid', envVersion: 'release', version: '' } }),
    canIUse: () => true,
    login: native.asynchronous('login', login),
    checkSession: native.asynchronous('checkSession', () => ({})),
    getRandomValues: native.asynchronous('getRandomValues', ({ length }: { length: number }) => ({
      randomValues: Uint8Array.from(randomBytes(length)),
    })),
    getLocation: native.asynchronous('getLocation', whereabouts),
    chooseLocation: native.asynchronous('chooseLocation', whereabouts),
    chooseMedia: native.asynchronous('chooseMedia', chooseMedia),
    getImageInfo: native.asynchronous('getImageInfo', getImageInfo),
    compressImage: native.asynchronous('compressImage', compressImage),
    getPrivacySetting: native.asynchronous('getPrivacySetting', () => ({
      needAuthorization: false,
      privacyContractName: '',
    })),
    getSetting: native.asynchronous('getSetting', () => ({
      authSetting: { 'scope.userLocation': Boolean(owner.location) },
    })),
    ...native.noted('authorize', 'openSetting', 'requirePrivacyAuthorize', 'openPrivacyContract', 'setKeepScreenOn'),
    ...native.noted('makePhoneCall', 'setClipboardData', 'previewImage', 'vibrateShort'),
    onNeedPrivacyAuthorization: () => undefined,
  };
}
