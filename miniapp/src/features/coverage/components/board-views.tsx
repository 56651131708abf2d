import { View } from '@tarojs/components';
import { Chip, TEST_IDS } from '@/shared/ui';
import { BOARD_VIEWS, type BoardView } from './coverage-words';

interface BoardViewsProps {
  view: BoardView;
  onView(view: BoardView): void;
}

/** Visits and papers of the same places need more columns than a screen has. */
export function BoardViews({ view, onView }: BoardViewsProps) {
  return (
    <View className="row board-views">
      {(Object.keys(BOARD_VIEWS) as BoardView[]).map((each) => (
        <Chip key={each} id={TEST_IDS.boardView(each)} tone="gray" selected={each === view} onTap={() => onView(each)}>
          {BOARD_VIEWS[each]}
        </Chip>
      ))}
    </View>
  );
}
