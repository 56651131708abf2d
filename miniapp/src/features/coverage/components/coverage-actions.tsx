import { openPage, PAGES } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { Button, TEST_IDS } from '@/shared/ui';
import type { CoverageChoice } from './coverage-pickers';

interface CoverageActionsProps {
  regionId: number;
  choice: CoverageChoice;
}

/** The lists of the place looked at, out as spreadsheets and in as a book. */
export function CoverageActions({ regionId, choice: { planId, round } }: CoverageActionsProps) {
  const me = useSession((session) => session.me);
  const order = (kind: 'progress_table' | 'visit_register') =>
    openPage(PAGES.exports, { kind, regionId, planId, round });
  return (
    <>
      {can(me, 'list.export') && (
        <>
          <Button id={TEST_IDS.order('progress_table')} compact tone="ghost" onTap={() => order('progress_table')}>
            工作进度表
          </Button>
          <Button id={TEST_IDS.order('visit_register')} compact tone="ghost" onTap={() => order('visit_register')}>
            入户登记表
          </Button>
        </>
      )}
      {can(me, 'list.import') && (
        <Button
          id={TEST_IDS.bringIn}
          compact
          onTap={() => openPage(PAGES.imports, { kind: 'household_book', regionId })}
        >
          导入户册
        </Button>
      )}
    </>
  );
}
