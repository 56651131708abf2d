import type { Schemas } from '@/shared/api';
import { MARKS, RELATIONS, SIGNING_METHODS } from '@/shared/text';
import type { Tone } from '@/shared/ui';
import { momentText } from './paper-words';

export type SignatureDetail = Schemas['SignatureDetail'];
type Check = Schemas['SignatureCheck'];

const CAPACITIES: Record<SignatureDetail['capacity'], string> = {
  household: '代表全家签',
  self: '为本人签',
  proxy: '代签',
  guardian: '监护人签',
};

/** Who signed and for whom: 配偶 · 代表全家签. */
export function capacityText(signature: Pick<SignatureDetail, 'relation' | 'capacity' | 'onBehalfOf'>): string {
  const { relation, capacity, onBehalfOf } = signature;
  const whose = capacity === 'proxy' && onBehalfOf ? `替${onBehalfOf}签` : CAPACITIES[capacity];
  const pupil = capacity === 'guardian' && onBehalfOf ? onBehalfOf : null;
  return [relation && RELATIONS[relation], whose, pupil].filter(Boolean).join(' · ');
}

const METHOD_DETAILS: Record<SignatureDetail['method'], string> = {
  witnessed: '在工作人员手机上签，工作人员当面见证',
  wechat: '在本人微信上签',
  paper: '签在纸上，拍照存下。和在手机上签的是两类证据',
};

export interface Fact {
  name: string;
  text: string;
}

function facts(...pairs: [name: string, text: string | null | false | undefined][]): Fact[] {
  return pairs.flatMap(([name, text]) => (text ? [{ name, text }] : []));
}

/** Who signed, how, before whom. */
export function signingFacts(signature: SignatureDetail): Fact[] {
  const { signerName, method, mark, witnessName, proxyReason, placeName, doorLabel, accuracyMetres, device } =
    signature;
  return facts(
    ['谁签的', [signerName, capacityText(signature)].filter(Boolean).join('，')],
    ['为什么代签', proxyReason],
    ['方式', `${SIGNING_METHODS[method]}：${METHOD_DETAILS[method]}`],
    ['笔迹', MARKS[mark]],
    ['谁见证', witnessName],
    ['哪一户', [placeName, doorLabel].filter(Boolean).join(' ')],
    ['定位', accuracyMetres !== null && `记下了位置，误差约 ${accuracyMetres} 米`],
    ['手机', device],
  );
}

/** The three times of a signature. Sealing has an order of its own. */
export function timeFacts({ signedAt, receivedAt, sealedAt }: SignatureDetail): Fact[] {
  return facts(
    ['签字', momentText(signedAt)],
    ['收到', momentText(receivedAt)],
    ['封存', sealedAt === null ? '还没封存，过几分钟再看' : momentText(sealedAt)],
  );
}

const HARDLY = 1000;

/** 1 分 20 秒 */
export function spanText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${seconds} 秒`;
  return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`;
}

/** How the text was read before it was signed. */
export function readingText({ dwellMs, reachedEnd, playedMs, method }: SignatureDetail): string {
  if (method === 'paper') return '签在纸上，没有阅读记录';
  return [
    dwellMs < HARDLY ? '文书没有停留' : `文书在屏幕上 ${spanText(dwellMs)}`,
    reachedEnd ? '看到了最后' : '没有翻到最后',
    playedMs < HARDLY ? null : `听了 ${spanText(playedMs)}`,
  ]
    .filter(Boolean)
    .join('，');
}

/** 签的是第 1 版; says so when a newer one was already published. */
export function versionText({ versionNumber, onReplacedVersion }: SignatureDetail): string {
  const signed = `签的是第 ${versionNumber} 版`;
  return onReplacedVersion ? `${signed}。签的时候已经有新版，手机没有网，还没拿到；按签的这一版算数` : signed;
}

const CHECK_PARTS: Record<Check['part'], { name: string; good: string }> = {
  signature: { name: '系统封章', good: '是我们的密钥盖的，没有变' },
  record: { name: '签名记录', good: '和当时封存的一样' },
  document: { name: '文书原文', good: '一个字没改' },
  personal: { name: '姓名和笔迹', good: '和当时写的一样' },
  photos: { name: '照片', good: '和当时拍的一样' },
  log: { name: '日志', good: '记在日志里，前后完整' },
  timestamp: { name: '时间戳', good: '有外部机构的时间证明' },
};

type Result = Exclude<Check['result'], 'none'>;

const CHECK_RESULTS: Record<Result, { text: string; tone: Tone }> = {
  good: { text: '没问题', tone: 'ok' },
  broken: { text: '对不上', tone: 'late' },
  erased: { text: '已依法删除', tone: 'gray' },
  pending: { text: '还在等', tone: 'wait' },
};

const OTHER_DETAILS: Record<Exclude<Result, 'good'>, string> = {
  broken: '和当时封存的不一样，可能被改过',
  erased: '内容已删，删除的记录还在',
  pending: '还没做完，过一会儿再看',
};

interface CheckRow {
  part: Check['part'];
  name: string;
  detail: string;
  mark: { text: string; tone: Tone };
}

/** What was checked, in words; what a signature does not have needs no line. */
export function checkRows(checks: readonly Check[]): CheckRow[] {
  return checks.flatMap(({ part, result }) => {
    if (result === 'none') return [];
    const { name, good } = CHECK_PARTS[part];
    return [{ part, name, detail: result === 'good' ? good : OTHER_DETAILS[result], mark: CHECK_RESULTS[result] }];
  });
}

export function checksSummary(checks: readonly Check[]): { text: string; tone: 'ok' | 'late' | 'wait' } {
  const broken = checks.filter(({ result }) => result === 'broken').length;
  if (broken > 0) return { text: broken === 1 ? '有一处对不上' : `有 ${broken} 处对不上`, tone: 'late' };
  if (checks.some(({ result }) => result === 'pending')) return { text: '还有没查完的', tone: 'wait' };
  return { text: '都查过，没问题', tone: 'ok' };
}

const ENDINGS: Record<SignatureDetail['state'], string> = {
  in_force: '',
  withdrawn: '这份签名已撤回，不再有效',
  replaced: '这份签名已由新的一份代替',
  erased: '这份签名里的个人信息已依法删除',
};

/** 这份签名已撤回，不再有效。2026年11月22日 14:05，张伟：签错了人 */
export function endingText({ kind, at, byName, reason }: NonNullable<SignatureDetail['ending']>): string {
  const by = [byName, reason].filter(Boolean).join('：');
  return `${ENDINGS[kind]}。${[momentText(at), by].filter(Boolean).join('，')}`;
}
