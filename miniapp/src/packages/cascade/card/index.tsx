import { CardScreen } from '@/features/warnings';

export default function CardPage() {
  return <CardScreen />;
}
