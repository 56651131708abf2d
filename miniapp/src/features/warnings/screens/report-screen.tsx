import { View } from '@tarojs/components';
import { useState } from 'react';
import { dial, POLICE, scrollToTop, usePageQuery } from '@/shared/platform';
import { Button, Card, Empty, Notice, Page, Skeleton, Sub, TEST_IDS } from '@/shared/ui';
import { MyReports } from '../components/my-reports';
import { ReportForm } from '../components/report-form';
import { useReportDraft } from '../use-report-draft';
import { useWarning } from '../warnings.queries';

/** 我遇到了: somebody tells the office of their place what scam they met. */
export function ReportScreen() {
  const { directiveId } = usePageQuery();
  const drafting = useReportDraft(directiveId ?? null);
  const { warning } = useWarning(directiveId ?? '', directiveId !== undefined);
  const [sent, setSent] = useState(false);
  const show = (isSent: boolean) => {
    setSent(isSent);
    scrollToTop();
  };
  return (
    <Page title="我遇到了">
      <Card title="钱已经转出去了？" tone="late">
        <Sub>马上打 110，越快越能拦下来。</Sub>
        <View className="gap-top">
          <Button tone="late" onTap={() => dial(POLICE)}>
            打 110
          </Button>
        </View>
      </Card>
      {sent ? (
        <Sent onAgain={() => show(false)} />
      ) : drafting.draft ? (
        <>
          {warning && <Notice>说的是：{warning.title}</Notice>}
          <ReportForm drafting={drafting} ofWarning={warning?.fraudType ?? null} onSent={() => show(true)} />
          <View className="gap-top">
            <Sub>您镇上的综治办会看，处理了会在下面答复您。不会公开您的名字。</Sub>
          </View>
        </>
      ) : (
        <Skeleton cards={1} />
      )}
      <View className="gap-top">
        <MyReports />
      </View>
    </Page>
  );
}

function Sent({ onAgain }: { onAgain(): void }) {
  return (
    <Card id={TEST_IDS.reportSent}>
      <Empty
        title="报上去了，谢谢您"
        action={
          <Button tone="ghost" onTap={onAgain}>
            再报一条
          </Button>
        }
      >
        综治办会看，可能会打电话问您。处理了，下面会写着怎么办的。
      </Empty>
    </Card>
  );
}
