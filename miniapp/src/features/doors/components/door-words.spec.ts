import { doorDetail, doorTitle, tagNames } from './door-words';

describe('how a door is named', () => {
  it('a household is a home, a shop is its sign', () => {
    expect(doorTitle('household', '王大福')).toBe('王大福 家');
    expect(doorTitle('individual_business', '便民超市')).toBe('便民超市');
  });

  it('tells the address and how many live there', () => {
    expect(doorDetail('household', '中街 17 号', 4)).toBe('中街 17 号 · 4 口人');
    expect(doorDetail('household', '中街 17 号', 0)).toBe('中街 17 号 · 还没登记住户');
    expect(doorDetail('enterprise', '', 3)).toBe('企业');
  });

  it('names the groups that deserve attention', () => {
    expect(tagNames(['elderly', 'returnee'])).toEqual(['老人', '返乡']);
  });
});
