import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';

// Twenty rows of a list cross WeChat's bridge in well under 64 KB; more follow as the person scrolls.
const PAGE = 20;

/** The part of a long list that is drawn. */
export function useShownRows<Row>(rows: readonly Row[], page = PAGE) {
  const [pages, setPages] = useState(1);
  const shown = pages * page;
  const showMore = () => setPages((count) => (count * page < rows.length ? count + 1 : count));
  useReachBottom(showMore);
  return { shownRows: rows.slice(0, shown), hiddenCount: Math.max(0, rows.length - shown), showMore };
}
