// Breaks domain-imports-only-itself-and-pure-libs.
export { Pool } from 'pg';
