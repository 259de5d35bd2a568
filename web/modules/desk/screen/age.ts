import { useEffect, useState } from 'react';
import type { DeskTexts } from '../text.ts';

const TICK = 15_000;

/** The clock, moving on in sight. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** An age of so many ms in words. */
export function ageOf(ms: number, t: DeskTexts['screen']): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t.now;
  if (minutes < 120) return t.ages.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t.ages.hours(hours) : t.ages.days(Math.floor(hours / 24));
}
