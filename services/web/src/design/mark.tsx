/** Two desks on one line: the sign of the project. */
export function Mark({ size = 30 }: Readonly<{ size?: number }>) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--deep)" />
      <path d="M7.5 21h5.500c4 0 4-10 8-10h3.500" fill="none" stroke="var(--paper)" strokeWidth="2.600" strokeLinecap="round" />
      <circle cx="7.500" cy="21" r="3.200" fill="var(--paper)" />
      <circle cx="24.500" cy="11" r="3.200" fill="var(--gold)" />
    </svg>
  );
}
