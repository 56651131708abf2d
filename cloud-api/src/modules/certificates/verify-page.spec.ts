import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signatureRecord } from '../../../test/harness/signature-record.js';
import type { SignatureCheck, SignatureRecord } from '../signatures/index.js';
import { pagePolicy } from './page-style.js';
import { toVerification } from './verification.rules.js';
import { askingPage, errorPage, filePage, verificationPage } from './verify-page.js';

const good: SignatureCheck[] = [
  { part: 'signature', result: 'good' },
  { part: 'personal', result: 'good' },
];
const broken: SignatureCheck[] = [good[0]!, { part: 'personal', result: 'broken' }];
const seen = (changed: Partial<SignatureRecord> = {}, checks = good) =>
  toVerification({ record: signatureRecord(changed), checks });
const ended = (kind: 'withdrawn' | 'replaced' | 'erased') =>
  ({ state: kind, ending: { kind, at: 1, byName: '韩网格', reason: '私事', replacedBy: null } }) as const;

describe('what anybody may know', () => {
  it.each<[string, Partial<SignatureRecord>, SignatureCheck[], boolean, string | null, string]>([
    ['as signed', {}, good, true, null, '签名有效'],
    ['not sealed yet', { sealedAt: null }, good, true, 'not_sealed_yet', '签名有效'],
    ['on an older version', { onReplacedVersion: true }, good, true, 'replaced_version', '签名有效'],
    ['withdrawn', ended('withdrawn'), good, false, 'withdrawn', '签名已撤回'],
    ['replaced', ended('replaced'), good, false, 'replaced', '已由新签名代替'],
    ['erased', { ...ended('erased'), personal: null, ink: null }, good, false, 'lawfully_erased', '个人信息已依法删除'],
    ['changed', {}, broken, false, 'tampered', '不可信：被改动过'],
    ['changed and withdrawn', ended('withdrawn'), broken, false, 'tampered', '不可信：被改动过'],
  ])('%s', (_, changed, checks, valid, reason, title) => {
    const verification = seen(changed, checks);
    expect([verification.valid, verification.reason]).toEqual([valid, reason]);
    expect(verificationPage(verification)).toContain(`<span>${title}</span>`);
  });

  it('is the masked name and nothing else of the person', () => {
    const page = verificationPage(seen({ ...ended('withdrawn') }));
    expect(page).toContain('王*福');
    for (const personal of ['王大福', '张伟', '韩网格', '私事', 'HUAWEI', '35.28', '112.46'])
      expect([personal, page.includes(personal)]).toEqual([personal, false]);
  });
});

describe('a page', () => {
  const hostile = `<img src=x onerror="alert('1')">&`;

  it('escapes everything that is filled in', () => {
    const record = signatureRecord();
    const page = verificationPage(
      seen({ placeName: hostile, keyId: hostile, algorithm: hostile, version: { ...record.version, title: hostile } }),
    );
    expect(page).not.toContain('<img');
    expect(page.split('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;')).toHaveLength(6);
    expect(askingPage(hostile)).not.toContain('<img');
  });

  it.each([
    ['of a signature', verificationPage(seen())],
    ['that asks', askingPage()],
    ['of a changed file', filePage({ verdict: 'changed', verification: seen() })],
    ['of an unknown file', filePage({ verdict: 'unknown', verification: null })],
    ...[400, 404, 413, 415, 429, 500].map((status) => [`for ${status}`, errorPage(status)]),
  ])('%s runs and loads nothing', (_, page) => {
    expect(page).not.toMatch(/<script|<link|<iframe|javascript:|\son\w+=|\sstyle=|src=|@import|url\(/i);
    expect(page.startsWith('<!doctype html>')).toBe(true);
    expect(page).toContain('width=device-width');
    expect(page).not.toContain('undefined');
  });

  it('allows its style by the hash of it alone', () => {
    expect(pagePolicy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self';/);
    expect(pagePolicy).not.toContain('unsafe');
    const [, style] = /<style>([^]*?)<\/style>/.exec(askingPage())!;
    expect(pagePolicy).toContain(createHash('sha256').update(style!).digest('base64'));
  });
});
