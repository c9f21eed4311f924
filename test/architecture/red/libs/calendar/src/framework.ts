// Breaks pure-libs-import-no-framework.
export { Pool } from 'pg';
