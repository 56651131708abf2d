import { PAGES, pageUrl, useShareCard } from '@/shared/platform';

/** What this page gives away: the card that makes a WeChat group known. It names nobody. */
export function useRegistrationCard(groupId: string): void {
  useShareCard(() => ({
    title: '群登记：推送员、监督员请点一下',
    path: pageUrl(PAGES.groupCard, { group: groupId }),
  }));
}
