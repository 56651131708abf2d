import { dayMs } from '../../common/clock/index.js';
import { isUnder14 } from '../doors/index.js';
import { BookField, type BookRule } from './book-fields.rules.js';
import { isEmpty, squash, textOf } from './book-text.rules.js';

/** What a birth column says. `month` is `YYYY-MM`; `year` stands alone where no month is written. */
interface BirthReading {
  month: string | null;
  year: number | null;
  rule: BookRule | null;
}

/** What is known of a person's birth. `isChild`: under 14 today, so that no record of them may be kept. */
export interface Born {
  month: string | null;
  isChild: boolean;
  findings: { field: BookField; rule: BookRule }[];
}

const nothing: BirthReading = { month: null, year: null, rule: null };
const fault = (rule: BookRule): BirthReading => ({ ...nothing, rule });

/** Serial numbers of Excel that are births: 1927 to 2036. */
const firstSerial = 10_000;
const lastSerial = 50_000;
const serialEpoch = Date.UTC(1899, 11, 30);

/** The birth from both columns. `today` is `YYYY-MM-DD`. The ID number itself goes no further than this. */
export function readBorn(birthCell: unknown, idCell: unknown, today: string): Born {
  const birth = readBirth(birthCell, today);
  const id = readIdNumber(idCell, today);
  const findings: Born['findings'] = [];
  if (birth.rule) findings.push({ field: BookField.Birth, rule: birth.rule });
  if (id === 'unreadable') {
    const known = birth.month !== null || birth.year !== null || birth.rule !== null;
    findings.push({ field: BookField.IdNumber, rule: known ? 'id_number_ignored' : 'id_number_invalid' });
  }
  if (id === null || id === 'unreadable') return fromColumn(birth, findings, today);
  if (!id.checked) findings.push({ field: BookField.IdNumber, rule: 'id_number_check_digit' });
  const differs =
    birth.month === null
      ? Number(id.month.slice(0, 4)) !== (birth.year ?? Number(id.month.slice(0, 4)))
      : birth.month !== id.month;
  if (differs) findings.push({ field: BookField.Birth, rule: 'birth_differs' });
  const month = differs && !id.checked && birth.month !== null ? birth.month : id.month;
  return { month, isChild: isUnder14(month, today), findings };
}

function fromColumn(birth: BirthReading, findings: Born['findings'], today: string): Born {
  if (birth.year === null) {
    return { month: birth.month, isChild: birth.month !== null && isUnder14(birth.month, today), findings };
  }
  // Without a month the year still tells of most people whether they are children; of the others a person must say.
  const surelyChild = isUnder14(`${birth.year}-01`, today);
  const maybeChild = isUnder14(`${birth.year}-12`, today);
  const rule: BookRule = maybeChild && !surelyChild ? 'birth_ambiguous' : 'birth_year_only';
  const told = surelyChild ? findings : [...findings, { field: BookField.Birth, rule }];
  return { month: null, isChild: surelyChild, findings: told };
}

export function readBirth(cell: unknown, today: string): BirthReading {
  return typeof cell === 'number' ? birthOfNumber(cell, today) : birthOfText(textOf(cell), today);
}

function birthOfNumber(value: number, today: string): BirthReading {
  if (value >= firstSerial && value < lastSerial + 1) return birthOfSerial(Math.floor(value), today);
  if (Number.isInteger(value)) return birthOfText(String(value), today);
  // A sheet keeps 1980.10 as the number 1980.1, which is also how it keeps January.
  if (/^\d{4}\.1$/.test(String(value))) return fault('birth_ambiguous');
  return birthOfText(String(value), today);
}

function birthOfSerial(serial: number, today: string): BirthReading {
  return judged(new Date(serialEpoch + serial * dayMs).toISOString().slice(0, 10).split('-').map(Number), today);
}

const yearMonthDay =
  /^(\d{4})(?:年|[-./])(\d{1,2})(?:(?:月|[-./])(?:(\d{1,2})[日号]?)?)?(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})?$/;
