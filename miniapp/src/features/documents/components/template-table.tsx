import { DOCUMENT_KINDS } from '@/shared/text';
import { Chip, DataTable, Empty, type Column } from '@/shared/ui';
import { newestOf, type Template } from '../document.rules';
import { forWhom, ownerText, standingOf } from '../document-words';

const COLUMNS: readonly Column<Template>[] = [
  {
    key: 'kind',
    head: '类型',
    width: '76px',
    cell: ({ kind }) => DOCUMENT_KINDS[kind],
    sortBy: ({ kind }) => kind,
  },
  {
    key: 'whom',
    head: '给谁',
    width: '100px',
    cell: ({ templateKey }) => forWhom(templateKey),
    sortBy: ({ templateKey }) => forWhom(templateKey),
  },
  { key: 'title', head: '标题', width: '1.8fr', cell: ({ title }) => title, sortBy: ({ title }) => title },
  { key: 'owner', head: '谁写的', width: '1fr', cell: ownerText, sortBy: ownerText },
  {
    key: 'version',
    head: '版本',
    width: '72px',
    cell: (template) => versionText(template) ?? '',
    sortBy: (template) => newestOf(template)?.number ?? null,
  },
  { key: 'standing', head: '', width: '120px', cell: (template) => <Standing template={template} /> },
];

function versionText(template: Template): string | undefined {
  const newest = newestOf(template);
  return newest && `第 ${newest.number} 版`;
}

export function Standing({ template }: { template: Template }) {
  const { text, tone } = standingOf(template);
  return <Chip tone={tone}>{text}</Chip>;
}

interface TemplateTableProps {
  templates: readonly Template[];
  openId: string | undefined;
  onOpen(id: string): void;
}

export function TemplateTable({ templates, openId, onOpen }: TemplateTableProps) {
  return (
    <DataTable
      label="文书模板"
      unit="份"
      rows={templates}
      keyOf={({ id }) => id}
      columns={COLUMNS}
      openKey={openId}
      onOpen={({ id }) => onOpen(id)}
      phone={(template) => ({
        title: `${forWhom(template.templateKey)}${DOCUMENT_KINDS[template.kind]}`,
        detail: [ownerText(template), versionText(template), template.title].filter(Boolean).join(' · '),
        trailing: <Standing template={template} />,
      })}
      empty={
        <Empty mark="…" title="还没有文书">
          系统自带的文书发布后，会出现在这里。
        </Empty>
      }
    />
  );
}
