import { Page } from '@/shared/ui';
import { ImportTable } from '../components/import-table';
import { NewImport } from '../components/new-import';
import { StepRail } from '../components/step-rail';

/** Household books, rosters and class lists on their way in: a new one, and those so far. */
export function ImportsScreen() {
  return (
    <Page title="导入" office="imports" wide>
      <StepRail current={0} />
      <NewImport />
      <ImportTable />
    </Page>
  );
}
