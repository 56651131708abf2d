import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { dial, openPage, PAGES } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { RELATIONS } from '@/shared/text';
import { Card, Notice, Sub, Tap, TEST_IDS, useAction } from '@/shared/ui';
import { revealPhone, type DoorRecord } from '../doors.queries';
import { tagNames } from './door-words';

type Resident = DoorRecord['residents'][number];

export function Residents({ door, mayWrite }: { door: DoorRecord; mayWrite: boolean }) {
  const edit = mayWrite && (
    <Tap id={TEST_IDS.editResidents} className="link" onTap={() => openPage(PAGES.residents, { id: door.id })}>
      修改
    </Tap>
  );
  return (
    <Card title={door.kind === 'household' ? '家里人' : '登记的人'} aside={edit}>
      {door.residents.length === 0 && <Sub>还没有登记。</Sub>}
      {door.residents.map((resident, index) => (
        <ResidentRow key={resident.id} resident={resident} first={index === 0} />
      ))}
    </Card>
  );
}

function ResidentRow({ resident, first }: { resident: Resident; first: boolean }) {
  const { name, relation, birthMonth, tags } = resident;
  const born = birthMonth && `${birthMonth.slice(0, 4)}年${Number(birthMonth.slice(5))}月生`;
  return (
    <View className={first ? 'list-item first' : 'list-item'}>
      <View className="grow">
        <View className="strong">{name}</View>
        <Sub>{[RELATIONS[relation], born, ...tagNames(tags)].filter(Boolean).join(' · ')}</Sub>
        <Phone resident={resident} />
      </View>
    </View>
  );
}

/** Masked until asked for; the server records who asked. */
function Phone({ resident }: { resident: Resident }) {
  const mayReveal = useSession((session) => can(session.me, 'door.phone'));
  const [phone, setPhone] = useState<string>();
  const { busy, error, run } = useAction();
  if (!resident.phoneMasked) return null;
  if (phone) {
    return (
      <Tap className="link" label={`打电话给${resident.name}`} onTap={() => dial(phone)}>
        {phone} · 打电话
      </Tap>
    );
  }
  return (
    <View>
      <View className="row wrap">
        <Text className="sub nowrap">{resident.phoneMasked}</Text>
        {mayReveal && (
          <Tap
            className="link"
            disabled={busy}
            label={`看${resident.name}的完整号码`}
            onTap={() => void run(async () => setPhone(await revealPhone(resident.id)))}
          >
            看号码（会留记录）
          </Tap>
        )}
      </View>
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
    </View>
  );
}
