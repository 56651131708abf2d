import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  capacityText,
  checkRows,
  checksSummary,
  endingText,
  readingText,
  signingFacts,
  spanText,
  timeFacts,
  versionText,
  type SignatureDetail,
} from './signature-words';

const AT = Date.parse('2026-11-22T06:05:00Z');
const MINUTE = 60_000;

function aSignature(fields: Partial<SignatureDetail> = {}): SignatureDetail {
  return {
    id: 'signature',
    templateKey: 'notice.resident',
    kind: 'notice',
    title: '告知书',
    signerName: '王木生',
    capacity: 'household',
    method: 'witnessed',
    state: 'in_force',
    signedAt: AT,
    receivedAt: AT + 90 * MINUTE,
    doorId: 'door',
    doorLabel: '3-07 王木生',
    placeName: '蟒河镇台头村',
    relation: 'head',
    onBehalfOf: null,
    proxyReason: null,
    mark: 'drawn',
    witnessName: '张伟',
    paper: null,
    versionNumber: 1,
    versionHash: 'hash',
    onReplacedVersion: false,
    openedAt: AT,
    dwellMs: 80_000,
    reachedEnd: true,
    playedMs: 0,
    hasInk: true,
    photoIds: [],
    accuracyMetres: null,
    device: null,
    digest: 'digest',
    algorithm: 'Ed25519',
    keyId: 'key',
    verifyUrl: 'http://localhost/verify/code',
    sealedAt: null,
    ending: null,
    checks: [],
    ...fields,
  };
}

const textOf = (facts: { name: string; text: string }[], name: string) =>
  facts.find((fact) => fact.name === name)?.text;

describe('a signature in words', () => {
  it('says who signed for whom', () => {
    expect(capacityText(aSignature())).toBe('户主 · 代表全家签');
    expect(capacityText(aSignature({ capacity: 'proxy', relation: 'child', onBehalfOf: '王木生' }))).toBe(
      '子女 · 替王木生签',
    );
    expect(capacityText(aSignature({ capacity: 'guardian', relation: 'parent', onBehalfOf: '三年级二班' }))).toBe(
      '父母 · 监护人签 · 三年级二班',
    );
    expect(capacityText(aSignature({ capacity: 'self', relation: null }))).toBe('为本人签');
  });

  it('leaves out what is not known, and calls paper another class of evidence', () => {
    const facts = signingFacts(aSignature());
    expect(textOf(facts, '谁见证')).toBe('张伟');
    expect(facts.map(({ name }) => name)).not.toContain('为什么代签');
    expect(facts.map(({ name }) => name)).not.toContain('定位');
    expect(textOf(signingFacts(aSignature({ method: 'paper' })), '方式')).toMatch(/两类证据/);
  });

  it('keeps the three times apart; what is not sealed yet says so', () => {
    const times = timeFacts(aSignature());
    expect(times.map(({ text }) => text)).toEqual([
      '2026年11月22日 14:05',
      '2026年11月22日 15:35',
      expect.stringMatching(/^还没封存/),
    ]);
    expect(textOf(timeFacts(aSignature({ sealedAt: AT })), '封存')).toBe('2026年11月22日 14:05');
  });

  it('tells how the text was read', () => {
    expect(readingText(aSignature({ playedMs: 40_000 }))).toBe('文书在屏幕上 1 分 20 秒，看到了最后，听了 40 秒');
    expect(readingText(aSignature({ reachedEnd: false, dwellMs: 0 }))).toBe('文书没有停留，没有翻到最后');
    expect(readingText(aSignature({ method: 'paper' }))).toBe('签在纸上，没有阅读记录');
  });

  it.each([
    [400, '0 秒'],
    [59_400, '59 秒'],
    [59_600, '1 分钟'],
    [60_000, '1 分钟'],
    [61_000, '1 分 1 秒'],
    [3_600_000, '60 分钟'],
  ])('%d ms are %s', (ms, text) => expect(spanText(ms)).toBe(text));

  it('says when a newer version had been there', () => {
    expect(versionText(aSignature())).toBe('签的是第 1 版');
    expect(versionText(aSignature({ onReplacedVersion: true }))).toMatch(/已经有新版/);
  });

  it('says how it ended, who and why', () => {
    const ending = { kind: 'withdrawn', at: AT, byName: '张伟', reason: '签错了人', replacedBy: null } as const;
    expect(endingText(ending)).toBe('这份签名已撤回，不再有效。2026年11月22日 14:05，张伟：签错了人');
    expect(endingText({ ...ending, kind: 'erased', byName: null, reason: null })).toMatch(
      /依法删除。2026年11月22日 14:05$/,
    );
  });
});

describe('what was checked', () => {
  const PARTS = partsOfServer();

  it('has words for every part that the server checks', () => {
    expect(PARTS.length).toBe(7);
    for (const part of PARTS) {
      const [row] = checkRows([{ part, result: 'good' }]);
      expect(row!.name).toBeTruthy();
      expect(row!.detail).toBeTruthy();
    }
  });

  it('is told with its mark; what there is none of has no line', () => {
    const results = ['good', 'broken', 'erased', 'pending', 'none'] as const;
    const rows = checkRows(results.map((result) => ({ part: 'photos', result })));
    expect(rows.map(({ mark }) => mark.tone)).toEqual(['ok', 'late', 'gray', 'wait']);
    expect(new Set(rows.map(({ detail }) => detail)).size).toBe(4);
  });

  it('sums up: one broken part outweighs all others', () => {
    expect(checksSummary([{ part: 'log', result: 'good' }]).tone).toBe('ok');
    expect(checksSummary([{ part: 'personal', result: 'erased' }]).tone).toBe('ok');
    expect(checksSummary([{ part: 'log', result: 'pending' }]).tone).toBe('wait');
    expect(
      checksSummary([
        { part: 'log', result: 'pending' },
        { part: 'record', result: 'broken' },
        { part: 'document', result: 'broken' },
      ]),
    ).toEqual({ text: '有 2 处对不上', tone: 'late' });
  });
});

function partsOfServer() {
  const file = '../../../../cloud-api/src/modules/signatures/dto/signature.dto.ts';
  const text = readFileSync(path.join(__dirname, file), 'utf8');
  const block = text.slice(
    text.indexOf('const CheckPart'),
    text.indexOf('} as const', text.indexOf('const CheckPart')),
  );
  return [...block.matchAll(/: '([a-z]+)'/g)].map(([, part]) => part as SignatureDetail['checks'][number]['part']);
}
