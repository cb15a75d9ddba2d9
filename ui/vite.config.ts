import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** A service that answers the API while the application is developed; see README.md. */
const service = process.env.GUANXI_URL ?? 'http://127.0.0.1:8080';
const proxy = { '/graphql': service, '/health': service };

export default defineConfig({
  plugins: [react()],
  server: { proxy },
  preview: { proxy },
  build: { target: 'es2022', modulePreload: { polyfill: false }, sourcemap: false, manifest: 'manifest.json', assetsInlineLimit: 0, emptyOutDir: false },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['src/app/test-setup.ts'], restoreMocks: true },
});
