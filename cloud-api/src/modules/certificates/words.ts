import { businessDate, dateInWords, timeOfDay } from '../../common/clock/index.js';
import { CheckPart, CheckResult, type Capacity, type Mark, type SigningMethod } from '../signatures/index.js';

/** The words of certificates and of the public page. */
export const capacityWords: Record<Capacity, string> = {
  household: '代表本户签署',
  self: '为本人签署',
  proxy: '代签',
  guardian: '监护人签署',
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

/** `2026年11月22日 09:33` in Asia/Shanghai, with seconds where they matter. */
export function timeWords(instant: number, precision?: { seconds: boolean }): string {
  return `${dateInWords(businessDate(instant))} ${timeOfDay(instant, precision)}`;
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
