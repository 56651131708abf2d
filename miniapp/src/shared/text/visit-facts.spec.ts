import { visitFacts } from './visit-facts';

describe('a visit in words', () => {
  it('tells what was filled in, in the order of the register', () => {
    const facts = visitFacts({
      topics: ['fake_police', 'fake_loan'],
      presentResidentIds: ['a', 'b'],
      presentOthers: 1,
      faceToFace: true,
      note: null,
    });
    expect(facts).toEqual([
      { name: '当面讲', text: '是' },
      { name: '在场', text: '3 人' },
      { name: '讲了什么', text: '冒充公检法、虚假贷款' },
    ]);
  });

  it('tells a no as a no, and what was taken back as nothing', () => {
    expect(visitFacts({ groupJoined: false, topics: [] })).toEqual([
      { name: '讲了什么', text: '' },
      { name: '进了防诈群', text: '否' },
    ]);
  });

  it('asks nothing of a visit that met nobody', () => {
    const empty = { faceToFace: false, presentResidentIds: [], presentOthers: 0 };
    expect(visitFacts({ outcome: 'nobody', ...empty })).toEqual([{ name: '结果', text: '家里没人' }]);
  });

  it('names those who came along', () => {
    expect(visitFacts({ companions: [{ name: '张警官', role: 'police' }] })).toEqual([
      { name: '一起去的', text: '张警官（民警）' },
    ]);
  });
});
