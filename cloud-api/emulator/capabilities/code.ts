import sharp from 'sharp';
import { encode } from 'uqr';
import { minuteMs, type Clock } from '../clock.js';
import { WechatFailure } from '../failure.js';
import type { PublishedPages } from '../published-pages.js';
import { Quota } from '../quota.js';
import { PictureAnswer, type Route, type WechatCall } from '../route.js';

const callsPerMinute = 5_000;
const longestScene = 32;
const sceneCharacters = /^[\w!#$&'()*+,/:;=?@.~-]+$/;
const versions = ['release', 'trial', 'develop'];
const widths = { smallest: 280, largest: 1280, usual: 430 };
const rim = 4;

/**
 * Mini-program codes without a limit to their number. WeChat draws its round code; here it is an ordinary QR code that says
 * `page?scene=…`, so that tests can read it.
 */
export function createCode({ clock, pages }: { clock: Clock; pages: PublishedPages }) {
  const quota = new Quota(clock, { calls: callsPerMinute, windowMs: minuteMs, errcode: 45009 });

  function codeUnlimited({ body }: WechatCall): Promise<PictureAnswer> {
    const { scene, page = '', check_path: checkPath = true, env_version: version = 'release' } = body;
    const { width = widths.usual } = body;
    if (typeof page !== 'string' || typeof checkPath !== 'boolean' || typeof width !== 'number')
      throw new WechatFailure(47001);
    if (typeof scene !== 'string' || scene === '' || scene.length > longestScene) throw new WechatFailure(40169);
    if (!sceneCharacters.test(scene)) throw new WechatFailure(40129);
    if (!versions.includes(String(version))) throw new WechatFailure(40097);
    if (width < widths.smallest || width > widths.largest) throw new WechatFailure(40097);
    if (/^\/|\?/.test(page) || (checkPath && page !== '' && !pages.has(page))) throw new WechatFailure(41030);
    quota.spend('app');
    return draw(`${page}?scene=${scene}`, width);
  }

  const routes: Route[] = [
    { method: 'POST', path: '/wxa/getwxacodeunlimit', needsAccessToken: true, handle: codeUnlimited },
  ];
  return { routes };
}

async function draw(text: string, width: number): Promise<PictureAnswer> {
  const { data, size } = encode(text, { border: rim });
  const pixels = Buffer.from(data.flat().map((dark) => (dark ? 0 : 255)));
  const bytes = await sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(width, width, { kernel: 'nearest' })
    .png()
    .toBuffer();
  return new PictureAnswer('image/png', bytes);
}
