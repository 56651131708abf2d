import { CheckResult, type SignatureCheck, SignatureState } from '../signatures/index.js';
import { type FileVerification, FileVerdict, type Verification, VerdictReason } from './dto/certificate.dto.js';
import { html, Html } from './html.js';
import { pageStyle } from './page-style.js';
import { inGroups } from './text-flow.rules.js';
import { checkWords, resultWords, timeWords } from './words.js';

type Tone = 'ok' | 'wait' | 'late';

interface Verdict {
  tone: Tone;
  title: string;
  text: string;
}

const tampered: Verdict = {
  tone: 'late',
  title: '不可信：被改动过',
  text: '这份记录和签名时的不一致。不要相信它，请告诉出具它的村、镇或派出所。',
};
const verdicts: Record<VerdictReason, Verdict> = {
  [VerdictReason.Tampered]: tampered,
  [VerdictReason.Withdrawn]: {
    tone: 'late',
    title: '签名已撤回',
    text: '签名当时是真的，后来撤回了，现在不再有效。',
  },
  [VerdictReason.Replaced]: {
    tone: 'late',
    title: '已由新签名代替',
    text: '签名当时是真的，后来又签了新的，以新的为准。',
  },
  [VerdictReason.LawfullyErased]: {
    tone: 'wait',
    title: '个人信息已依法删除',
    text: '签过这份文书，签署人的信息后来依法删除了。留下的记录没有被改动。',
  },
  [VerdictReason.ReplacedVersion]: {
    tone: 'ok',
    title: '签名有效',
    text: '内容和签名时一致。签的是当时手机上的版本，文书后来出了新版，签名照样有效。',
  },
  [VerdictReason.NotSealedYet]: {
    tone: 'ok',
    title: '签名有效',
    text: '内容和签名时一致。刚刚收到，正在写入存证记录。',
  },
};
const valid: Verdict = { tone: 'ok', title: '签名有效', text: '内容和签名时一致，没有被改动过。' };

/** How one signature stands. */
export function verificationPage(verification: Verification): string {
  return page(verification.title, [verdictCard(verdictOf(verification)), ...verificationCards(verification), again]);
}

const fileVerdicts: Record<FileVerdict, Verdict> = {
  [FileVerdict.Issued]: { tone: 'ok', title: '文件是原件', text: '它由本系统出具，一个字节都没有改。' },
  [FileVerdict.Changed]: {
    tone: 'late',
    title: '文件不是原件',
    text: '它带着下面这份签名的编号，但和出具的文件不一样：可能被改动过，也可能重新保存过。以下面查到的为准。',
  },
  [FileVerdict.Unknown]: {
    tone: 'late',
    title: '不认识这个文件',
    text: '它不是本系统出具的签署证明，里面也没有找到编号。',
  },
};

/** What an uploaded file is, and how the signature it names stands. */
export function filePage({ verdict, verification }: FileVerification): string {
  const named = verification && [verdictCard(verdictOf(verification)), ...verificationCards(verification)];
  return page('核验文件', [verdictCard(fileVerdicts[verdict]), ...(named ?? []), again]);
}

/** Where a code is typed or a file chosen; `fault` says what was wrong with the last one. */
export function askingPage(fault: string | null = null): string {
  return page('核验', [
    html`<section class="card">
      <h1>核验签署证明</h1>
      <p class="note">查一份告知书、承诺书或责任书的签名是不是真的，现在还算不算数。</p>
    </section>`,
    html`<form class="card" action="/verify" method="get">
      ${fault !== null && html`<p class="fault" role="alert">${fault}</p>`}<label for="code">输入证明上的编号</label>
      <input
        id="code"
        name="code"
        maxlength="60"
        required
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        placeholder="26 个字母和数字"
      />
      <button>核验编号</button>
    </form>`,
    html`<form class="card" action="/verify" method="post" enctype="multipart/form-data">
      <label for="file">或者选择证明文件（PDF）</label>
      <input id="file" type="file" name="file" accept="application/pdf,.pdf" required />
      <button>核验文件</button>
      <p class="note">文件只用来核验，不会保存。最大 5&nbsp;MB。</p>
    </form>`,
  ]);
}

const errors: Record<number, [title: string, text: string]> = {
  404: ['没有这个编号', '请对照证明上的编号再看一遍。字母 O 和数字 0、字母 I 和数字 1 输哪个都可以。'],
  413: ['文件太大', '签署证明不会超过 5 MB。请选择证明的原文件。'],
  429: ['查得太快了', '请过一分钟再试。'],
};
const badFile: [string, string] = ['没有读到 PDF 文件', '请选择手机或电脑里的签署证明（PDF 文件）。'];
const failed: [string, string] = ['暂时查不了', '请过一会儿再试。'];

