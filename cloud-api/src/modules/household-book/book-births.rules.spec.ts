import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDigit, readBirth, readBorn, readIdNumber } from './book-births.rules.js';

const today = '2026-11-21';
const idOf = (body: string) => body + checkDigit(body);

describe('births', () => {
  it.each([
    ['1980-05-12', '1980-05'],
    ['1980/5/12', '1980-05'],
    ['1980.5', '1980-05'],
    ['1980.10', '1980-10'],
    ['1980-5', '1980-05'],
    ['１９８０年５月', '1980-05'],
    ['1980 年 5 月 12 日', '1980-05'],
    ['一九八〇年十二月', '1980-12'],
    ['198005', '1980-05'],
    ['19800512', '1980-05'],
    ['1980-05-12 00:00:00', '1980-05'],
    ['2000-02-29', '2000-02'],
    ['29352', '1980-05'],
    [29352, '1980-05'],
    [29352.5, '1980-05'],
    [198005, '1980-05'],
    [19800512, '1980-05'],
    [1980.5, '1980-05'],
    [1980.12, '1980-12'],
    ['2026-11-21', '2026-11'],
    [15000, '1941-01'],
  ])('%s is %s', (cell, month) => expect(readBirth(cell, today)).toEqual({ month, year: null, rule: null }));

  it.each([
    ['80.5', 'birth_ambiguous'],
    ['80年5月', 'birth_ambiguous'],
    ['800512', 'birth_ambiguous'],
    ['5/12/1980', 'birth_ambiguous'],
    ['19805', 'birth_ambiguous'],
    [1980.1, 'birth_ambiguous'],
    ['1980-13', 'birth_impossible'],
    ['1981-02-29', 'birth_impossible'],
    ['19800231', 'birth_impossible'],
    ['1880-05', 'birth_impossible'],
    ['2026-11-22', 'birth_future'],
    ['2026-12', 'birth_future'],
    [49999, 'birth_future'],
    ['2030', 'birth_future'],
    ['五月生', 'birth_unreadable'],
    [99999, 'birth_unreadable'],
    [-5, 'birth_unreadable'],
  ])('%s is %s', (cell, rule) => expect(readBirth(cell, today)).toMatchObject({ month: null, rule }));

  it.each([null, '', ' ', '无', '不详', '—', '/'])('%s says nothing', (cell) => {
    expect(readBirth(cell, today)).toEqual({ month: null, year: null, rule: null });
  });

  it('are the same however the day is written', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1928-01-01'), max: new Date('2026-11-20'), noInvalidDate: true }),
        (date) => {
          const [year, month, day] = date.toISOString().slice(0, 10).split('-') as [string, string, string];
          const serial = Math.floor(
            (Date.UTC(Number(year), Number(month) - 1, Number(day)) - Date.UTC(1899, 11, 30)) / 86_400_000,
          );
          const forms = [
            `${year}-${month}-${day}`,
            `${year}年${Number(month)}月${Number(day)}日`,
            `${year}${month}${day}`,
            `${year}.${Number(month)}`,
            serial,
          ];
          for (const form of forms) expect(readBirth(form, today).month).toBe(`${year}-${month}`);
        },
      ),
    );
  });

  it('never throw, whatever stands there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.boolean()), (cell) => void readBorn(cell, cell, today)),
    );
  });
});

describe('births from ID numbers', () => {
  const valid = idOf('34182319800512123');

  it.each([
    [valid, { month: '1980-05', checked: true }],
    [valid.replace(/.$/, valid.endsWith('0') ? '1' : '0'), { month: '1980-05', checked: false }],
    [` ${valid.slice(0, 6)} ${valid.slice(6)}`, { month: '1980-05', checked: true }],
    ['341823800512123', { month: '1980-05', checked: true }],
    [341823198005121300, { month: '1980-05', checked: false }],
    ['341823198013121234', 'unreadable'],
    ['34182319800512', 'unreadable'],
    ['3.41823E+17', 'unreadable'],
    ['', null],
  ])('%s: %p', (cell, read) => expect(readIdNumber(cell, today)).toEqual(read));

  it('take the place of a missing birth column, and win over it when the check digit is right', () => {
    expect(readBorn(null, valid, today)).toEqual({ month: '1980-05', isChild: false, findings: [] });
    expect(readBorn('1980-06', valid, today)).toMatchObject({
      month: '1980-05',
      findings: [{ rule: 'birth_differs' }],
    });
    const wrong = valid.replace(/.$/, valid.endsWith('0') ? '1' : '0');
    expect(readBorn('1980-06', wrong, today)).toMatchObject({
      month: '1980-06',
      findings: [{ rule: 'id_number_check_digit' }, { rule: 'birth_differs' }],
    });
  });

  it('that cannot be read matter only while nothing else tells the birth', () => {
    expect(readBorn('1980-06', '123', today).findings).toMatchObject([{ rule: 'id_number_ignored' }]);
    expect(readBorn('', '123', today).findings).toMatchObject([{ rule: 'id_number_invalid' }]);
  });
});

describe('children', () => {
  it.each([
    ['2012-11', false],
    ['2012-12', true],
    ['2020-05-01', true],
  ])('born %s: %s', (birth, isChild) => expect(readBorn(birth, null, today).isChild).toBe(isChild));

  it('are known by the year alone, except those who turn 14 this year', () => {
    expect(readBorn('2015', null, today)).toEqual({ month: null, isChild: true, findings: [] });
    expect(readBorn(1980, null, today)).toMatchObject({ isChild: false, findings: [{ rule: 'birth_year_only' }] });
    expect(readBorn('2012年', null, today)).toMatchObject({ isChild: false, findings: [{ rule: 'birth_ambiguous' }] });
  });
});
