import { View } from '@tarojs/components';
import { accessible } from './accessible';
import { classNames } from './class-names';

interface FoldMarkProps {
  /** What it folds, as somebody hears it. */
  what: string;
  unfolded: boolean;
  onFold(): void;
}

/** Folds a branch of a tree: the mouse does it here, the keyboard has its arrows, so that it is no second stop. */
export function FoldMark({ what, unfolded, onFold }: FoldMarkProps) {
  return (
    <View
      className="tree-fold"
      onClick={(event) => {
        event.stopPropagation();
        onFold();
      }}
      {...accessible({ role: 'button', label: `${unfolded ? '收起' : '展开'}${what}` })}
    >
      <View className={classNames('chevron', unfolded && 'down')} {...accessible({ hidden: true })} />
    </View>
  );
}
