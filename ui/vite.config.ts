import { defineConfig } from 'vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';

/** Where the service listens while the pages are developed. */
const service = process.env.ENTENTE_SERVICE ?? 'http://127.0.0.1:8080';

export default defineConfig({
  cacheDir: process.env.ENTENTE_VITE_CACHE ?? 'node_modules/.vite',
  plugins: [svelte({ compilerOptions: { css: 'external' } })],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    strictPort: true,
    proxy: { '/api': { target: service, changeOrigin: true } },
  },
  preview: { proxy: { '/api': { target: service, changeOrigin: true } } },
});
