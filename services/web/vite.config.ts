import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the API and the issuer: the gateway of a running `npm start`. */
const GATEWAY = 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
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
