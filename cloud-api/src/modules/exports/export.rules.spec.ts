import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Actor, Role } from '../../common/auth/index.js';
import { JobState } from '../../common/jobs/index.js';
import { attachment, exportFileName, ExportKind, ExportState, mayShow, optionErrors, stateOf } from './export.rules.js';
import { tabNames } from './tab-names.rules.js';

const at = (role: Role, path = '/1/2/') => new Actor('p', '', [{ id: '', role, regionId: 2, path }], true, null);

describe('what may be asked of a list', () => {
  it.each<[Parameters<typeof optionErrors>[0], string[]]>([
    [{ kind: 'visit_register', planId: 'x', round: 1, from: '2026-01-01', to: '2026-01-01', withPhones: true }, []],
    [{ kind: 'visit_register', from: '2026-01-02', to: '2026-01-01' }, ['to not_before_start']],
    [{ kind: 'progress_table', planId: 'x', round: 1 }, []],
    [
      { kind: 'progress_table', from: '2026-01-01', withPhones: false },
      ['from not_for_this_kind', 'withPhones not_for_this_kind'],
    ],
    [{ kind: 'household_book', withPhones: true }, []],
    [{ kind: 'household_book', round: 1 }, ['round not_for_this_kind']],
  ])('%j', (asked, expected) => {
    expect(optionErrors(asked).map(({ field, rule }) => `${field} ${rule}`)).toEqual(expected);
  });
});

describe('what a list may show', () => {
  it.each<[Role, ExportKind, boolean, boolean]>([
    [Role.TownshipOffice, 'visit_register', true, true],
    [Role.TownshipLeader, 'visit_register', false, true],
    [Role.TownshipLeader, 'visit_register', true, false],
    [Role.TownshipLeader, 'household_book', false, false],
    [Role.Police, 'household_book', true, true],
  ])('%s %s, phones: %s', (role, kind, withPhones, expected) => {
    expect(mayShow(at(role), { kind, withPhones }, '/1/2/3/')).toBe(expected);
    expect(mayShow(at(role, '/9/'), { kind, withPhones: true }, '/1/2/3/')).toBe(false);
  });
});

describe('a file’s name', () => {
  it('is the one people read', () => {
    expect(exportFileName('visit_register', '泾县桃花潭镇', '2026-11-21')).toBe(
      '入户登记表_泾县桃花潭镇_20261121.xlsx',
    );
  });

  it('travels in a header whatever it holds, and comes out of it again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        const header = attachment(name);
        expect(header).toMatch(/^attachment; filename="export\.xlsx"; filename\*=UTF-8''[\w!~.%-]*$/);
        expect(decodeURIComponent(header.split("''")[1]!)).toBe(name);
      }),
    );
  });

  it('fits its column and holds nothing that a file system minds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (place) => {
        const name = exportFileName('household_book', place, '2026-11-21');
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name).not.toMatch(/[\\/:*?"<>|\n\r]/);
      }),
    );
  });
});

describe('the names of tabs', () => {
  it('are different, short and without what Excel refuses', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom('查济村', "'", '[]:*?/\\', '查济村'.repeat(12)),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 30 }), (names) => {
        const tabs = tabNames(names);
        expect(new Set(tabs.map((tab) => tab.toLowerCase())).size).toBe(names.length);
        for (const tab of tabs) {
          expect(tab.length).toBeGreaterThan(0);
          expect(tab.length).toBeLessThanOrEqual(31);
          expect(tab).not.toMatch(/[[\]:*?/\\]|^'|'$/);
        }
      }),
    );
  });

  it('are the places’ own where they can be', () => {
    expect(tabNames(['查济村', '厚岸村', '查济村'])).toEqual(['查济村', '厚岸村', '查济村（2）']);
  });
});

describe('how far an export is', () => {
  it.each<[JobState, boolean, number | null, ExportState]>([
    ['queued', false, null, 'queued'],
    ['running', false, null, 'running'],
    ['failed', false, null, 'failed'],
    ['cancelled', false, null, 'cancelled'],
    ['running', true, 200, 'done'],
    ['done', true, 200, 'done'],
    ['done', true, 100, 'expired'],
    ['done', true, null, 'expired'],
    ['done', false, null, 'failed'],
  ])('job %s, file made: %s until %s', (state, isMade, expiresAt, expected) => {
    expect(stateOf({ state }, { isMade, expiresAt }, 100)).toBe(expected);
  });
});
