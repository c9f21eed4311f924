import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';

// form-js's viewer in real Chromium as the page uses it, with the page's own fields of files: what it makes of a schema and an input.

type Submitted = { data: Record<string, unknown>; errors: Record<string, unknown> };

const VIEWER = dirname(fileURLToPath(import.meta.resolve('@bpmn-io/form-js-viewer')));
const FILES = fileURLToPath(new URL('../../../services/web/src/tasks/form-files/viewer-files.ts', import.meta.url));
const ENTRY = `import { viewerFiles } from ${JSON.stringify(FILES)};
import { Form } from ${JSON.stringify(join(VIEWER, 'index.es.js'))};
window.submitForm = async (schema, data) => {
  const form = new Form({ container: document.body, debounce: false, additionalModules: [viewerFiles({ language: 'vi' })] });
  try { await form.importSchema(schema, data); await new Promise(requestAnimationFrame); await new Promise((done) => setTimeout(done, 0)); return form.submit(); } finally { form.destroy(); }
};`;

export class FormViewer {
  private constructor(private readonly page: Page) {}

  static async open(browser: Browser): Promise<FormViewer> {
    const folder = await mkdtemp(join(tmpdir(), 'form-viewer-'));
    try {
      await writeFile(join(folder, 'entry.js'), ENTRY);
      const built = await build({ root: folder, configFile: false, logLevel: 'silent', build: { write: false, lib: { entry: join(folder, 'entry.js'), formats: ['iife'], name: 'viewer' } } });
      const [first] = Array.isArray(built) ? built : [built];
      const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined;
      if (chunk?.type !== 'chunk') throw new Error('Expected to bundle the form viewer, but there is no chunk');
      const page = await browser.newPage({ timezoneId: 'Asia/Ho_Chi_Minh' });
      await page.addScriptTag({ content: chunk.code });
      return new FormViewer(page);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** Shown with the input as its data, and sent untouched. */
  async submit(schema: object, input: object): Promise<Readonly<{ accepted: boolean; data: Record<string, unknown> }>> {
    const { data, errors } = await this.page.evaluate<Submitted>(`submitForm(${JSON.stringify(schema)}, ${JSON.stringify(input)})`);
    return { accepted: Object.keys(errors).length === 0, data };
  }
}
