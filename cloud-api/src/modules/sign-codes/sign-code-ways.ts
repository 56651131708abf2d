import { Injectable } from '@nestjs/common';
import { Clock, dayMs } from '../../common/clock/index.js';
import { Configuration } from '../../config/index.js';
import { WechatGateway } from '../wechat/index.js';
import { drawQr } from './qr-picture.js';
import { browserLink, scanPage } from './sign-code.rules.js';

const pictureWidth = 560;
/** WeChat refuses what ends within a minute or after thirty days, by its own clock. */
const shortestMs = 5 * 60_000;
const longestMs = 30 * dayMs - 5 * 60_000;

/** How a scene reaches people: through WeChat where it is at hand, otherwise by an ordinary QR code of the browser's page. */
@Injectable()
export class SignCodeWays {
  constructor(
    private readonly wechat: WechatGateway,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  picture(scene: string): Promise<Buffer> {
    return this.throughWechat
      ? this.wechat.codeUnlimited({
          scene,
          page: scanPage,
          envVersion: 'release',
          width: pictureWidth,
          checkPath: true,
        })
      : drawQr(this.browserLink(scene), pictureWidth);
  }

  async link(scene: string, codeEndsAt: number): Promise<{ url: string; expiresAt: number }> {
    if (!this.throughWechat) return { url: this.browserLink(scene), expiresAt: codeEndsAt };
    const now = this.clock.now();
    const expiresAt = Math.min(codeEndsAt, now + longestMs);
    const url = await this.wechat.generateScheme({
      path: scanPage,
      query: `scene=${scene}`,
      expiresAt: Math.max(expiresAt, now + shortestMs),
    });
    return { url, expiresAt };
  }

  /** A demo has no mini-program that WeChat knows of. */
  private get throughWechat(): boolean {
    return this.configuration.wechat !== null && !this.configuration.demo;
  }

  private browserLink(scene: string): string {
    return browserLink(this.configuration.publicUrl, scene);
  }
}
