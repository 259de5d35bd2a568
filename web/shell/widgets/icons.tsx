import type { ReactNode } from 'react';

/** The few line drawings the shell needs, 20 × 20, in the colour of the text. */
function Icon({ size = 16, children }: { size?: number; children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
interface Size {
  size?: number;
}
export const CrossIcon = (p: Size) => (
  <Icon {...p}>
    <path d="M5 5l10 10M15 5 5 15" />
  </Icon>
);
export const SearchIcon = (p: Size) => (
  <Icon {...p}>
    <circle cx="9" cy="9" r="5" />
    <path d="M13 13l4 4" />
  </Icon>
);
export const DownloadIcon = (p: Size) => (
  <Icon {...p}>
    <path d="M10 3.5v9M6.5 9.5 10 13l3.5-3.5M4 16.5h12" />
  </Icon>
);
export const LinkIcon = (p: Size) => (
  <Icon {...p}>
    <path d="M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1" />
  </Icon>
);
export const BellIcon = (p: Size) => (
  <Icon {...p}>
    <path d="M5 8a5 5 0 0 1 10 0c0 4 1.5 5 1.5 5h-13S5 12 5 8zM8.5 16h3" />
  </Icon>
);
export const MenuIcon = (p: Size) => (
  <Icon {...p}>
    <path d="M3.5 5.5h13M3.5 10h13M3.5 14.5h13" />
  </Icon>
);
export const SunIcon = (p: Size) => (
  <Icon {...p}>
    <circle cx="10" cy="10" r="3.2" />
    <path d="M10 3v1.5M10 15.5V17M3 10h1.5M15.5 10H17M5 5l1 1M14 14l1 1M15 5l-1 1M6 14l-1 1" />
  </Icon>
);
export const MoonIcon = (p: Size) => (
  <Icon {...p}>
    <path d="M15.5 12.2A6.2 6.2 0 0 1 7.8 4.5a6.2 6.2 0 1 0 7.7 7.7z" />
  </Icon>
);
export const CheckIcon = (p: Size) => (
  <Icon {...p}>
    <path d="M4 10.5l4 4 8-9" />
  </Icon>
);
export const ChevronIcon = ({ size = 12 }: Size) => (
  <Icon size={size}>
    <path d="M5 8l5 5 5-5" />
  </Icon>
);
