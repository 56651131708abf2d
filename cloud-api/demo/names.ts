import type { Chance } from './chance.js';

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const menFirst = [...'建国文志明永德福海庆小春世长兴树保学金玉'];
const menLast = [...'平军强林华生龙峰伟斌祥贵根山旺才良田喜民'];
const womenFirst = [...'秀玉桂春小淑晓丽素月爱金雪翠凤美'];
const womenLast = [...'兰英梅芳珍霞娟红萍燕香花云琴莲仙'];

export type Sex = 'man' | 'woman';

export function inventedName(chance: Chance, sex: Sex, surname = chance.pick(surnames)): string {
  const [first, last] = sex === 'man' ? [menFirst, menLast] : [womenFirst, womenLast];
  return `${surname}${chance.happens(0.85) ? chance.pick(first) : ''}${chance.pick(last)}`;
}

/**
 * China sets no numbers aside for fiction. 199 00xx xxxx passes every format check and is seen at once to be made up;
 * the demo never dials, and nothing is ever sent to these numbers.
 */
export class InventedPhones {
  private given = 0;

  next(): string {
    this.given += 1;
    return `19900${String(this.given).padStart(6, '0')}`;
  }
}
