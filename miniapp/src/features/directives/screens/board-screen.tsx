import { useState } from 'react';
import { levelText } from '@/shared/cascade';
import { goBack, openPage, PAGES, usePageQuery, useWide } from '@/shared/platform';
import { Page } from '@/shared/ui';
import { Board, type BoardView } from '../components/board';

const TITLES: Record<BoardView['kind'], string> = {
  whole: '指挥',
  level: '一级的群',
  relay: '这个群',
  versions: '原文和改动',
  amend: '改一版',
  recall: '撤回',
};

function titleOf(view: BoardView): string {
  return view.kind === 'level' ? levelText(view.level) : TITLES[view.kind];
}

type Query = Record<string, string | undefined>;

/** A view on a phone is a page of its own, so that the way back leads up the tree. */
function viewOf({ level, late, relay, part }: Query): BoardView {
  if (relay) return { kind: 'relay', relayId: relay };
  if (level) return { kind: 'level', level: Number(level), ...(late && { late: 'true' as const }) };
  if (part === 'versions' || part === 'amend' || part === 'recall') return { kind: part };
  return { kind: 'whole' };
}

function queryOf(view: BoardView): Query {
  switch (view.kind) {
    case 'whole':
      return {};
    case 'level':
      return { level: String(view.level), late: view.late };
    case 'relay':
      return { relay: view.relayId };
    default:
      return { part: view.kind };
  }
}

/** 指挥: the live cascade of one directive. */
export function BoardScreen() {
  const query = usePageQuery();
  const { id = '' } = query;
  const wide = useWide();
  const asked = viewOf(query);
  const [chosen, setChosen] = useState<BoardView>(asked);
  const view = wide ? chosen : asked;
  return (
    <Page title={titleOf(wide ? { kind: 'whole' } : view)} wide>
      <Board
        id={id}
        view={view}
        onView={(next) => (wide ? setChosen(next) : openPage(PAGES.cascadeBoard, { id, ...queryOf(next) }))}
        onWhole={() => (wide ? setChosen({ kind: 'whole' }) : goBack())}
      />
    </Page>
  );
}
