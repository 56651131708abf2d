import type { Relation } from '../plans/index.js';
import { CheckPart, CheckResult, type Capacity, type Mark, type SigningMethod } from '../signatures/index.js';

/** The words of certificates and of the public page. */
export const relationWords: Record<Relation, string> = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandparent: '祖父母',
  grandchild: '孙子女',
  sibling: '兄弟姐妹',
  in_law: '姻亲',
  tenant: '租户',
  staff: '员工',
  owner: '经营者',
  other: '其他',
};

export const capacityWords: Record<Capacity, string> = {
  household: '代表本户签署',
  self: '为本人签署',
  proxy: '代签',
  guardian: '监护人签署',
};

export const methodWords: Record<SigningMethod, string> = {
  witnessed: '当面见证',
  wechat: '本人微信',
  paper: '纸质签署',
};

/** What class of evidence a method makes. */
export const methodMeanings: Record<SigningMethod, string> = {
  witnessed: '当面见证：在工作人员的手机上签署，工作人员在场见证。',
  wechat: '本人微信：在签署人自己的微信上签署。',
  paper: '纸质签署：在纸上签署，拍照存证。这是另一类证据，没有电子笔迹和阅读过程的记录。',
};

export const markWords: Record<Mark, string> = {
  drawn: '手写签名',
  confirmed: '点按确认，有人见证',
  thumbprint: '按手印，拍照存证',
  photo: '纸面签名，拍照存证',
};

export const checkWords: Record<CheckPart, string> = {
  [CheckPart.Signature]: '服务器的数字签名',
  [CheckPart.Record]: '签署记录',
  [CheckPart.Document]: '文书正文',
  [CheckPart.Personal]: '签署人信息与笔迹',
  [CheckPart.Photos]: '照片',
  [CheckPart.Log]: '存证记录链',
  [CheckPart.Timestamp]: '可信时间戳',
};

export const resultWords: Record<CheckResult, string> = {
  [CheckResult.Good]: '一致',
  [CheckResult.Broken]: '对不上',
  [CheckResult.Erased]: '已依法删除',
  [CheckResult.Pending]: '等待中',
  [CheckResult.None]: '没有',
};

const shanghaiOffsetMs = 8 * 3_600_000;

/** `2026年11月22日 09:33` in Asia/Shanghai, with seconds where they matter. */
export function timeWords(instant: number, { seconds = false } = {}): string {
  const text = new Date(instant + shanghaiOffsetMs).toISOString();
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日 ${text.slice(11, seconds ? 19 : 16)}`;
}

/** `1分23秒`. */
export function durationWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), '小时'],
    [Math.floor(seconds / 60) % 60, '分'],
    [seconds % 60, '秒'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return told.length > 0 ? told.join('') : '不到1秒';
}
