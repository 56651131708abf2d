import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { accessible, Loaded, TEST_IDS, TreeRow } from '@/shared/ui';
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
  const fold = { what: region.name, unfolded: isUnfolded, onFold: () => setUnfolded(!isUnfolded) };
  return (
    <>
      <TreeRow
        id={TEST_IDS.regionNode(region.id)}
        depth={depth}
        indent={INDENT}
        open={region.id === openId}
        fold={folds ? fold : undefined}
        onOpen={() => onOpen(region)}
      >
        <Text className="grow clip">{region.name}</Text>
        <Text className="sub">{sortOf(region)}</Text>
      </TreeRow>
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
