import { clock } from '@/shared/clock';
import { instantText } from '@/shared/text';
import { Notice } from './content';

/** What follows is the last answer that the phone keeps. */
export function OfflineNotice({ asOf }: { asOf: number }) {
  return <Notice tone="wait">没有网络，这是{instantText(asOf, clock.now())}的情况。</Notice>;
}
