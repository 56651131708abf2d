import { aDoor, aDoorPaper } from '../../../test/builders';
import { openPapers, signerName, signingName } from './paper.rules';

const kinds = { notice: '告知书', pledge: '承诺书', responsibility_letter: '责任书' };
const notice = aDoorPaper();
const pledge = aDoorPaper({ templateKey: 'pledge.resident', kind: 'pledge' });

describe('the papers of a door', () => {
  it('are called by their number, one by its kind', () => {
    expect(signingName([notice, pledge], kinds)).toBe('签两份文书');
    expect(signingName([pledge], kinds)).toBe('签承诺书');
    expect(
      signingName(
        Array.from({ length: 9 }, (_, index) => (index ? notice : pledge)),
        kinds,
      ),
    ).toBe('签 9 份文书');
  });

  it('are open until they are signed', () => {
    const papers = { owed: [notice, { ...pledge, signed: true }], declined: null, declinedAt: null };
    expect(openPapers(aDoor({ papers }))).toEqual([notice]);
  });

  it('say whose signature is needed', () => {
    const resident = {
      id: 'r',
      name: '王木生',
      relation: 'head',
      birthMonth: null,
      tags: [],
      phoneMasked: null,
    } as const;
    const door = { residents: [{ ...resident, tags: [] }] };
    expect(signerName(notice, door)).toBeNull();
    expect(signerName({ ...notice, residentId: 'r' }, door)).toBe('王木生');
    expect(signerName({ ...notice, residentId: 'gone' }, door)).toContain('不在名单');
  });
});
