import { useState } from 'react';
import { positionMeasuredOrPicked } from '@/shared/platform';
import { Button, Card, Sub } from '@/shared/ui';
import type { VisitDraft } from '../visits.rules';

interface VisitPlaceProps {
  location: VisitDraft['location'];
  onChange(location: NonNullable<VisitDraft['location']>): void;
}

export function VisitPlace({ location, onChange }: VisitPlaceProps) {
  const [failed, setFailed] = useState(false);
  const locate = async () => {
    const found = await positionMeasuredOrPicked();
    setFailed(!found);
    if (found) onChange(found);
  };
  return (
    <Card title="位置（可不记）">
      {location && <Sub>已记下，误差约 {Math.round(location.accuracy)} 米。</Sub>}
      {failed && <Sub>没有取到位置，不影响登记。</Sub>}
      <Button tone="ghost" compact onTap={() => void locate()}>
        {location ? '重新记' : '记下这里'}
      </Button>
    </Card>
  );
}
