import type { INestApplicationContext } from '@nestjs/common';
import { campaigns } from './campaigns.js';
import { Chance } from './chance.js';
import { relaxed } from './county.js';
import { DemoKind, filledDemo, fillEmpty } from './marks.js';
import { InventedPhones } from './names.js';
import { runCampaign } from './run-campaign.js';
import { servicesOf } from './services.js';
import type { DemoWechat } from './wechat.js';

const seed = 20211;

/**
 * Fills an empty database with the five founding places, once. The demo that the database then holds, if any. Without a WeChat of
 * its own nobody opens cards in it, and no directive has gone down yet.
 */
export async function fillDemo(app: INestApplicationContext, wechat: DemoWechat | null): Promise<DemoKind | null> {
  const services = servicesOf(app);
  await fillEmpty(services.database, DemoKind.Places, async () => {
    process.stdout.write('首次启动，正在填充演示数据，约需十秒……\n');
    // A half filled database was emptied, of these too.
    await services.builtInPapers.publishNew();
    const chance = new Chance(seed);
    const phones = new InventedPhones();
    await relaxed(services.database, async () => {
      for (const campaign of campaigns) await runCampaign(services, campaign, phones, chance, wechat);
    });
  });
  return filledDemo(services.database);
}
