import { emptyReport, isBegun, missingIn, reportBody } from './report.rules';

const draft = { ...emptyReport('id', null), story: '有人让我补缴社保' };

describe('a report of a scam', () => {
  it('needs a story, and nothing else', () => {
    expect(missingIn(draft)).toBeNull();
    expect(missingIn({ ...draft, story: ' \n' })).toContain('一句话');
  });

  it.each([
    ['138 0000 1234', true],
    ['+8613800001234', true],
    ['0356-6612345', true],
    ['', true],
    ['1380000123', false],
    ['96110', false],
  ])('may leave a number that can be rung: %j', (phone, isGood) => {
    expect(missingIn({ ...draft, phone }) === null).toBe(isGood);
  });

  it('leaves out what was left empty, and takes the scam of the warning it came from', () => {
    expect(reportBody(draft, null)).toEqual({ id: 'id', fraudType: 'other', story: '有人让我补缴社保' });
    const full = { ...draft, directiveId: 'directive', phone: ' 13800001234 ', photoIds: ['photo'], story: ' 钱 ' };
    expect(reportBody(full, 'fake_loan')).toEqual({
      id: 'id',
      directiveId: 'directive',
      fraudType: 'fake_loan',
      story: '钱',
      phone: '13800001234',
      photoIds: ['photo'],
    });
    expect(reportBody({ ...full, fraudType: 'other' }, 'fake_loan').fraudType).toBe('other');
  });

  it('is gone on with only when something was written', () => {
    expect(isBegun(emptyReport('id', 'directive'))).toBe(false);
    expect(isBegun(draft)).toBe(true);
  });
});
