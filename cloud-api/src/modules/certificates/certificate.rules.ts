import { sha256Hex } from '../../common/crypto/index.js';
import type { RenderedDocument } from '../documents/index.js';
import { relationWords } from '../doors/index.js';
import { Capacity, Mark, SignatureState, SigningMethod, type SignatureRecord } from '../signatures/index.js';
import { inGroups } from './text-flow.rules.js';
import { capacityWords, durationWords, markWords, methodMeanings, timeWords } from './words.js';

export interface Row {
  label: string;
  value: string;
}

export interface RowGroup {
  heading: string;
  rows: Row[];
}

/** Everything a certificate shows, in words: what the layout draws and nothing else. */
export interface CertificateFace {
  code: string;
  /** The code as people read it to each other. */
  codeInGroups: string;
  verifyUrl: string;
  title: string;
  /** Said on the first page and on the evidence page when the signature no longer holds, or was on an older version. */
  notice: { title: string; text: string; isLate: boolean } | null;
  paper: RenderedDocument;
  signing: Row[];
  /** PNG. */
  picture: Buffer | null;
  /** What stands where the picture would be. */
  insteadOfPicture: string;
  evidence: RowGroup[];
  remarks: string[];
}

const notSaid = '—';
const erasedValue = '已依法删除';

/** For how long an issued file is kept; asked for later, it is made anew. */
export const keptDays = 30;

/** What of a signature a certificate's face depends on and may still change: files of the same look are used again. */
export function lookOf({ state, sealedAt, timestamp, ending, personal }: SignatureRecord): string {
  const look = [state, sealedAt, timestamp.state, timestamp.at, ending?.at ?? null, personal === null];
  return sha256Hex(JSON.stringify(look));
}

export function certificateFace(record: SignatureRecord, paper: RenderedDocument, publicUrl: string): CertificateFace {
  return {
    code: record.code,
    codeInGroups: inGroups(record.code),
    verifyUrl: `${publicUrl}/verify/${record.code}`,
    title: record.version.title,
    notice: noticeOf(record),
    paper,
    signing: signingRows(record),
    picture: record.ink?.image ?? null,
    insteadOfPicture: record.personal === null ? `笔迹${erasedValue}` : markWords[record.mark],
    evidence: [
      { heading: '时间', rows: timeRows(record) },
      { heading: '签署', rows: circumstanceRows(record) },
      { heading: '阅读', rows: readingRows(record) },
      { heading: '文书与数字签名', rows: sealRows(record) },
    ],
    remarks: remarksOf(record),
  };
}

/** The name of the file as it is downloaded: no person in it. */
export function certificateFileName({ version, code }: SignatureRecord): string {
  return `${version.title}-签署证明-${code.slice(0, 8)}.pdf`;
}

const endingWords: Record<Exclude<SignatureState, 'in_force'>, string> = {
  withdrawn: '这份签名已撤回',
  replaced: '这份签名已由新的签名代替',
  erased: '签署人信息已依法删除',
};

function noticeOf({ state, ending, onReplacedVersion }: SignatureRecord): CertificateFace['notice'] {
  if (state !== SignatureState.InForce) {
    const reason = ending?.reason ? `原因：${ending.reason}` : '';
    const at = ending ? `${timeWords(ending.at)}起不再有效。` : '不再有效。';
    const rest = state === SignatureState.Erased ? '文书与数字签名的记录仍可核验。' : '原来的记录一字未改。';
    return { title: endingWords[state], text: `${at}${rest}${reason}`, isLate: true };
  }
  if (!onReplacedVersion) return null;
  const text = '签署时没有网络，送到服务器之前文书出了新版。签的是当时手机上的版本，照样有效。';
  return { title: '签的是当时的版本', text, isLate: false };
}

function signingRows({ personal, method, mark, witnessName, signedAt, photoIds }: SignatureRecord): Row[] {
  const signer = personal?.signer;
  return rows([
    ['签署人', signer ? `${signer.name}（${relationWords[signer.relation]}）` : erasedValue],
    ['身份', signer ? capacityWords[signer.capacity] : null],
    [signer?.capacity === Capacity.Guardian ? '被监护人' : '被代签人', signer?.onBehalfOf ?? null],
    ['代签原因', signer?.proxyReason ?? null],
    ['签署方式', markWords[mark]],
    ['见证人', method === SigningMethod.Wechat ? null : (witnessName ?? notSaid)],
    ['签署时间', timeWords(signedAt)],
    ['照片', photoIds.length > 0 ? `${photoIds.length} 张，随记录保存` : null],
  ]);
}

