/** The product's mark. */
export function Brand({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="ln-brand-mark">
      <path d="M5 7l7-4 7 4v10l-7 4-7-4z" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <circle cx="12" cy="12" r="2.6" fill="currentColor" />
      <path d="M12 9.4V5.5M9.7 13.3l-3.2 2M14.3 13.3l3.2 2" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
