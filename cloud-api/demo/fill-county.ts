import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../src/common/database/index.js';
import { buildCounty } from './county.js';
import { DemoKind, fillEmpty } from './marks.js';

const code = '341823';
const villages = 127;
const gridsPerVillage = 10;
const visitsPerDoor = 3;
const daysOfYear = 365;

/** Fills an empty database with 泾县 in full and a year of visits. Whether it did: a database with data stays as it is. */
export async function fillCounty(
  app: INestApplicationContext,
  doorsPerGrid: number,
  say: (text: string) => void,
): Promise<boolean> {
  const doors = villages * gridsPerVillage * doorsPerGrid;
  const visits = doors * visitsPerDoor;
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const isFilled = await fillEmpty(app.get(Database), DemoKind.County, async () => {
    say(`正在填充泾县全县演示数据：11 个乡镇、${villages} 个村、${doors} 户、${visits} 次入户。先建区划和人员……`);
    let told = 0;
    await buildCounty(app, { code, gridsPerVillage, doors, visits, startedDaysAgo: daysOfYear }, (done) => {
      const tenths = Math.floor(done * 10);
      if (tenths > told) say(`已完成 ${tenths * 10}%，用时 ${seconds()} 秒`);
      told = tenths;
    });
  });
  if (isFilled) say(`填充完成，共用时 ${seconds()} 秒。运行 npm start，在登录页选“泾县”的县平安办进入。`);
  return isFilled;
}
