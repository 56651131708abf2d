import { createWechatEmulator } from './index.js';

const emulator = createWechatEmulator({
  appId: process.env.WECHAT_APP_ID ?? 'wx0000000000000000',
  secret: process.env.WECHAT_APP_SECRET ?? 'emulated-secret',
});
const url = await emulator.listen(Number(process.argv[2] ?? 3100));
console.log(`WeChat emulator at ${url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
