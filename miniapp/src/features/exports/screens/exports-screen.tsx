import { Page } from '@/shared/ui';
import { ExportTable } from '../components/export-table';
import { NewExport } from '../components/new-export';

/** Lists that go out as spreadsheets, ready to print. */
export function ExportsScreen() {
  return (
    <Page title="导出" office="exports" wide>
      <NewExport />
      <ExportTable />
    </Page>
  );
}
