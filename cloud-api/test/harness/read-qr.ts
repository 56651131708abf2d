import jsqr from 'jsqr';
import sharp from 'sharp';

/** What the QR code in the picture says, as a phone's camera would read it; fails when it reads nothing. */
export async function readQr(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const code = jsqr.default(new Uint8ClampedArray(data), info.width, info.height);
  if (!code) throw new Error('the picture holds no readable QR code');
  return code.data;
}
