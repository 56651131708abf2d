import { type RenderedDocument, renderDocument } from '../../src/modules/documents/index.js';
import type { SignatureRecord } from '../../src/modules/signatures/index.js';

const content = {
  schema: 1 as const,
  title: '防范电信网络诈骗承诺书',
  salutation: '致{place}的乡亲：',
  sections: [
    {
      heading: '一、我已经听懂',
      paragraphs: [
        '{station}的工作人员当面给我讲了常见的骗术：刷单返利、冒充公检法、虚假投资、“补缴社保”短信。我知道：凡是让我转账、下载陌生软件、说出验证码的，都先打 96110 核实。',
      ],
      items: [],
    },
    {
      heading: '二、我承诺',
      paragraphs: [],
      items: [
        '不轻信、不转账，拿不准先打 96110，或者问网格员；',
        '不出租、不出借、不出售银行卡和电话卡；',
        '不帮别人转账、取现、“跑分”；',
        '发现受骗马上报警，并告诉家里人。',
      ],
    },
  ],
  statement: '我是{name}。以上内容我已看过、听懂，自愿签名。',
  agreement:
    '双方同意用电子方式签署本承诺书：在工作人员手机上或本人微信上签名，与纸上签名一样算数（《电子签名法》第十三条第二款）。',
  dataNotice:
    '签名时记录姓名、笔迹、时间和大致位置，只用于证明签过这份文书，依照《个人信息保护法》保存；可以要求查阅、更正或删除。',
};

export const recordedAt = Date.parse('2026-11-22T09:33:05+08:00');
const hash = (digit: string) => `${digit}1e240c5d2b94f6ea0c1b5b0a7d3f8e2`.repeat(2).slice(0, 64);

/** A name as somebody drew it: 343 × 210, black on nothing. */
const inkPicture = Buffer.from(
  [
    'iVBORw0KGgoAAAANSUhEUgAAAVcAAADSAgMAAACDVWtUAAAADFBMVEVMaXESFh4TFx4UGB/O6bs/AAAAA3RSTlMAQqN35hsLAAAACXBIWXMA',
    'AAsTAAALEwEAmpwYAAACxklEQVR42u2aMXabQBCGF/wUChWqkiIuOAJHQEdwYS6RJkeAI6TIFdzQ6AZZHYEjUNhFUqmgwHmCDcZCCMwgFv2b',
    'RMl8je1n+TOemZ2dXVkIhmEYhmEYhmEYhmH+TxZmtF5kRBsm/4w2iONv8cMaq/2wUTXlA1L7UR35eQfTnliVylHad6++H3EdiQKktWQl+34f',
    'bqsF8wmn/VxZvwoht/VK3ICCYFfWL6LRCgFKmVM/a6WNoMvBUY/1R4XV2qUwoW2CqdYmeoJ1VVpbib9A+z44Ip/az9dUQUxEqkHS/ututLTW',
    'sFVlv0nrFEaCoKmdmrLl3kiBGdKu8mvSutk1ab2dGW1qROub0c6fUv+Etpk+0NrIiFYZ0c7feEe1timtkZOO3lY2WesY0hZ47SKecWQ4r/Ve',
    '9uJnuDas9/hHM9r6YAINQhnL+WGgU1Z18afN3McdK7AwqQ6TOVxbtdvqgLZGa1/6YqhSsLbui45O0hZDE+NwX5QaUfCGxttosIHdakQhHNIm',
    'gw3M1qiFSdrla6cJS2wQDmPo7fSNclLK3PyQuRRaYM28KHOothnsvBKqlYdvLWdMISNatW2WRQLUWseHlBlQ28403h6obYePVQnULov2+irC',
    'aVf7NsoJTuu2q0DucFq/dXk5Thu2rWBV4LQnAXW090lSa52k39YuBVJ7c/qE2qVAajszc7hDaTtp0i4FerTLqd9xkdbPOrfPKK1MO90swmgt',
    'tSW/ukDbez6ZYrS9aPoZRtvLvW6FUdqeR7fCKG1vXemeUyltrwvo3gEQ2n6hWpqFS2jfLCuZILRuQe8VF2j9fkF55ws3CIYvsYM7eq91zxau',
    'rSjy9iUJOYyQlxqkdmSOcRBa903124gg+HvqjbmJKetw/FE5+/Z6/O8x8u8FzvxbwFFtKYwEITei1X9zm2EYhmEYhmEYhmEYhmEYRpNf5HfO',
    '046Kl3YAAAAASUVORK5CYII=',
  ].join(''),
  'base64',
);

/** A signed pledge as the reader gives it, for what only shows or judges records. */
export function signatureRecord(changed: Partial<SignatureRecord> = {}): SignatureRecord {
  return {
    id: '019aa000-0000-7000-8000-000000000001',
    sittingId: '019aa000-0000-7000-8000-000000000000',
    code: '7KQ2M9XC4TV8RHW3ZBDN6P5JYF',
    kind: 'pledge',
    templateKey: 'pledge.resident',
    method: 'witnessed',
    mark: 'drawn',
    state: 'in_force',
    doorId: null,
    regionId: null,
    placeName: '蟒河镇台头村',
    signedAt: recordedAt,
    receivedAt: recordedAt + 3_600_000,
    sealedAt: recordedAt + 3_602_000,
    onReplacedVersion: false,
    digest: hash('d'),
    signature: '',
    algorithm: 'Ed25519',
    keyId: '9f86d081884c7d65',
    evidence: {} as SignatureRecord['evidence'],
    evidenceText: '{}',
    version: { id: '', number: 3, hash: hash('a'), title: content.title, content },
    personal: {
      signer: { name: '王大福', relation: 'head', capacity: 'household' },
      values: { place: '蟒河镇台头村', station: '蟒河派出所', name: '王大福' },
      place: { latitude: 35.28713, longitude: 112.46391, accuracyMetres: 25 },
      openid: null,
      phoneVerifiedAt: null,
      device: 'HUAWEI nova 7 / WeChat 8.0.50',
    },
    ink: { strokes: [], image: inkPicture },
    witnessName: '张伟',
    photoIds: [],
    papers: 2,
    reading: { openedAt: recordedAt - 90_000, dwellMs: 83_000, reachedEnd: true, playedMs: 41_000 },
    ending: null,
    timestamp: { state: 'none', at: null },
    ...changed,
  };
}

/** The record of somebody with this name. */
export function signedBy(name: string): SignatureRecord {
  const { personal } = signatureRecord();
  const values = { ...personal!.values, name };
  return signatureRecord({ personal: { ...personal!, signer: { ...personal!.signer, name }, values } });
}

export function rendered({ version, personal }: SignatureRecord): RenderedDocument {
  return renderDocument(version.content!, personal?.values ?? {});
}
