import { View } from '@tarojs/components';
import { queryClient } from '@/shared/api';
import { backTo, openTab, PAGES, replacePage } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Button, Card, Empty, TEST_IDS } from '@/shared/ui';
import { failureText, IMPORT_KINDS } from '../import-words';
import type { Import } from '../import.rules';

const again = () => backTo(PAGES.imports);

/** The boards that were looked at before know nothing of what has come in. */
function showCoverage(): void {
  void queryClient.invalidateQueries({ queryKey: ['coverage'] });
  void queryClient.invalidateQueries({ queryKey: ['doors'] });
  openTab('progress');
}

/** Nothing was written. */
export function StoppedCard({ state, error }: Import) {
  const cancelled = state === 'cancelled';
  return (
    <Card>
      <Empty
        mark={cancelled ? '—' : '!'}
        tone={cancelled ? undefined : 'late'}
        title={cancelled ? '停掉了，什么都没有写入。' : failureText(error)}
        action={
          <View className="row centred">
            <Button id={TEST_IDS.importAgain} tone={cancelled ? 'ghost' : 'main'} onTap={again}>
              换一个文件
            </Button>
          </View>
        }
      />
    </Card>
  );
}

/** What was brought in, and where to see it. */
export function PublishedCard({ kind, regionName, outcome }: Import) {
  const { name, unit } = IMPORT_KINDS[kind];
  const added = outcome?.added ?? 0;
  const updated = outcome?.updated ?? 0;
  const skipped = outcome?.bad ?? 0;
  const done = [added > 0 && `新增 ${countText(added)} ${unit}`, updated > 0 && `更新 ${countText(updated)} ${unit}`];
  return (
    <Card>
      <Empty
        title={`${regionName}的${name}导好了`}
        action={
          <View className="row wrap centred">
            {kind === 'household_book' && (
              <Button id={TEST_IDS.openCoverage} onTap={showCoverage}>
                去看入户与覆盖
              </Button>
            )}
            {kind === 'roster' && <Button onTap={() => replacePage(PAGES.people)}>去看人员</Button>}
            <Button tone="ghost" onTap={again}>
              再导入一份
            </Button>
          </View>
        }
      >
        {done.filter(Boolean).join('，') || '没有要改的'}
        {skipped > 0 ? `。跳过了有问题的 ${countText(skipped)} ${unit}，改好可以再导入。` : '。'}
      </Empty>
    </Card>
  );
}
