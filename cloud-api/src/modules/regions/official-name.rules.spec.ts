import { describe, expect, it } from '@jest/globals';
import { shortVillageNames } from './official-name.rules.js';

describe('the name that people use', () => {
  it.each([
    ['台头村委会', '台头村'],
    ['下南村民委员会', '下南村'],
    ['柏梓村村民委员会', '柏梓村'],
    ['潘村村村委会', '潘村村'],
    ['幸福社区村委会', '幸福社区'],
    ['巴彦嘎查村委会', '巴彦嘎查'],
    ['巴彦嘎查委员会', '巴彦嘎查'],
    ['城南居委会', '城南社区'],
    ['港口社区居民委员会', '港口社区'],
    ['第一生活区', '第一生活区'],
  ])('of %s is %s', (official, short) => {
    expect(shortVillageNames([official])).toEqual([short]);
  });

  it('stays the committee’s where two places of a township would be called alike', () => {
    expect(shortVillageNames(['御井居委会', '御井社区居委会', '新桥村委会'])).toEqual([
      '御井居委会',
      '御井社区居委会',
      '新桥村',
    ]);
  });
});
