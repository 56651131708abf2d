import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Clock } from '../../common/clock/index.js';
import type { Configuration } from '../../config/index.js';
import { PdfFile, qrOnPicture } from '../../../test/harness/pdf.js';
import { recordedAt, signatureRecord, signedBy } from '../../../test/harness/signature-record.js';
import type { SignatureRecord } from '../signatures/index.js';
import { CertificateMaker } from './certificate-maker.js';
import { codesIn } from './pdf-codes.js';
import { PdfSeal } from './pdf-seal.js';

const publicUrl = 'https://wuzha.example.cn';
const madeAt = recordedAt + 86_400_000;
const opened: PdfFile[] = [];
let folder: string;
let maker: CertificateMaker;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wz-seal-'));
  const configuration = { dataDirectory: folder, pdfCertificate: null, publicUrl } as unknown as Configuration;
  const clock = { now: () => madeAt } as Clock;
  maker = new CertificateMaker(new PdfSeal(configuration, clock), configuration, clock);
});
afterEach(async () => {
  for (const file of opened.splice(0)) await file.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function open(bytes: Buffer): Promise<PdfFile> {
  const file = await PdfFile.open(bytes);
  opened.push(file);
  return file;
}

async function certificate(record: SignatureRecord) {
  const bytes = (await maker.make(record))!;
  const file = await open(bytes);
  return { bytes, file, text: (await file.text()).replace(/\s/g, '') };
}

describe('the text of a certificate', () => {
  it('is the paper as it was signed, who signed, and the evidence', async () => {
    const { text } = await certificate(signatureRecord());
    for (const said of [
      '防范电信网络诈骗承诺书',
      '致蟒河镇台头村的乡亲：',
      '不出租、不出借、不出售银行卡和电话卡；',
      '我是王大福。以上内容我已看过、听懂，自愿签名。',
      '签署人王大福（户主）',
      '见证人张伟',
      '2026年11月22日09:33:05（手机时钟，已按服务器校正）',
      '2026年11月22日10:33:05（服务器时钟）',
      '1分23秒，看到了末尾',
      '播放了41秒',
      '约北纬35.287°，东经112.464°（定位误差25米）',
      'Ed25519，密钥9f86d081884c7d65',
      '存证的先后不是签署的先后',
      '编号7KQ2M9XC4TV8RHW3ZBDN6P5JYF',
      '第1页，共2页',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/\{\w+\}/);
  });

  it.each(['𠮷田大福', '䶮小丽', '王㐂', '阿卜杜热西提·买买提吐尔逊·阿布都克里木·吐尔逊'])(
    'has the name %s',
    async (name) => {
      const { text } = await certificate(signedBy(name));
      expect(text).toContain(`${name}（户主）`);
    },
  );

  it('names the character that no font has, and shows no box', async () => {
    const { text, file } = await certificate(signedBy('王𪛖'));
    expect(text).toContain('王〔U+2A6D6〕（户主）');
    expect(text).not.toContain('\ufffd');
    expect(await file.fonts()).not.toMatch(/\bno\s+(yes|no)\s+(yes|no)\s+\d+\s+0/);
  });

  it('goes on over as many pages as it takes, and no line begins with a full stop', async () => {
    const record = signatureRecord();
    const long = '不轻信陌生来电，不点陌生链接，不透露验证码，不向陌生账户转账；'.repeat(30);
    const sections = Array.from({ length: 12 }, (_, index) => ({
      heading: `第${index}部分`,
      paragraphs: [long],
      items: [long],
    }));
    const content = { ...record.version.content!, sections };
    const { text, file } = await certificate({ ...record, version: { ...record.version, content } });
    expect(text.split(long).length - 1 + (text.match(/第\d+页，共\d+页/g) ?? []).length).toBeGreaterThan(12);
    expect((await file.pages(20)).length).toBeGreaterThan(6);
    for (const line of await file.lines()) expect(line).not.toMatch(/^[，。；、？！）》”]/);
  });

  it.each<[string, Partial<SignatureRecord>, string]>([
    [
      'withdrawn',
      {
        state: 'withdrawn',
        ending: { kind: 'withdrawn', at: madeAt, byName: '韩网格', reason: '本人要求', replacedBy: null },
      },
      '这份签名已撤回2026年11月23日09:33起不再有效。',
    ],
    [
      'replaced',
      { state: 'replaced', ending: { kind: 'replaced', at: madeAt, byName: null, reason: null, replacedBy: 'x' } },
      '这份签名已由新的签名代替',
    ],
    [
      'erased',
      {
        state: 'erased',
        personal: null,
        ink: null,
        ending: { kind: 'erased', at: madeAt, byName: null, reason: null, replacedBy: null },
      },
      '签署人信息已依法删除',
    ],
    ['on an older version', { onReplacedVersion: true }, '签的是当时的版本'],
  ])('says on its face that it was %s', async (_, changed, said) => {
    const { text } = await certificate(signatureRecord(changed));
    expect(text.split(said)).toHaveLength(3);
    expect(text.includes('王大福')).toBe(changed.personal !== null);
  });

  it('says of paper that it is another class of evidence, and of a proxy for whom and why', async () => {
    const { personal } = signatureRecord();
    const signer = {
      name: '王小军',
      relation: 'child',
      capacity: 'proxy',
      onBehalfOf: '王大福',
      proxyReason: '卧病在床',
    } as const;
    const { text } = await certificate(
      signatureRecord({
        method: 'paper',
        mark: 'photo',
        ink: null,
        photoIds: ['a', 'b'],
        personal: { ...personal!, signer },
      }),
    );
    for (const said of [
      '王小军（子女）',
      '被代签人王大福',
      '代签原因卧病在床',
      '另一类证据',
      '没有屏幕阅读的记录',
      '照片2张',
    ])
      expect(text).toContain(said);
  });

  it.each([
    ['pending', null, '已申请，等待时间戳机构答复'],
    ['granted', recordedAt + 5_000, '2026年11月22日09:33:10（RFC3161）'],
  ] as const)('says that the timestamp is %s', async (state, at, said) => {
    expect((await certificate(signatureRecord({ timestamp: { state, at } }))).text).toContain(said);
  });
});

describe('the file', () => {
  it('is signed: valid as it is, and not with a byte changed', async () => {
    const { bytes, file } = await certificate(signatureRecord());
    const told = await file.signature();
    expect(told).toContain('Signature is Valid');
    expect(told).toContain('ETSI.CAdES.detached');
    expect(told).toContain('Total document signed');
    const changed = Buffer.from(bytes);
    changed[bytes.indexOf('CreationDate') + 20]! ^= 1;
    expect(await (await open(changed)).signature()).not.toContain('Signature is Valid');
  });

  it('leads by its QR code to the public page', async () => {
    const { file } = await certificate(signatureRecord());
    const found = await Promise.all((await file.pages()).map(qrOnPicture));
    expect(found).toContain(`${publicUrl}/verify/7KQ2M9XC4TV8RHW3ZBDN6P5JYF`);
  });

  it('carries its code in itself, and nobody’s name beside the pages', async () => {
    const { bytes, file } = await certificate(signatureRecord());
    expect(await codesIn(bytes)).toEqual(['7KQ2M9XC4TV8RHW3ZBDN6P5JYF']);
    const info = await file.info();
    expect(info).toContain('7KQ2M9XC4TV8RHW3ZBDN6P5JYF');
    expect(info).not.toContain('王大福');
    expect(bytes.length).toBeLessThan(300_000);
  });

  it('has the drawn signature on it, and bears a picture that cannot be read', async () => {
    const dark = async (record: SignatureRecord) => (await (await certificate(record)).file.pages(40))[0]!;
    const none = await dark(signatureRecord({ ink: { strokes: [], image: Buffer.from('no picture') } }));
    expect(none.equals(await dark(signatureRecord()))).toBe(false);
  });

  it('is not made of a text that is gone', async () => {
    const record = signatureRecord();
    expect(await maker.make({ ...record, version: { ...record.version, content: null } })).toBeNull();
  });
});

it('the server’s own key is for nobody else to read', () => {
  expect(statSync(path.join(folder, 'pdf-key.pem')).mode & 0o777).toBe(0o600);
});
