/** The environment of a server in production: the least with which it starts. */
export const production = {
  NODE_ENV: 'production',
  ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
  INDEX_KEY: Buffer.alloc(32, 2).toString('base64'),
  SEAL_PRIVATE_KEY: 'key',
  WECHAT_APP_ID: 'wx',
  WECHAT_APP_SECRET: 'secret',
  PUBLIC_URL: 'https://x.example',
};
