import Taro from '@tarojs/taro';

const LONGEST_SIDE = 1600;
const QUALITY = 0.75;

/** Lets the person take or choose photos; gives temporary paths of small JPEGs, none when they change their mind. */
export async function takePhotos(most: number): Promise<string[]> {
  let chosen: string[];
  try {
    chosen = await choose(most);
  } catch {
    return [];
  }
  return Promise.all(chosen.map(process.env.TARO_ENV === 'h5' ? shrinkInBrowser : shrinkInWechat));
}

async function choose(most: number): Promise<string[]> {
  if (process.env.TARO_ENV === 'h5') {
    const { tempFilePaths } = await Taro.chooseImage({ count: most, sourceType: ['camera', 'album'] });
    return tempFilePaths;
  }
  const { tempFiles } = await Taro.chooseMedia({
    count: Math.min(most, 9),
    mediaType: ['image'],
    sizeType: ['compressed'],
  });
  return tempFiles.map(({ tempFilePath }) => tempFilePath);
}

async function shrinkInWechat(path: string): Promise<string> {
  const { width, height } = await Taro.getImageInfo({ src: path });
  const { width: compressedWidth, height: compressedHeight } = fitted(width, height);
  const { tempFilePath } = await Taro.compressImage({
    src: path,
    quality: QUALITY * 100,
    compressedWidth,
    compressedHeight,
  });
  return tempFilePath;
}

async function shrinkInBrowser(path: string): Promise<string> {
  const image = new Image();
  image.src = path;
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, fitted(image.naturalWidth, image.naturalHeight));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  return blob ? URL.createObjectURL(blob) : path;
}

function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
