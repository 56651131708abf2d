import { createHash } from 'node:crypto';

/** The look of the public pages: the tokens of the app, large type, one column. */
export const pageStyle = `
:root{--accent:#1b52b5;--soft:#e8effb;--ink:#14181f;--ink2:#5b6472;--line:#e6e9ef;--bg:#f3f5f9;
--ok:#0b7f54;--oksoft:#e3f4ec;--late:#c4320a;--latesoft:#fdeae4;--wait:#8a5a00;--waitsoft:#fdf3dc}
*{box-sizing:border-box;margin:0}
body{background:var(--bg);color:var(--ink);font:18px/1.6 -apple-system,"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;
-webkit-text-size-adjust:100%;overflow-wrap:anywhere}
main{max-width:560px;margin:0 auto;padding:12px 16px 40px}
header{max-width:560px;margin:0 auto;padding:16px 20px 4px;color:var(--accent);font-weight:700}
header a{color:inherit;text-decoration:none}
header span{color:var(--ink2);font-weight:400;margin-left:8px}
.card{background:#fff;border-radius:14px;padding:20px;margin-bottom:12px}
.verdict{border-left:8px solid var(--accent)}
.verdict h1{display:flex;gap:12px;align-items:center}
.verdict svg{flex:none;width:40px;height:40px}
.verdict p{margin-top:8px;font-size:19px}
.ok{border-color:var(--ok)}.ok h1{color:var(--ok)}
.late{border-color:var(--late)}.late h1{color:var(--late)}
.wait{border-color:var(--wait)}.wait h1{color:var(--wait)}
h1{font-size:28px;line-height:1.3}
h2{font-size:20px;line-height:1.4;margin-bottom:8px}
dl div{padding:10px 0;border-top:1px solid var(--line)}
dl div:first-child{border:0;padding-top:0}
dl div:last-child{padding-bottom:0}
dt{color:var(--ink2);font-size:16px}
dd{margin:0;font-size:20px;font-variant-numeric:tabular-nums}
dd small{display:block;font-size:16px;color:var(--ink2)}
ul{list-style:none;padding:0}
li{display:flex;justify-content:space-between;gap:12px;padding:8px 0;border-top:1px solid var(--line)}
li:first-child{border:0}
li b{font-weight:600;white-space:nowrap}
.good{color:var(--ok)}.broken{color:var(--late)}.quiet{color:var(--ink2)}
summary{min-height:44px;display:flex;align-items:center;color:var(--accent);font-weight:600;cursor:pointer}
code{font:15px/1.7 ui-monospace,Menlo,Consolas,monospace}
.note{color:var(--ink2);font-size:17px;margin-top:10px}
.warn{margin:0 0 12px}
.warn{color:var(--late)}
label{display:block;font-weight:600;margin-bottom:8px}
input{width:100%;min-height:60px;font:inherit;font-size:20px;padding:14px;border:1.5px solid #b9c6de;border-radius:12px;background:#fff;color:inherit}
input[type=file]{font-size:17px}
input:focus-visible,button:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid #8fb0ea;outline-offset:2px}
button,.button{display:flex;width:100%;min-height:60px;margin-top:14px;align-items:center;justify-content:center;border:0;border-radius:12px;
background:var(--accent);color:#fff;font:inherit;font-size:20px;font-weight:600;text-decoration:none;cursor:pointer}
.button.ghost{background:#fff;color:var(--accent);border:1px solid #c9d6ee;margin-top:0}
.fault{color:var(--late);margin-bottom:8px}
`;

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/** Nothing is loaded and nothing runs: this one style, and forms that come back here. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
