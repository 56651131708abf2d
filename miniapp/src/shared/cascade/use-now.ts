import { useEffect, useState } from 'react';
import { clock } from '@/shared/clock';
import { usePageSeen } from '@/shared/platform';

const SECOND = 1000;

/**
 * The server's time, again every second (or every so many ms) while the page is seen; it stands still with `every` 0.
 * Use it in the smallest component that shows it: each tick draws that component anew.
 */
export function useNow(every = SECOND): number {
  const [now, setNow] = useState(() => clock.now());
  const seen = usePageSeen();
  useEffect(() => {
    if (!seen || every === 0) return undefined;
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), every);
    return () => clearInterval(timer);
  }, [seen, every]);
  return now;
}
