import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';

// Twenty rows of a list cross WeChat's bridge in well under 64 KB; more follow as the person scrolls.
const PAGE = 20;

/** The part of a long list that is drawn. */
export function useShownRows<Row>(rows: readonly Row[]) {
  const [shown, setShown] = useState(PAGE);
  const showMore = () => setShown((count) => (count < rows.length ? count + PAGE : count));
  useReachBottom(showMore);
  return { shownRows: rows.slice(0, shown), hiddenCount: Math.max(0, rows.length - shown), showMore };
}
