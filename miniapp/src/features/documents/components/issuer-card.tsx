import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import type { Schemas } from '@/shared/api';
import { Button, Card, ListItem, StepCard, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { useNameIssuer } from '../documents.queries';

type Issuer = Schemas['Issuer'];
type Change = Schemas['IssuerChange'];

interface IssuerCardProps {
  issuer: Issuer;
  region: Pick<Schemas['Region'], 'id' | 'name'>;
}

/** Who informs, and whom one can ring: what the papers of the place carry. */
export function IssuerCard({ issuer, region }: IssuerCardProps) {
  const [editing, setEditing] = useState(false);
  if (editing) return <EditIssuer issuer={issuer} region={region} onLeave={() => setEditing(false)} />;
  const { name, stationName, stationPhone, regionId, id } = issuer;
  return (
    <Card
      title="落款和派出所"
      aside={
        <Button compact tone="plain" onTap={() => setEditing(true)}>
          改
        </Button>
      }
    >
      <View className="side-by-side">
        <ListItem first title="谁来告知" trailing={<View className="issuer-text">{name}</View>} />
        <ListItem
          title="派出所"
          trailing={
            <View className="issuer-text">
              {stationName} {stationPhone}
            </View>
          }
        />
      </View>
      {(id === null || regionId !== region.id) && (
        <Sub>{id === null ? '按地名自动来的，电话请核对。' : '跟着上级的，可以改成自己的。'}</Sub>
      )}
    </Card>
  );
}

function EditIssuer({ issuer, region, onLeave }: IssuerCardProps & { onLeave(): void }) {
  const [change, setChange] = useState<Change>({
    name: issuer.name,
    stationName: issuer.stationName,
    stationPhone: issuer.stationPhone,
  });
  const naming = useNameIssuer(region.id);
  const { name, stationName, stationPhone } = change;
  const isPhone = /^[\d\-+（）() 转]{3,30}$/.test(stationPhone.trim());
  const whole = name.trim() !== '' && stationName.trim() !== '' && isPhone;
  const save = () =>
    mutateThen(
      naming,
      { name: name.trim(), stationName: stationName.trim(), stationPhone: stationPhone.trim() },
      onLeave,
    );
  return (
    <StepCard
      title={`${region.name}的落款和派出所`}
      saveId={TEST_IDS.saveIssuer}
      saveName="保存"
      change={naming}
      onSave={whole ? save : undefined}
      onLeave={onLeave}
    >
      <Sub>新签的文书用新的；签过的不变。下面各地没有自己写的，也用这个。</Sub>
      <TextField label="谁来告知" value={name} onChange={(text) => setChange({ ...change, name: text })} />
      <TextField label="派出所" value={stationName} onChange={(text) => setChange({ ...change, stationName: text })} />
      <TextField
        label="派出所电话"
        value={stationPhone}
        maxLength={30}
        error={isPhone ? undefined : '请写电话，要能打通'}
        onChange={(text) => setChange({ ...change, stationPhone: text })}
      />
    </StepCard>
  );
}
