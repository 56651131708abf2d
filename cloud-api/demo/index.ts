import { showcase } from './campaigns.js';
import { DemoKind } from './marks.js';

export { fillCounty } from './fill-county.js';
export { fillDemo } from './fill.js';
export { DemoWechat } from './wechat.js';

/** What somebody who has just started the demo should do first. `demo`: the one that the database holds. */
export function firstSteps(url: string, demo: DemoKind | null): string {
  return [`无诈网格演示版已启动：用浏览器打开 ${url}`, ...stepsIn(demo), ''].join('\n');
}

function stepsIn(demo: DemoKind | null): string[] {
  if (demo === null) return [];
  if (demo === DemoKind.County) return ['选“泾县”的县平安办登录，在“进展”里从全县一级一级看到每一户。'];
  return [
    `先选“蟒河镇”的网格员${showcase.grids.at(-1)!.worker}登录，在首页点“开始入户”，登记完再请住户签两份文书，断网也能办，联网后自动上报。`,
    `再换台头村的村主干${showcase.head}登录，在“进展”里看覆盖率、签字率和每一户没走到、没签的原因。`,
    '想看预警一级一级推到群：选“综治办”登录，发一条特急预警，换“乡镇分管领导”审批。两人各自签收、推送后，',
    `换台头村的村主干${showcase.head}，再换台头村的村民小组长：签收、推送，点“演示：在群里打开”，指挥页上就一级一级变成“已证实”。`,
    '东峪村有一个群昨天的预警还没推：换东峪村的民警登录，看催办提醒。最后换一位村民登录，在“预警”里听。',
  ];
}