const yearOnly = /^(\d{4})年?$/;
const shortYear = /^'?\d{2}(?:年|[-./])\d{1,2}(?:(?:月|[-./])(?:\d{1,2}[日号]?)?)?$/;
const yearLast = /^\d{1,2}[-./]\d{1,2}[-./]\d{4}$/;

function birthOfText(text: string, today: string): BirthReading {
  if (isEmpty(text)) return nothing;
  const written = digitsOfYear(/:/.test(text) ? text : squash(text));
  if (/^\d{5}(?:\.0+)?$/.test(written)) return birthOfFiveDigits(Number(written), today);
  // 800512 is not a month of the year 8005.
  if (/^\d{6}$/.test(written) && !/^(?:19|20)/.test(written)) return fault('birth_ambiguous');
  const parts = yearMonthDay.exec(written) ?? compact.exec(written);
  if (parts)
    return judged(
      parts.slice(1).map((part) => (part === undefined ? undefined : Number(part))),
      today,
    );
  const year = yearOnly.exec(written);
  if (year) return judgedYear(Number(year[1]), today);
  return fault(shortYear.test(written) || yearLast.test(written) ? 'birth_ambiguous' : 'birth_unreadable');
}

/** As text, 19805 may be a serial number (of 1954) or 1980.5 without its dot. */
function birthOfFiveDigits(value: number, today: string): BirthReading {
  const year = Math.floor(value / 10);
  if (value % 10 > 0 && year >= 1900 && year <= Number(today.slice(0, 4))) return fault('birth_ambiguous');
  return value >= firstSerial && value <= lastSerial ? birthOfSerial(value, today) : fault('birth_unreadable');
}

/** 一九八〇年五月 with the digits of its year and its small numbers as digits. */
function digitsOfYear(text: string): string {
  if (!/[〇零一二三四五六七八九十]/.test(text)) return text;
  const digit = (sign: string) => (sign === '〇' ? '0' : String('零一二三四五六七八九'.indexOf(sign)));
  const year = text.replace(/^[〇零一二三四五六七八九]{4}(?=年)/, (signs) => [...signs].map(digit).join(''));
  return year
    .replace(
      /([一二三四五六七八九]?)十([一二三四五六七八九]?)/g,
      (_, tens: string, ones: string) => `${tens ? digit(tens) : '1'}${ones ? digit(ones) : '0'}`,
    )
    .replace(/[一二三四五六七八九]/g, digit);
}

/** Year, month and perhaps day as a month, if there is such a day and it is not ahead. */
function judged([year = 0, month = 0, day]: (number | undefined)[], today: string): BirthReading {
  if (year < 1900 || year > 2099 || month < 1 || month > 12) return fault('birth_impossible');
  if (day !== undefined && (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())) {
    return fault('birth_impossible');
  }
  const written = `${year}-${String(month).padStart(2, '0')}`;
  const date = day === undefined ? written : `${written}-${String(day).padStart(2, '0')}`;
  return date > today.slice(0, date.length) ? fault('birth_future') : { ...nothing, month: written };
}

function judgedYear(year: number, today: string): BirthReading {
  if (year < 1900 || year > 2099) return fault('birth_impossible');
  return year > Number(today.slice(0, 4)) ? fault('birth_future') : { ...nothing, year };
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The month of birth in an ID number of 18 or 15 digits, and whether its check digit is right. */
export function readIdNumber(cell: unknown, today: string): { month: string; checked: boolean } | 'unreadable' | null {
  const text = textOf(cell);
  if (isEmpty(text)) return null;
  const digits = text.replace(/[\s'-]/g, '').toUpperCase();
  const modern = /^\d{17}[\dX]$/.test(digits);
  if (!modern && !/^\d{15}$/.test(digits)) return 'unreadable';
  const date = modern ? digits.slice(6, 14) : `19${digits.slice(6, 12)}`;
  const birth = birthOfText(date, today);
  if (birth.month === null) return 'unreadable';
  return { month: birth.month, checked: !modern || digits[17] === checkDigit(digits) };
}

/** GB 11643: the last of an ID number's 18 digits. */
export function checkDigit(digits: string): string {
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11]!;
}
