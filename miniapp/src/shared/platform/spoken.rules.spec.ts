import * as fc from 'fast-check';
import { LONGEST_SPOKEN, spokenPieces } from './spoken.rules';

const letters = fc.constantFrom(...'防骗转账验证码不要a，、。！？；：“”（）\n 5😀');
const text = fc.array(letters, { maxLength: 400 }).map((characters) => characters.join(''));
const readable = (value: string) => value.replace(/[\s，、。！？；：“”（）]/g, '');

describe('what a voice reads', () => {
  it('is all of the text, in its order, and nothing else', () => {
    fc.assert(fc.property(text, (given) => expect(readable(spokenPieces(given).join(''))).toBe(readable(given))));
  });

  it('comes in pieces that no browser cuts off, none of them empty', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const piece of spokenPieces(given)) {
          expect([...piece].length).toBeLessThanOrEqual(LONGEST_SPOKEN);
          expect(readable(piece)).not.toBe('');
        }
      }),
    );
  });

  it.each([
    ['有人说“补缴社保”就是骗子！不要点链接。', ['有人说“补缴社保”就是骗子！', '不要点链接。']],
    ['他说：“快转账！”千万别信。', ['他说：“快转账！”', '千万别信。']],
    ['第一行\n第二行', ['第一行', '第二行']],
    ['真的吗？！是的', ['真的吗？！', '是的']],
    ['3.5 万元被骗', ['3.5 万元被骗']],
    ['  。\n ！', []],
    ['', []],
  ])('%j is read as %j', (given, pieces) => expect(spokenPieces(given)).toEqual(pieces));

  it('cuts a long sentence at its commas', () => {
    const part = '骗子先让您小额返利几次尝到甜头，';
    const pieces = spokenPieces(part.repeat(10) + '完');
    expect(pieces.length).toBe(2);
    for (const piece of pieces.slice(0, -1)) expect(piece.endsWith('，')).toBe(true);
  });

  it.each([
    ['打 96110', '打 九六幺幺零'],
    ['报 110。', '报 幺幺零。'],
    ['给 13800001234 打', '给 幺三八零零零零幺二三四 打'],
    ['骗走 110 元', '骗走 110 元'],
    ['12345 户', '12345 户'],
    ['损失 50000 元', '损失 50000 元'],
  ])('%s is said %s', (given, said) => expect(spokenPieces(given)).toEqual([said]));
});
