import { showcase } from './campaigns.js';

export { fillDemo } from './fill.js';

/** What somebody who has just started the demo should do first. */
export function firstSteps(url: string): string {
  return [
    `无诈网格演示版已启动：用浏览器打开 ${url}`,
    `先选“蟒河镇”的网格员${showcase.grids[2].worker}登录，在首页点“开始入户”，断网也能登记，联网后自动上报。`,
    `再换台头村的村主干${showcase.head}登录，在“进展”里看覆盖率和每一户没走到的原因。`,
    '',
  ].join('\n');
}
