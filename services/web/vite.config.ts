import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npm run dev` finds the API and the issuer: the gateway of a running `npm start`. */
const GATEWAY = 'http://127.0.0.1:4000';

const COMPRESSIBLE = /\.(js|css|html|svg)$/;

/** Lays a .br and a .gz beside each text file: the gateway serves them as they are and compresses nothing itself. */
function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = `${root}/${build.outDir}`;
    },
    closeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => COMPRESSIBLE.test(path))) {
        const bytes = readFileSync(`${folder}/${name}`);
        writeFileSync(`${folder}/${name}.br`, brotliCompressSync(bytes));
        writeFileSync(`${folder}/${name}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** The transparency log's library asks for node:crypto; in the browser the page's own answers it, with nothing but what that library calls. */
const NODE_CRYPTO = fileURLToPath(new URL('src/verify/node-crypto.ts', import.meta.url));

export default defineConfig({
  resolve: { alias: { 'node:crypto': NODE_CRYPTO } },
  worker: { format: 'es' },
  plugins: [react(), precompress()],
  build: {
    target: 'es2022',
    // Nothing is inlined as a data: address, so that the gateway's content security policy can stay at 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      // Libraries mark client components for server rendering; this build has no server to tell them from.
      onwarn: (warning, report) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') report(warning);
      },
    },
  },
  server: { proxy: Object.fromEntries(['/api', '/oidc', '/sample-accounts'].map((path) => [path, { target: GATEWAY, changeOrigin: false }])) },
});
