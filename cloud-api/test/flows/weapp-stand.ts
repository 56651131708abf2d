import { ApiProcess } from '../harness/api-process.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { builtWeapp } from '../harness/paths.js';
import { Phone, testPhoto, Weapp } from '../harness/weapp/index.js';
import { buildWorld, type World } from '../harness/world.js';

/** A world whose plans start today, its API as people run it, and phones with the built mini-program. */
export class WeappStand {
  private constructor(
    readonly test: TestApp,
    readonly world: World,
    readonly api: ApiProcess,
  ) {}

  static async begin(): Promise<WeappStand> {
    const test = await createTestApp();
    test.clock.set(Date.now());
    const world = await buildWorld(test, { startsOn: test.clock.today() });
    const { databaseUrl, dataDirectory, wechatEnvironment: env } = test;
    return new WeappStand(test, world, await ApiProcess.start({ databaseUrl, dataDirectory, env }));
  }

  async end(): Promise<void> {
    await this.api.stop();
    await this.test.close();
  }

  phoneOf = ({ phone }: TestPerson, [latitude, longitude] = [35.123456, 112.654321]): Phone => {
    const user = this.test.wechat.user(phone, { phone });
    return new Phone({
      login: async () => user.login(),
      phoneCode: async () => user.phoneCode(),
      takePhoto: () => testPhoto(),
      location: { latitude, longitude, accuracy: 20 },
    });
  };

  launch = (phone: Phone): Weapp => Weapp.launch({ bundle: builtWeapp, apiOrigin: this.api.origin, phone });
}
