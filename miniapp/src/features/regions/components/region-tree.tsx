import { Text, View } from '@tarojs/components';
import { useState, type KeyboardEvent } from 'react';
import { isH5 } from '@/shared/platform';
import { accessible, classNames, FoldMark, Loaded, TEST_IDS } from '@/shared/ui';
import { hasPlacesBelow, inOrder, sortOf, type Region } from '../region.rules';
import { useChildren } from '../regions.queries';

interface RegionTreeProps {
  roots: readonly Region[];
  openId?: number;
  onOpen(region: Region): void;
}

/** The places of one's reach; what lies below one is read when it is unfolded. */
export function RegionTree({ roots, openId, onOpen }: RegionTreeProps) {
  return (
    <View {...accessible({ label: '地名' })} {...{ role: 'tree' }}>
      {roots.map((root) => (
        <Branch key={root.id} region={root} depth={0} openId={openId} onOpen={onOpen} unfolded={roots.length === 1} />
      ))}
    </View>
  );
}

interface BranchProps extends Omit<RegionTreeProps, 'roots'> {
  region: Region;
  depth: number;
  unfolded?: boolean;
}

const INDENT = 20;

function Branch({ region, depth, openId, onOpen, unfolded = false }: BranchProps) {
  const [isUnfolded, setUnfolded] = useState(unfolded);
  const folds = hasPlacesBelow(region);
  const open = region.id === openId;
  const keyboard = isH5 && {
    tabIndex: 0,
    onKeyDown: (event: KeyboardEvent) => {
      const moves: Record<string, () => void> = {
        Enter: () => onOpen(region),
        ' ': () => onOpen(region),
        ArrowRight: () => setUnfolded(folds),
        ArrowLeft: () => setUnfolded(false),
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
    <>
      <View
        id={TEST_IDS.regionNode(region.id)}
        className={classNames('tree-row', open && 'open')}
        style={{ paddingLeft: `${depth * INDENT}px` }}
        onClick={() => onOpen(region)}
        {...keyboard}
        {...{
          role: 'treeitem',
          'aria-level': depth + 1,
          'aria-selected': String(open),
          ...(folds && { 'aria-expanded': String(isUnfolded) }),
        }}
      >
        {folds ? (
          <FoldMark what={region.name} unfolded={isUnfolded} onFold={() => setUnfolded(!isUnfolded)} />
        ) : (
          <View className="tree-fold" />
        )}
        <Text className="grow clip">{region.name}</Text>
        <Text className="sub">{sortOf(region)}</Text>
      </View>
      {folds && isUnfolded && <Below region={region} depth={depth + 1} openId={openId} onOpen={onOpen} />}
    </>
  );
}

function Below({ region, ...branch }: Omit<BranchProps, 'unfolded'>) {
  const query = useChildren(region.id);
  return (
    <Loaded query={query} cards={1}>
      {({ value: { items } }) =>
        items.length === 0 ? (
          <View className="sub tree-empty" style={{ paddingLeft: `${branch.depth * INDENT + 44}px` }}>
            下面还没有地方
          </View>
        ) : (
          inOrder(items).map((child) => <Branch key={child.id} region={child} {...branch} />)
        )
      }
    </Loaded>
  );
}

function focusNeighbour(element: Element, step: 1 | -1): void {
  const items = [...(element.closest('[role=tree]')?.querySelectorAll<HTMLElement>('[role=treeitem]') ?? [])];
  items[items.indexOf(element as HTMLElement) + step]?.focus();
}
