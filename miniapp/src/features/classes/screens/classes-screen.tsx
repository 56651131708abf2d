import { View } from '@tarojs/components';
import { useState } from 'react';
import { PlacePicker, pickedPlace, useHasPlaces } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { countText, type RegionLevel } from '@/shared/text';
import { Button, Card, Loaded, Notice, Page, Panes, TEST_IDS, useOpened } from '@/shared/ui';
import { ClassCard } from '../components/class-card';
import { ClassTable } from '../components/class-table';
import { NewClassCard } from '../components/new-class-card';
import { useClasses } from '../classes.queries';

const PLACES: readonly RegionLevel[] = ['county', 'township', 'village', 'unit'];

/** What is open instead of a class: the form for a new one. */
const NEW = 'new';

/** The classes of the schools, and how far the families of their pupils are. */
export function ClassesScreen() {
  const me = useSession((session) => session.me);
  const manages = can(me, 'assignment.manage');
  const [places, setPlaces] = useState<readonly Schemas['Region'][]>([]);
  const asked = usePageQuery().regionId;
  const regionId = pickedPlace(places, PLACES)?.id ?? (asked === undefined ? undefined : Number(asked));
  const { opened, open, openInstead, paneAlone } = useOpened(PAGES.classes, { regionId });
  const hasPlaces = useHasPlaces(PLACES);
  const query = useClasses(regionId);
  return (
    <Page
      title="班级"
      office="classes"
      wide
      actions={
        manages && !paneAlone ? (
          <>
            {can(me, 'list.import') && (
              <Button
                id={TEST_IDS.bringIn}
                compact
                tone="ghost"
                onTap={() => openPage(PAGES.imports, { kind: 'class_list', regionId })}
              >
                导入班级名单
              </Button>
            )}
            <Button id={TEST_IDS.addClass} compact onTap={() => open(NEW)}>
              新建班级
            </Button>
          </>
        ) : undefined
      }
    >
      <Panes
        label="这个班"
        paneAlone={paneAlone}
        list={
          <>
            {manages && hasPlaces && (
              <Card>
                <View className="filters">
                  <PlacePicker label="哪里" chosen={places} wanted={PLACES} onChange={setPlaces} />
                </View>
              </Card>
            )}
            <Loaded query={query}>
              {({ items, total }) => (
                <Card title={`${countText(total)} 个班`}>
                  {items.length < total && (
                    <Notice tone="wait">班级太多，只列出前 {countText(items.length)} 个。选一个地方，再看全。</Notice>
                  )}
                  <ClassTable classes={items} openId={opened} onOpen={open} />
                </Card>
              )}
            </Loaded>
          </>
        }
        pane={
          opened === NEW ? (
            <NewClassCard onAdded={openInstead} />
          ) : opened === undefined ? (
            <Card>点一个班，看班主任和学生家庭走到没有。</Card>
          ) : (
            <Opened query={query} classId={opened} alone={paneAlone} />
          )
        }
      />
    </Page>
  );
}

interface OpenedProps {
  query: ReturnType<typeof useClasses>;
  classId: string;
  alone: boolean;
}

function Opened({ query, classId, alone }: OpenedProps) {
  // Beside the list, what went wrong is said there.
  if (!alone && !query.data) return null;
  return (
    <Loaded query={query}>
      {({ items }) => {
        const own = items.find(({ id }) => id === classId);
        return own ? <ClassCard key={own.id} own={own} /> : <Notice tone="wait">这个班不在现在的名单里。</Notice>;
      }}
    </Loaded>
  );
}
