import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const TEXT = /\.(js|css|html|svg)$/;

/** Writes `.br` and `.gz` beside each text file of a built site, once at their best, so that no request has to. */
export async function compressSite(root: string): Promise<void> {
  const files = (await readdir(root, { recursive: true })).filter((file) => TEXT.test(file));
  await Promise.all(
    files.map(async (file) => {
      const plain = await readFile(path.join(root, file));
      await writeFile(path.join(root, `${file}.br`), await promisify(brotliCompress)(plain));
      await writeFile(path.join(root, `${file}.gz`), await promisify(gzip)(plain));
    }),
  );
}
