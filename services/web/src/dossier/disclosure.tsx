import { useState, type ReactNode } from 'react';
import styles from './explain.module.css';

/** Its contents are made when it is first opened. */
export function Disclosure({ name, title, children }: Readonly<{ name: string; title: string; children: ReactNode }>) {
  const [wasOpened, open] = useState(false);
  return (
    <details className={styles.matter} data-matter={name} onToggle={({ currentTarget }) => currentTarget.open && open(true)}>
      <summary>{title}</summary>
      {wasOpened && children}
    </details>
  );
}
