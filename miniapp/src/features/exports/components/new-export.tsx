import { View } from '@tarojs/components';
import { useState } from 'react';
import { useCoverage } from '@/features/coverage';
import { PlacePicker, pickedPlace, useAskedPlace } from '@/features/regions';
import { ApiError, errorSentence } from '@/shared/api';
import { newId } from '@/shared/ids';
import { usePageQuery } from '@/shared/platform';
import { useSession } from '@/shared/session';
import type { RegionLevel } from '@/shared/text';
import { Button, Card, DateField, Notice, SelectField, SinglePick, Sub, SwitchRow, TEST_IDS } from '@/shared/ui';
import { EXPORT_KINDS, exportFaultText, type ExportKind } from '../export-words';
import { kindsFor, mayAskForPhones, orderOf, type ExportWish } from '../export.rules';
import { useStartExport } from '../exports.queries';

const PLACES: readonly RegionLevel[] = ['county', 'township', 'village', 'grid'];

/** Which list, of which place, for which time; an office's own place unless another is chosen. */
export function NewExport() {
  const permissions = useSession((session) => session.me?.permissions ?? []);
  const { kind: asked, planId, round } = usePageQuery();
  const kinds = kindsFor(permissions);
  const [wish, setWish] = useState<ExportWish>({
    kind: kinds.find((kind) => kind === asked) ?? 'visit_register',
    planId,
    round: round === undefined ? undefined : Number(round),
    withPhones: false,
  });
  const { places, choose, ready } = useAskedPlace(PLACES);
  const start = useStartExport();
  const place = pickedPlace(places, PLACES);
  const { kind } = wish;
  const phones = mayAskForPhones(kind, permissions);
  const change = (patch: Partial<ExportWish>) => {
    start.reset();
    setWish({ ...wish, ...patch });
  };
  const order = () => {
    if (place) start.mutate(orderOf(newId(), place.id, { ...wish, withPhones: phones && wish.withPhones }));
  };
  return (
    <Card title="导出一份名单">
      <View className="export-kinds">
        <SinglePick
          choices={kinds.map((value) => ({ value, name: EXPORT_KINDS[value].name }))}
          picked={kind}
          idOf={TEST_IDS.exportKind}
          onPick={(next: ExportKind) => change({ kind: next })}
        />
      </View>
      <View className="gap-top">
        <Sub>{EXPORT_KINDS[kind].detail}</Sub>
      </View>
      <View className="filters gap-top">
        {ready && <PlacePicker label="哪里" chosen={places} wanted={PLACES} onChange={choose} />}
        {place && kind !== 'household_book' && <PlanFields regionId={place.id} wish={wish} onChange={change} />}
        {kind === 'visit_register' && (
          <>
            <DateField
              id={TEST_IDS.exportFrom}
              label="从哪天（可不选）"
              value={wish.from}
              end={wish.to}
              onChange={(from) => change({ from: from || undefined })}
            />
            <DateField
              id={TEST_IDS.exportTo}
              label="到哪天（可不选）"
              value={wish.to}
              start={wish.from}
              onChange={(to) => change({ to: to || undefined })}
            />
          </>
        )}
      </View>
      {phones && (
        <SwitchRow
          id={TEST_IDS.withPhones}
          title="带完整电话"
          detail={kind === 'household_book' ? '不带的话，户册里没有电话这一列' : '不带的话，电话中间四位是星号'}
          on={wish.withPhones}
          onChange={(withPhones) => change({ withPhones })}
        />
      )}
      {phones && wish.withPhones && (
        <Notice tone="wait">带电话的名单，谁导的、谁下载的，都会记下来。用完请删掉。</Notice>
      )}
      {start.isError && <Notice tone="late">{refusalText(start.error)}</Notice>}
      {start.isSuccess && <Notice tone="ok">开始做了，做好就能在下面下载。</Notice>}
      <View className="gap-top">
        <Button id={TEST_IDS.startExport} disabled={!place} busy={start.isPending} onTap={order}>
          {place ? `导出${place.name}的${EXPORT_KINDS[kind].name}` : '先选哪里'}
        </Button>
      </View>
    </Card>
  );
}

function refusalText(error: unknown): string {
  if (!(error instanceof ApiError)) return errorSentence(error);
  if (error.is('too_many_requests')) return '您有三份名单正在做，等做好一份再导。';
  if (error.is('forbidden')) return '这个地方的名单，您的职务不能导出。请缩小范围，或不带电话。';
  const [first] = error.problem.errors ?? [];
  return first ? exportFaultText(first.rule) : errorSentence(error);
}

interface PlanFieldsProps {
  regionId: number;
  wish: ExportWish;
  onChange(patch: Partial<ExportWish>): void;
}

/** The plan and the round, as far as there is anything to choose. */
function PlanFields({ regionId, wish: { planId, round }, onChange }: PlanFieldsProps) {
  const coverage = useCoverage({ regionId, planId }).data?.value;
  if (!coverage?.plan) return null;
  const { plan, plans, rounds } = coverage;
  return (
    <>
      {plans.length > 1 && (
        <SelectField
          id={TEST_IDS.planPicker}
          label="方案"
          choices={plans.map(({ id, name }) => ({ value: id, name }))}
          value={planId ?? plan.id}
          onChange={(chosen) => onChange({ planId: chosen, round: undefined })}
        />
      )}
      {rounds.length > 1 && (
        <SelectField
          id={TEST_IDS.roundPicker}
          label="轮次"
          choices={rounds.map(({ number, name }) => ({ value: String(number), name }))}
          value={String(round ?? coverage.round?.number ?? '')}
          onChange={(number) => onChange({ planId: planId ?? plan.id, round: Number(number) })}
        />
      )}
    </>
  );
}