function timeRows({ signedAt, receivedAt, sealedAt, timestamp }: SignatureRecord): Row[] {
  const exact = { seconds: true };
  const granted = timestamp.at === null ? '已取得' : timeWords(timestamp.at, exact);
  const stamped = { none: '没有申请', pending: '已申请，等待时间戳机构答复', granted };
  return rows([
    ['签署', `${timeWords(signedAt, exact)}（手机时钟，已按服务器校正）`],
    ['收到', `${timeWords(receivedAt, exact)}（服务器时钟）`],
    ['存证', sealedAt === null ? '等待写入存证记录链' : `${timeWords(sealedAt, exact)}（写入存证记录链）`],
    ['可信时间戳', `${stamped[timestamp.state]}（RFC 3161）`],
  ]);
}

function circumstanceRows({ personal, method, papers, placeName, ending }: SignatureRecord): Row[] {
  const { place = null, openid = null, phoneVerifiedAt = null, device = null, signer } = personal ?? {};
  const verified = phoneVerifiedAt === null ? '' : `，手机号于${timeWords(phoneVerifiedAt)}核验`;
  return rows([
    ['证据类别', methodMeanings[method]],
    ['村（单位）', placeName],
    ['位置', personal === null ? erasedValue : place ? placeWords(place) : '没有记录'],
    ['微信', openid === null ? null : `签署人本人的账号${verified}`],
    ['手机', [device, signer?.sharedPhone ? '家人共用的手机' : null].filter(Boolean).join('，') || null],
    ['同次签署', `共 ${papers} 份文书`],
    ['终止', ending ? `${timeWords(ending.at)}${ending.byName ? `，${ending.byName}办理` : ''}` : null],
  ]);
}

/** Coarse: three decimals are about a hundred metres. */
function placeWords({
  latitude,
  longitude,
  accuracyMetres,
}: {
  latitude: number;
  longitude: number;
  accuracyMetres: number;
}) {
  const degrees = (value: number, [plus, minus]: [string, string]) =>
    `${value < 0 ? minus : plus}${Math.abs(value).toFixed(3)}°`;
  const where = `${degrees(latitude, ['北纬 ', '南纬 '])}，${degrees(longitude, ['东经 ', '西经 '])}`;
  return `约 ${where}（定位误差 ${Math.round(accuracyMetres)} 米）`;
}

function readingRows({ method, mark, reading }: SignatureRecord): Row[] {
  if (method === SigningMethod.Paper || mark === Mark.Photo)
    return rows([['阅读过程', '纸质签署，没有屏幕阅读的记录']]);
  const { openedAt, dwellMs, reachedEnd, playedMs } = reading;
  return rows([
    ['打开', timeWords(openedAt, { seconds: true })],
    ['停留', `${durationWords(dwellMs)}，${reachedEnd ? '看到了末尾' : '没有翻到末尾'}`],
    ['朗读', playedMs > 0 ? `播放了${durationWords(playedMs)}` : '没有播放'],
  ]);
}

function sealRows({ version, digest, algorithm, keyId }: SignatureRecord): Row[] {
  return rows([
    ['文书版本', `第 ${version.number} 版`],
    ['版本指纹', hexWords(version.hash)],
    ['证据指纹', hexWords(digest)],
    ['数字签名', `${algorithm}，密钥 ${keyId}`],
  ]);
}

const hexWords = (hash: string) => inGroups(hash, 16);

const noticeKind = 'notice';

function remarksOf({ kind }: SignatureRecord): string[] {
  const informed = '告知书的签名证明“已经被告知”。';
  return [
    '存证的先后不是签署的先后：没有网络时签的文书，联网后才送到、才存证，所以三个时间都写在上面。',
    '指纹是 SHA-256。证据里不写姓名等个人信息，只写加盐的承诺值；依法删除个人信息之后，存证记录链仍然完整可查。',
    `电子签名按双方在文书中约定的条件作出（《电子签名法》第十三条第二款）。${kind === noticeKind ? informed : ''}服务器的数字签名证明存证之后内容没有改动，不是第三方认证机构的认证。`,
    '核验：扫二维码，或在核验页输入编号、上传本文件。本文件改动一个字节都能查出来。',
  ];
}

function rows(told: readonly (readonly [label: string, value: string | null])[]): Row[] {
  return told.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}
