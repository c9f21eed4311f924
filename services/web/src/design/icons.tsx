import type { ReactNode } from 'react';

/** Line icons on a grid of 20; always beside a word or on a labelled button, so they say nothing themselves. */
function Icon({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const DossiersIcon = () => <Icon><path d="M5 3.500h7l3.500 3.500v9.500H5z" /><path d="M12 3.500V7h3.500M7.750 10.500h5M7.750 13.500h3" /></Icon>;
export const BoardIcon = () => <Icon><path d="M3.500 4.500h3.500v11H3.500zM8.250 4.500h3.500v7.500h-3.500zM13 4.500h3.500v9H13z" /></Icon>;
export const KeyboardIcon = () => <Icon><path d="M2.500 5.500h15v9h-15z" /><path d="M5.500 8.500h.010M8.500 8.500h.010M11.500 8.500h.010M14.500 8.500h.010M6.500 11.500h7" /></Icon>;
export const LeaveIcon = () => <Icon><path d="M8 3.500H4.500v13H8M12.500 6.500 16 10l-3.500 3.500M16 10H8" /></Icon>;
export const SearchIcon = () => <Icon><circle cx="9" cy="9" r="5" /><path d="m12.750 12.750 3.750 3.750" /></Icon>;
export const CloseIcon = () => <Icon><path d="m5 5 10 10M15 5 5 15" /></Icon>;
export const BackIcon = () => <Icon><path d="M11.500 5 6.500 10l5 5" /></Icon>;
export const WarningIcon = () => <Icon><path d="M10 3.500 17.250 16H2.750z" /><path d="M10 8.250v3.500M10 13.900v.010" /></Icon>;
export const PauseIcon = () => <Icon><circle cx="10" cy="10" r="6.500" /><path d="M8.250 7.750v4.500M11.750 7.750v4.500" /></Icon>;
export const ClockIcon = () => <Icon><circle cx="10" cy="10" r="6.500" /><path d="M10 6.500V10l2.250 1.500" /></Icon>;
export const ParcelIcon = () => <Icon><path d="M3.500 6.500 8 4l4 2.500 4.500-2.500v9.500L12 16l-4-2.500L3.500 16z" /><path d="M8 4v9.500M12 6.500V16" /></Icon>;
export const ShredIcon = () => <Icon><path d="M5.500 9V3.500h6.500l2.500 2.500v3M3.500 9.500h13M6 12v4.500M10 12v4.500M14 12v4.500" /></Icon>;
export const ShieldIcon = () => <Icon><path d="M10 2.750 16 5v4.500c0 3.750-2.500 6.500-6 7.750-3.500-1.250-6-4-6-7.750V5z" /><path d="m7.250 9.750 2 2 3.500-3.750" /></Icon>;
export const TasksIcon = () => <Icon><path d="M4 4.500h12v11H4z" /><path d="m6.500 8.250 1.250 1.250 2-2.250M11.500 8.500h2.500M6.500 12.500h7.500" /></Icon>;
export const ReportIcon = () => <Icon><path d="M4 16.500V4M4 16.500h12.500M7.500 13.500V10M10.750 13.500V6.500M14 13.500v-5" /></Icon>;
export const LetterIcon = () => <Icon><path d="M3.500 5h13v10h-13z" /><path d="m3.500 5.500 6.500 5 6.500-5" /></Icon>;
export const ApplyIcon = () => <Icon><path d="M5 3.500h10v13H5z" /><path d="M10 13.500V8M7.500 10 10 7.500l2.500 2.500" /></Icon>;
export const RulesIcon = () => <Icon><path d="M3.500 4.500h13v11h-13zM3.500 8.250h13M8 4.500v11" /></Icon>;
