import Taro from '@tarojs/taro';

/** Shows pictures on the whole screen, where two fingers make them larger. */
export function showPictures(paths: string[]): void {
  Taro.previewImage({ urls: paths }).catch(() => undefined);
}
