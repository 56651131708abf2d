import { View } from '@tarojs/components';
import { useState } from 'react';
import { PlacePicker, pickedPlace, useAskedPlace } from '@/features/regions';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { newId } from '@/shared/ids';
import { openPage, PAGES, usePageQuery, type ChosenFile } from '@/shared/platform';
import type { RegionLevel } from '@/shared/text';
import { Card, Notice, SinglePick, Sub, TEST_IDS } from '@/shared/ui';
import { IMPORT_KINDS, type ImportKind } from '../import-words';
import { useUpload } from '../imports.queries';
import { DropZone } from './drop-zone';

const PLACES: readonly RegionLevel[] = ['township', 'village', 'grid'];
const KINDS = (Object.keys(IMPORT_KINDS) as ImportKind[]).map((value) => ({ value, name: IMPORT_KINDS[value].name }));

/** The first step: which list it is, for which place, and the file. */
export function NewImport() {
  const asked = usePageQuery().kind;
  const [kind, setKind] = useState<ImportKind>(KINDS.find(({ value }) => value === asked)?.value ?? 'household_book');
  const { places, choose, ready } = useAskedPlace(PLACES);
  const [sent, setSent] = useState(0);
  const upload = useUpload();
  const place = pickedPlace(places, PLACES);
  const send = (file: ChosenFile) => {
    if (!place) return;
    setSent(0);
    const started = { id: newId(), kind, regionId: place.id, file, onProgress: setSent };
    mutateThen(upload, started, ({ id }) => openPage(PAGES.import, { id }));
  };
  return (
    <Card title="导入一份名单">
      <View className="import-start">
        <View>
          <SinglePick
            choices={KINDS}
            picked={kind}
            idOf={TEST_IDS.importKind}
            onPick={(next: ImportKind) => setKind(next)}
          />
          <View className="gap-top">
            <Sub>{IMPORT_KINDS[kind].detail}</Sub>
          </View>
          <View className="field-label gap-top">是哪里的名单</View>
          {ready && <PlacePicker label="哪里" chosen={places} wanted={PLACES} onChange={choose} />}
        </View>
        <View>
          <DropZone
            sent={upload.isPending ? sent : null}
            disabled={place ? undefined : '请先选是哪里的名单。'}
            onFile={send}
          />
          {upload.isError && (
            <View className="gap-top">
              <Notice tone="late">{errorSentence(upload.error)}</Notice>
            </View>
          )}
        </View>
      </View>
    </Card>
  );
}
