import type { Entry, FirmEntry } from '../module.ts';

const house = 'M3 9.5 10 3.5l7 6M5 8.5V16h10V8.5';
const sheet = 'M5.5 3h6l3.5 3.5V17h-9zM11.5 3v3.5H15M7.5 10h5M7.5 13h5';
const links =
  'M6.3 9.1l7.4-3.7M6.3 10.9l7.4 3.7M2.5 10a2 2 0 1 0 4 0 2 2 0 1 0-4 0M13.5 4.5a2 2 0 1 0 4 0 2 2 0 1 0-4 0M13.5 15.5a2 2 0 1 0 4 0 2 2 0 1 0-4 0';

const drawings: Record<Entry | FirmEntry, string> = {
  desk: house,
  targets: 'M3 10a7 7 0 1 0 14 0 7 7 0 1 0-14 0M6.8 10a3.2 3.2 0 1 0 6.4 0 3.2 3.2 0 1 0-6.4 0M10 10l6.5-6.5',
  monitoring: 'M3 16.5h14M5 13.5v-4M9 13.5v-8M13 13.5v-6M17 13.5v-9',
  chain: links,
  firms: 'M3 17V8l5 3V8l5 3V4h4v13zM6 14h1M10 14h1M14 14h1',
  energy: 'M3 13.5v-2.5l1.8-4.2A2 2 0 0 1 6.6 5.5h6.8a2 2 0 0 1 1.8 1.3L17 11v2.5zM3.5 10.5h13M4.5 13.5v2M15.5 13.5v2',
  reports: sheet,
  system:
    'M7.5 10a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M10 3v2.5M10 14.5V17M3 10h2.5M14.5 10H17M5 5l1.8 1.8M13.2 13.2 15 15M15 5l-1.8 1.8M6.8 13.2 5 15',
  home: house,
  forms: sheet,
  matching: links,
  mine: 'M4 17a6 6 0 0 1 12 0M7 7a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
  cases: 'M4 5.5h12v11H4zM7.5 5.5v-2h5v2M7 10l2 2 4-4',
};

export function EntryIcon({ entry }: { entry: Entry | FirmEntry }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[entry]} />
    </svg>
  );
}
