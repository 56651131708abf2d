import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { openPage, replacePage, usePageQuery, useWide } from '@/shared/platform';
import { accessible } from './accessible';

interface PanesProps {
  list: ReactNode;
  /** What is open of the list, or how to open something. */
  pane: ReactNode;
  /** What the pane is about, for screen readers. */
  label: string;
  /** On a phone only one of the two has room. */
  paneAlone: boolean;
}

/** A list and, beside it on a PC, what is open of it. */
export function Panes({ list, pane, label, paneAlone }: PanesProps) {
  const wide = useWide();
  if (!wide) return paneAlone ? pane : list;
  return (
    <View className="panes">
      <View className="panes-list">{list}</View>
      <View className="panes-pane" {...accessible({ label })} {...{ role: 'region' }}>
        {pane}
      </View>
    </View>
  );
}

/**
 * Which of a list is open: beside it on a PC; on a phone on a page of its own, so that the way back leads to the list.
 * The phone's page is the same one, opened with `open` and with what else it has to know.
 */
export function useOpened(page: string, context: Record<string, string | number | undefined> = {}) {
  const wide = useWide();
  const { open: asked } = usePageQuery();
  const [chosen, setChosen] = useState(asked);
  const open = (key: string) => (wide ? setChosen(key) : openPage(page, { ...context, open: key }));
  /** In place of what is open now. */
  const openInstead = (key: string) => (wide ? setChosen(key) : replacePage(page, { ...context, open: key }));
  return { opened: wide ? chosen : asked, open, openInstead, paneAlone: asked !== undefined };
}
