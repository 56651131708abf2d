import { Foundation1763740800000 } from './1763740800000-foundation.js';
import { OfficeLists1764000000000 } from './1764000000000-office-lists.js';
import { Papers1764500000000 } from './1764500000000-papers.js';
import { WechatPushes1765000000000 } from './1765000000000-wechat-pushes.js';
import { Cascade1765100000000 } from './1765100000000-cascade.js';

/** In order. A migration that has been released is never changed. */
export const migrations = [
  Foundation1763740800000,
  OfficeLists1764000000000,
  Papers1764500000000,
  WechatPushes1765000000000,
  Cascade1765100000000,
];
