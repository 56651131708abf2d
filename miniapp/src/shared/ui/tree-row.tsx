import { View } from '@tarojs/components';
import type { KeyboardEvent, PropsWithChildren } from 'react';
import { isH5 } from '@/shared/platform';
import { classNames } from './class-names';
import { FoldMark } from './fold-mark';

interface TreeRowProps {
  id: string;
  className?: string;
  /** 0 at the root. */
  depth: number;
  /** px, each level. */
  indent: number;
  /** A row of a plain list: nothing stands above or below it. */
  flat?: boolean;
  /** Whether it is the one looked at; absent where none stays open beside the tree. */
  open?: boolean;
  /** Absent where nothing lies below. */
  fold?: {
    /** As somebody hears it. */
    what: string;
    unfolded: boolean;
    onFold(): void;
  };
  onOpen(): void;
}

/** One row of a tree: opened by a tap or Enter, walked and folded with the arrows. */
export function TreeRow({
  id,
  className,
  depth,
  indent,
  flat,
  open,
  fold,
  onOpen,
  children,
}: PropsWithChildren<TreeRowProps>) {
  const keyboard = isH5 && {
    tabIndex: 0,
    onKeyDown: (event: KeyboardEvent) => {
      const turn = (unfolds: boolean) => fold && fold.unfolded !== unfolds && fold.onFold();
      const moves: Record<string, () => void> = {
        Enter: onOpen,
        ' ': onOpen,
        ArrowRight: () => turn(true),
        ArrowLeft: () => turn(false),
        ArrowDown: () => focusNeighbour(event.currentTarget, 1),
        ArrowUp: () => focusNeighbour(event.currentTarget, -1),
      };
      const move = event.target === event.currentTarget ? moves[event.key] : undefined;
      if (!move) return;
      event.preventDefault();
      move();
    },
  };
  return (
    <View
      id={id}
      className={classNames('tree-row', className, open && 'open')}
      style={{ paddingLeft: `${depth * indent}px` }}
      onClick={onOpen}
      {...keyboard}
      {...{
        role: flat ? 'listitem' : 'treeitem',
        'aria-level': depth + 1,
        ...(open !== undefined && { 'aria-selected': String(open) }),
        ...(fold && { 'aria-expanded': String(fold.unfolded) }),
      }}
    >
      {fold ? <FoldMark {...fold} /> : !flat && <View className="tree-fold" />}
      {children}
    </View>
  );
}

function focusNeighbour(element: Element, step: 1 | -1): void {
  const rows = [...(element.closest('[role=tree], [role=list]')?.querySelectorAll<HTMLElement>('.tree-row') ?? [])];
  rows[rows.indexOf(element as HTMLElement) + step]?.focus();
}
