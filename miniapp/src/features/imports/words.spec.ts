import { readFileSync } from 'node:fs';
import path from 'node:path';
import { failureText, faultText, IMPORT_FIELDS } from './import-words';
import { hasRuleWords } from './problem-words';

/** The server names rules and fields as plain texts; its sources tell which there are. */
const source = (file: string) =>
  readFileSync(path.join(__dirname, '../../../../cloud-api/src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
const part = (text: string, from: string, to: string) =>
  text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));
const names = (text: string, form: RegExp) => [...text.matchAll(form)].map(([, name]) => name!);

const book = source('modules/household-book/book-fields.rules.ts');
const roster = source('modules/roster/roster-fields.rules.ts');
const classes = source('modules/classes/class-fields.rules.ts');
const QUOTED = /'([a-z_]+)'/g;

describe('what an office reads about a file', () => {
  const rules = [
    ...names(part(book, 'bookRuleLevels', '} as const'), /^\s+([a-z_0-9]+): '(?:bad|note)'/gm),
    ...names(part(roster, 'type RosterRule', ';'), QUOTED),
    ...names(part(classes, 'type ClassRule', ';'), QUOTED),
  ];

  it('covers three kinds of files', () => expect(rules.length).toBeGreaterThan(70));

  it.each([...new Set(rules)])('has words for %s', (rule) => expect(hasRuleWords(rule)).toBe(true));

  it('has a name for every meaning of a column', () => {
    expect(Object.keys(IMPORT_FIELDS.household_book).sort()).toEqual(
      names(part(book, 'const BookField =', '} as const'), QUOTED).sort(),
    );
    expect(Object.keys(IMPORT_FIELDS.roster).sort()).toEqual(
      names(part(roster, 'const RosterField =', '} as const'), QUOTED).sort(),
    );
    expect(Object.keys(IMPORT_FIELDS.class_list).sort()).toEqual(
      names(part(classes, 'const ClassField =', '} as const'), QUOTED).sort(),
    );
  });

  it('has a sentence of its own for every failure of reading', () => {
    const faults = names(source('common/spreadsheet/spreadsheet-error.ts'), /: '([a-z_]+)'/g);
    const known = [...faults, 'file_expired', 'forbidden', 'interrupted', 'check_again', 'pupil_names_mapped'];
    expect(known.filter((error) => failureText(error) === failureText('something new'))).toEqual([]);
  });

  it('has a sentence of its own for every fault of a mapping', () => {
    const texts = [roster, classes, source('modules/household-book/book-mapping.rules.ts')].join('');
    const faults = names(texts, /'([a-z_]+_required|once|required)'/g);
    expect(faults.length).toBeGreaterThan(6);
    expect(faults.filter((rule) => faultText(rule) === faultText('something new'))).toEqual([]);
  });
});
