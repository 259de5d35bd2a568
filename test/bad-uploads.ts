import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdfFile } from '../server/kernel/document/test-files.ts';
import { soon, type Visit, visit } from './browser.ts';
import type { Shared } from './shared.ts';

interface BadFile {
  readonly what: string;
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** What is wrong, that nothing was stored, what to do. */
  readonly says: RegExp;
}

const oleHead = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** A Word file behind a password: the old container, with the new document encrypted inside. */
const encryptedDocx = Buffer.concat([
  oleHead,
  Buffer.alloc(504),
  Buffer.from('EncryptedPackage', 'utf16le'),
  Buffer.alloc(480),
]);
const oldDoc = Buffer.concat([oleHead, Buffer.alloc(504), Buffer.from('WordDocument', 'utf16le'), Buffer.alloc(480)]);
const binary = Uint8Array.from({ length: 2048 }, (_, at) => (at * 37 + (at >> 3)) % 256);

const files: readonly BadFile[] = [
  {
    what: 'an empty file',
    name: '空.txt',
    bytes: '',
    says: /文件是空的，读到 0 个字。.*没有存下任何内容。.*看看有没有内容/,
  },
  {
    what: 'a program named .txt',
    name: '程序.txt',
    bytes: binary,
    says: /内容不是文字。.*没有存下任何内容。.*另存为文本/,
  },
  {
    what: 'a scanned PDF',
    name: '扫描.pdf',
    bytes: pdfFile(['picture']),
    says: /这是扫描件.*读到 0 个字。.*没有存下任何内容。.*文字识别/,
  },
  {
    what: 'a PDF behind a password',
    name: '锁.pdf',
    bytes: pdfFile(['picture'], { locked: true }),
    says: /文件有密码.*去掉密码/,
  },
  {
    what: 'a Word file behind a password',
    name: '锁.docx',
    bytes: encryptedDocx,
    says: /文件有密码，打不开。.*去掉密码/,
  },
  { what: 'an old .doc', name: '旧.doc', bytes: oldDoc, says: /旧的 \.doc 文件.*另存为 \.docx/ },
  { what: 'half a .docx', name: '半.docx', bytes: 'PK\x03\x04 half', says: /文件坏了，打不开。.*另存一份/ },
  {
    what: 'a picture',
    name: '图.png',
    bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
    says: /认不出这种文件。.*请存成 \.docx/,
  },
];

const englishPlan = `Action plan for the new-energy vehicle industry of Hefei (2025-2027)

By 2027 the annual output of new-energy vehicles reaches 1.5 million, and local sourcing reaches 60 per cent.
`;

export function badUploadsAreRefused(shared: Shared): void {
  describe('uploads that hold no plan', () => {
    let reader: Visit;
    beforeAll(async () => {
      reader = await visit(shared.browser, shared.server, { as: 'admin' });
    });
    afterAll(() => reader?.close());

    const plansInLibrary = async () => {
      const answer = await reader.context.request.get('/api/v1/plans/library?limit=200');
      return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
    };

    test.each(files)('$what is refused in clear words, and nothing is stored', async ({ name, bytes, says }) => {
      const { page, open } = reader;
      await open('/plans/upload');
      const buffer = Buffer.from(bytes as string);
      await page.getByLabel(/选择文件/).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await page.getByRole('button', { name: '上传并读取' }).click();
      await expect.poll(() => page.getByRole('alert').innerText(), soon).toMatch(says);
      await page.getByRole('alert').getByRole('button', { name: '换一个文件' }).waitFor();
    });

    test('the library holds the five plans and nothing else', async () => {
      expect(await plansInLibrary()).toHaveLength(5);
      await reader.open('/plans');
      await reader.page.getByText('5 份规划').waitFor();
    });

    test('a plan in English is read, honestly without a target', async () => {
      const { page, open } = reader;
      await open('/plans/upload');
      const file = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from(englishPlan) };
      await page.getByLabel(/选择文件/).setInputFiles(file);
      const facts = page.getByRole('region', { name: /补充说明/ });
      await facts.getByRole('combobox', { name: '地区' }).fill('340100');
      await facts.getByRole('option', { name: /340100/ }).click();
      await page.getByRole('button', { name: '上传并读取' }).click();
      await page.waitForURL(/\/review/, { timeout: 60_000 });
      await page.getByText('这份规划里没有读出数值目标').waitFor();
      // Back to five: later journeys count on it.
      const planId = new URL(page.url()).pathname.split('/')[2];
      expect((await reader.context.request.delete(`/api/v1/plans/library/${planId}`)).ok()).toBe(true);
      expect(await plansInLibrary()).toHaveLength(5);
    });

    test('the pages met no error', () => {
      expect(reader.faults).toEqual([]);
    });
  });
}
