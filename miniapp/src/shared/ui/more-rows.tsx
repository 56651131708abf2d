import { countText } from '@/shared/text';
import { Button } from './button';

interface MoreRowsProps {
  id?: string;
  /** Of the rows not shown yet. */
  count: number;
  /** 户, 个群. */
  unit: string;
  compact?: boolean;
  onTap(): void;
}

/** The end of a list that shows a part of itself; nothing when all of it is shown. */
export function MoreRows({ count, unit, ...button }: MoreRowsProps) {
  if (count === 0) return null;
  return (
    <Button tone="plain" {...button}>
      还有 {countText(count)} {unit}
    </Button>
  );
}
