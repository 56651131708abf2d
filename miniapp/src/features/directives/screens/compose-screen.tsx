import { View } from '@tarojs/components';
import { useState } from 'react';
import { useCascadePlans, type CascadePlan } from '@/features/chat-groups';
import { useChildren } from '@/features/regions';
import { backTo, PAGES, replacePage, usePageQuery } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { RESIDENT_TAGS } from '@/shared/text';
import { Button, Card, Empty, Loaded, Notice, Page, SelectField, Skeleton } from '@/shared/ui';
import { ApprovalCard } from '../components/approval-card';
import { DraftForm } from '../components/draft-form';
import { targetsText, type Directive } from '../directive.rules';
import { useDirective } from '../directives.queries';
import { useKeptText } from '../use-composing';

/** A new text, a draft, or one that waits for a second person. */
export function ComposeScreen() {
  const me = useSession((session) => session.me);
  const { id, regionId: asked } = usePageQuery();
  // A new text stays where it is being written once it was saved.
  const [created, setCreated] = useState<string>();
  const query = useDirective(id ?? created);
  const newIn = asked ? Number(asked) : (me?.homeRegionId ?? undefined);
  const mayWrite = can(me, 'directive.manage');
  return (
    <Page title={titleOf(id, query.data?.state)} wide>
      {id ? (
        <Loaded query={query}>{(directive) => <Existing directive={directive} />}</Loaded>
      ) : !mayWrite || newIn === undefined ? (
        <Empty mark="…" title="指令和预警由综治办来写">
          您遇到了新骗术，可以在“预警”里反映。
        </Empty>
      ) : (
        <InPlan regionId={newIn} saved={query.data} planId={undefined} onCreated={setCreated} />
      )}
    </Page>
  );
}

function titleOf(id: string | undefined, state: Directive['state'] | undefined): string {
  if (state === 'awaiting') return '等人审';
  if (state === 'published' || state === 'recalled') return '已发出';
  return id ? '草稿' : '写一条';
}

function Existing({ directive }: { directive: Directive }) {
  const { id, state, regionId, planId, mayEdit } = directive;
  const openBoard = () => replacePage(PAGES.cascadeBoard, { id });
  if (state === 'published' || state === 'recalled') {
    return (
      <>
        <Empty title="这一条已经发出了" mark="✓">
          一级一级正在往下推。
        </Empty>
        <Button onTap={openBoard}>看推到哪里了</Button>
      </>
    );
  }
  if (state === 'awaiting') {
    return <Awaiting directive={directive} onPublished={openBoard} onReturned={() => backTo(PAGES.directives)} />;
  }
  if (!mayEdit) return <Notice tone="wait">这份草稿还没写完，只有起草的办公室能改。</Notice>;
  return <InPlan regionId={regionId} planId={planId} saved={directive} />;
}

interface AwaitingProps {
  directive: Directive;
  onPublished(): void;
  onReturned(): void;
}

function Awaiting({ directive, ...rest }: AwaitingProps) {
  const { regionId, planId, draft } = directive;
  const chains = useCascadePlans(regionId).data?.find(({ id }) => id === planId)?.cascade.chains ?? [];
  const places = useChildren(regionId).data?.value.items ?? [];
  const targets = targetsText(draft.targets, {
    chain: (key) => chains.find((chain) => chain.key === key)?.name ?? key,
    region: (id) => places.find((place) => place.id === id)?.name ?? '别处',
    audience: (tag) => RESIDENT_TAGS[tag],
  });
  return <ApprovalCard directive={directive} targets={targets} {...rest} />;
}

interface InPlanProps {
  regionId: number;
  planId: string | undefined;
  saved: Directive | undefined;
  /** A new text was saved for the first time. */
  onCreated?(id: string): void;
}

function InPlan({ regionId, planId, saved, onCreated }: InPlanProps) {
  const query = useCascadePlans(regionId);
  const kept = useKeptText(saved?.id, regionId);
  const [chosen, setChosen] = useState(planId);
  if (kept === undefined) return <Skeleton cards={2} />;
  return (
    <Loaded query={query}>
      {(plans) => {
        const plan = plans.find(({ id }) => id === (chosen ?? kept?.planId)) ?? plans[0];
        if (!plan) {
          return (
            <Empty mark="…" title="这里的方案没有微信群">
              方案里写明了一级一级的群，才能往下推。
            </Empty>
          );
        }
        return (
          <>
            {plans.length > 1 && !saved && <PlanChoice plans={plans} plan={plan} onChange={setChosen} />}
            <DraftForm
              saved={saved}
              plan={plan}
              regionId={regionId}
              kept={kept}
              onSaved={({ id }) => onCreated?.(id)}
              onPublished={({ id, state }) =>
                replacePage(state === 'awaiting' ? PAGES.composeDirective : PAGES.cascadeBoard, { id })
              }
              onDiscarded={() => backTo(PAGES.directives)}
            />
          </>
        );
      }}
    </Loaded>
  );
}

interface PlanChoiceProps {
  plans: readonly CascadePlan[];
  plan: CascadePlan;
  onChange(planId: string): void;
}

function PlanChoice({ plans, plan, onChange }: PlanChoiceProps) {
  return (
    <Card>
      <View className="filters">
        <SelectField
          first
          label="按哪个方案的群"
          choices={plans.map(({ id, name }) => ({ value: id, name }))}
          value={plan.id}
          onChange={onChange}
        />
      </View>
    </Card>
  );
}
