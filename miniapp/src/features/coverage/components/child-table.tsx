import type { Schemas } from '@/shared/api';
import { REGION_LEVELS } from '@/shared/text';
import { DataTable } from '@/shared/ui';
import { percent } from '../coverage.rules';
import { paperColumns, visitColumns } from './child-columns';
import type { BoardView } from './coverage-words';

interface ChildTableProps {
  coverage: Schemas['Coverage'];
  view: BoardView;
  openId: number | undefined;
  onOpen(regionId: number): void;
  onInto(regionId: number): void;
}

export function ChildTable({ coverage, view, openId, onOpen, onInto }: ChildTableProps) {
  const { children } = coverage;
  const ofPapers = view === 'papers';
  return (
    <DataTable
      // Each way to look has columns, and an order, of its own.
      key={view}
      label={`各${REGION_LEVELS[children[0]!.level]}的${ofPapers ? '签字' : '进展'}`}
      unit="个"
      rows={children}
      keyOf={({ regionId }) => String(regionId)}
      columns={ofPapers ? paperColumns(coverage, onInto) : visitColumns(coverage, onInto)}
      sorting={{ key: ofPapers ? 'signed' : 'rate', descending: false }}
      openKey={openId === undefined ? undefined : String(openId)}
      onOpen={({ regionId }) => onOpen(regionId)}
      phone={({ name, counts }) => ({ title: name, trailing: percent(counts.rate) })}
      empty={null}
    />
  );
}
