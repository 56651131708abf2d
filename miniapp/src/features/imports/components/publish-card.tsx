import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { backTo, PAGES } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Button, Card, ConfirmButton, Notice, Sub, TEST_IDS } from '@/shared/ui';
import { IMPORT_KINDS } from '../import-words';
import { useCancel, usePublish } from '../imports.queries';
import { hasChanges, publishSentence, type Import } from '../import.rules';

interface PublishCardProps {
  record: Import;
  outcome: NonNullable<Import['outcome']>;
  onRemap(): void;
}

/** The last look before anything is written. */
export function PublishCard({ record, outcome, onRemap }: PublishCardProps) {
  const publish = usePublish(record.id);
  const cancel = useCancel(record.id);
  const { unit } = IMPORT_KINDS[record.kind];
  const { bad } = outcome;
  const good = outcome.add + outcome.update + outcome.conflict + outcome.same;
  const problem = publish.error ?? cancel.error;
  return (
    <Card title="导入">
      <View>{publishSentence(record.kind, outcome)}</View>
      {bad > 0 && (
        <View className="gap-top">
          <Notice tone="late">
            {countText(bad)} {unit}有问题，现在一个都还没导入。要全部没问题才导入，就在 Excel 里改好，再选一次文件。
          </Notice>
        </View>
      )}
      {problem !== null && <Notice tone="late">{errorSentence(problem)}</Notice>}
      <View className="stack gap-top">
        {bad > 0 && (
          <>
            <Button id={TEST_IDS.importAgain} onTap={() => backTo(PAGES.imports)}>
              改好了，再选文件
            </Button>
            <Button
              id={TEST_IDS.publishRest}
              tone="ghost"
              disabled={good === 0}
              busy={publish.isPending}
              onTap={() => publish.mutate('skip_bad')}
            >
              跳过这 {countText(bad)} {unit}，导入其余 {countText(good)} {unit}
            </Button>
          </>
        )}
        {bad === 0 && (
          <Button id={TEST_IDS.publishAll} busy={publish.isPending} onTap={() => publish.mutate('all_or_nothing')}>
            {hasChanges(outcome) ? '导入' : '没有要改的，结束'}
          </Button>
        )}
        <Button id={TEST_IDS.remap} tone="ghost" onTap={onRemap}>
          回去改对列
        </Button>
        <ConfirmButton
          id={TEST_IDS.stopImport}
          tone="plain"
          name="不导这份了"
          question="这份文件就不导了，什么都不会写入。"
          busy={cancel.isPending}
          onConfirm={() => cancel.mutate(undefined)}
        />
      </View>
      <View className="gap-top">
        <Sub>导入以前，谁的手机上都还是原来的样子。</Sub>
      </View>
    </Card>
  );
}
