import * as fc from 'fast-check';
import { aMyRelay } from '../../../test/builders';
import { cardTitle, pastedText } from './card-words';

describe('the card', () => {
  it('says the kind and the title', () => {
    expect(cardTitle(aMyRelay({}, { title: '社保补缴是骗局' }))).toBe('【特急预警】社保补缴是骗局');
    expect(cardTitle(aMyRelay({}, { kind: 'tip', severity: 'normal', title: '防骗' }))).toBe('【防范信息】防骗');
  });

  it('is cut to what a chat shows, between characters, and holds nothing but the kind and the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (title) => {
        const text = cardTitle(aMyRelay({}, { title }));
        expect([...text].length).toBeLessThanOrEqual(30);
        const kept = text.replace(/…$/, '');
        expect(`【特急预警】${title}`.startsWith(kept)).toBe(true);
      }),
    );
  });

  it('is a text where no card can be passed on', () => {
    expect(pastedText(aMyRelay({}, { title: '标题', body: '正文' }))).toBe('【特急预警】标题\n正文\n—— 蟒河镇综治办');
  });
});