/** What a person reads instead of a Problem. */
export function errorPage(status: number): string {
  const [title, text] = errors[status] ?? (status < 500 ? badFile : failed);
  return page(title, [verdictCard({ tone: 'wait', title, text }), again]);
}

const again = html`<a class="button ghost" href="/verify">核验别的文书</a>`;

function verdictOf({ valid: isValid, reason }: Verification): Verdict {
  if (reason !== null) return verdicts[reason];
  return isValid ? valid : tampered;
}

function verdictCard({ tone, title, text }: Verdict): Html {
  return html`<section class="card verdict ${tone}">
    <h1>${icons[tone]}<span>${title}</span></h1>
    <p>${text}</p>
  </section>`;
}

function verificationCards(verification: Verification): Html[] {
  return [factsCard(verification), checksCard(verification.checks), proofCard(verification)];
}

function factsCard(verification: Verification): Html {
  const { title, maskedName, placeName, signedAt, receivedAt, sealedAt, versionNumber, code, reason } = verification;
  const noName = verification.state === SignatureState.Erased ? '已依法删除' : '读不出来';
  const facts: [label: string, value: string, remark?: string][] = [
    ['文书', title, `第 ${versionNumber} 版`],
    ['签署人', maskedName || noName, maskedName ? '姓名只显示一部分' : undefined],
    ['村（单位）', placeName || '—'],
    ['签署', timeWords(signedAt)],
    ['服务器收到', timeWords(receivedAt)],
    ['写入存证', sealedAt === null ? '等待中' : timeWords(sealedAt)],
    ['编号', inGroups(code)],
  ];
  return html`<section class="card">
    ${reason === VerdictReason.Tampered && html`<p class="warn">下面是记录上现在写的，不能作准。</p>`}
    <dl>
      ${facts.map(
        ([label, value, remark]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}${remark !== undefined && html`<small>${remark}</small>`}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

const resultTones: Record<CheckResult, string> = {
  [CheckResult.Good]: 'good',
  [CheckResult.Broken]: 'broken',
  [CheckResult.Erased]: 'quiet',
  [CheckResult.Pending]: 'quiet',
  [CheckResult.None]: 'quiet',
};
const marks: Partial<Record<CheckResult, string>> = { [CheckResult.Good]: '✓ ', [CheckResult.Broken]: '✗ ' };

function checksCard(checks: readonly SignatureCheck[]): Html {
  const looked = checks.filter(({ result }) => result !== CheckResult.None);
  return html`<section class="card">
    <h2>刚才逐项核对</h2>
    <ul>
      ${looked.map(
        ({ part, result }) =>
          html`<li>
            <span>${checkWords[part]}</span
            ><b class="${resultTones[result]}">${marks[result] ?? ''}${resultWords[result]}</b>
          </li>`,
      )}
    </ul>
  </section>`;
}

function proofCard({ versionHash, digest, algorithm, keyId }: Verification): Html {
  const proofs = [
    ['版本指纹（SHA-256）', inGroups(versionHash, 8)],
    ['证据指纹（SHA-256）', inGroups(digest, 8)],
    ['数字签名', `${algorithm}，密钥 ${keyId}`],
  ] as const;
  return html`<section class="card">
    <details>
      <summary>给专业人员看的 ▾</summary>
      <dl>
        ${proofs.map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd><code>${value}</code></dd>
            </div>`,
        )}
      </dl>
    </details>
    <p class="note">
      存证的先后不是签署的先后：没有网络时签的，联网后才送到。电子签名按双方在文书中的约定作出，不是第三方认证机构的认证。
    </p>
  </section>`;
}

const icon = (colour: string, path: string) =>
  new Html(
    `<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="20" fill="${colour}"/>` +
      `<path d="${path}" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  );
const icons: Record<Tone, Html> = {
  ok: icon('#0b7f54', 'M11 21l6 6 12-14'),
  wait: icon('#8a5a00', 'M20 11v11M20 29v.5'),
  late: icon('#c4320a', 'M13 13l14 14M27 13L13 27'),
};

/** Byte for byte what the policy's hash is of. */
const style = new Html(`<style>${pageStyle}</style>`);

function page(title: string, parts: readonly Html[]): string {
  const body = html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · 无诈网格核验</title>
        ${style}
      </head>
      <body>
        <header><a href="/verify">无诈网格</a><span>文书核验</span></header>
        <main>${parts}</main>
      </body>
    </html>`;
  return body.text;
}
