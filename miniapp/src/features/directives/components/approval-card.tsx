import { View } from '@tarojs/components';
import { useState } from 'react';
import { Photo } from '@/features/visits';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { DIRECTIVE_KINDS, SeverityChip } from '@/shared/cascade';
import { clock } from '@/shared/clock';
import { instantText, TOPICS } from '@/shared/text';
import { Button, Card, ConfirmButton, LongTextField, Notice, StepCard, Sub, TEST_IDS, Title } from '@/shared/ui';
import { APPROVAL_REASONS, LONGEST_REASON, type Directive } from '../directive.rules';
import { useApprove, useGiveBack } from '../directives.queries';

interface ApprovalCardProps {
  directive: Directive;
  /** Of the targets, in words; an amendment goes where its first version went. */
  targets?: string;
  onPublished(): void;
  onReturned(): void;
}

/** A text that waits for a second person: what it says, why it waits, and their yes or no. */
export function ApprovalCard({ directive, targets, onPublished, onReturned }: ApprovalCardProps) {
  const { draft, approval, mayApprove } = directive;
  const { title, body, fraudType, photoIds = [] } = draft.content;
  return (
    <>
      {approval && (
        <Notice tone="wait">
          {approval.requestedByName} {instantText(approval.requestedAt, clock.now())} 交来：
          {APPROVAL_REASONS[approval.reason]}。
        </Notice>
      )}
      <Card>
        <View className="row">
          <SeverityChip severity={draft.severity} />
          <Sub>{[DIRECTIVE_KINDS[draft.kind], fraudType && TOPICS[fraudType]].filter(Boolean).join(' · ')}</Sub>
        </View>
        <View className="board-title">
          <Title>{title}</Title>
        </View>
        <View className="plain-text">{body}</View>
        {photoIds.length > 0 && (
          <View className="photos gap-top">
            {photoIds.map((id) => (
              <View key={id} className="photo">
                <Photo id={id} />
              </View>
            ))}
          </View>
        )}
        {targets && (
          <View className="gap-top">
            <Sub>发给：{targets}</Sub>
          </View>
        )}
      </Card>
      {mayApprove ? (
        <Decision directive={directive} onPublished={onPublished} onReturned={onReturned} />
      ) : (
        <Notice>等另一个有审批权的人看过，就会发出去。写的人自己不能审。</Notice>
      )}
    </>
  );
}

function Decision({ directive, onPublished, onReturned }: Omit<ApprovalCardProps, 'targets'>) {
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const approving = useApprove();
  const giving = useGiveBack();
  if (returning) {
    return (
      <StepCard
        title="退回"
        saveId={TEST_IDS.returnDirective}
        saveName="退回"
        change={giving}
        onSave={
          reason.trim() === '' ? undefined : () => mutateThen(giving, { directive, reason: reason.trim() }, onReturned)
        }
        onLeave={() => setReturning(false)}
      >
        <LongTextField
          first
          id={TEST_IDS.returnReason}
          label="要改什么，写给起草的人"
          value={reason}
          maxLength={LONGEST_REASON}
          onChange={setReason}
        />
      </StepCard>
    );
  }
  return (
    <Card title="您来定">
      {approving.isError && <Notice tone="late">{errorSentence(approving.error)}</Notice>}
      <ConfirmButton
        id={TEST_IDS.approveDirective}
        tone="main"
        name="同意，发出"
        question="同意后马上发到各群，开始计时。"
        busy={approving.isPending}
        onConfirm={() => mutateThen(approving, directive, onPublished)}
      />
      <View className="gap-top">
        <Button tone="ghost" onTap={() => setReturning(true)}>
          退回去改
        </Button>
      </View>
    </Card>
  );
}
