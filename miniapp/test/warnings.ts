import type { Schemas } from '@/shared/api';

/** Made-up warnings: a test names only what it is about. */
export function aWarning(fields: Partial<Schemas['FeedWarning']> = {}): Schemas['FeedWarning'] {
  return {
    directiveId: 'directive',
    versionId: 'version',
    number: 1,
    kind: 'alert',
    severity: 'normal',
    title: '“补缴社保”是骗局',
    body: '不要点短信里的链接。\n不要报验证码。',
    fraudType: null,
    photoIds: [],
    hasClip: false,
    issuer: '蟒河镇综治办',
    publishedAt: 1000,
    amendReason: null,
    recalledAt: null,
    recallReason: null,
    forYou: false,
    openedAt: null,
    helpfulAt: null,
    ...fields,
  };
}
