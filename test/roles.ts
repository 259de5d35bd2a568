import { describe, expect, test } from 'vitest';
import { visit } from './browser.ts';
import type { Shared } from './shared.ts';

/** What a role may not do is not on its page (ux.md section 2). */
export function rolesSeeTheirOwn(shared: Shared): void {
  describe('roles', () => {
    /** A target of the place, as the API names it. */
    const targetOf = async (name: string, area: string) => {
      const answer = await fetch(`${shared.server.url}/api/v1/plans/targets?limit=200`);
      const { items } = (await answer.json()) as {
        items: { id: string; indicatorName: string; region: { name: string } }[];
      };
      const found = items.find(({ indicatorName, region }) => indicatorName === name && region.name === area);
      if (!found) throw new Error(`no target ${name} of ${area}`);
      return `/targets/${found.id}`;
    };
    const edit = { name: '改绑定与基期' };

    test('a city bureau edits its own target and not the province’s', async () => {
      const { page, open, close, faults } = await visit(shared.browser, shared.server, { as: 'hangzhou' });
      await open(await targetOf('新能源汽车年产量', '浙江省'));
      await page.getByRole('heading', { level: 1, name: '新能源汽车年产量' }).waitFor();
      await page
        .getByText(/判为|为应达/)
        .first()
        .waitFor();
      for (const name of ['改绑定与基期', '分解到年', '按路径建议', '手绘路径']) {
        expect(await page.getByRole('button', { name }).count(), name).toBe(0);
      }
      const answer = await fetch(`${shared.server.url}/api/v1/plans/targets?limit=200`);
      const { items } = (await answer.json()) as { items: { id: string; region: { name: string } }[] };
      const own = items.find(({ region }) => region.name === '杭州市');
      await open(`/targets/${own?.id}`);
      await page.getByRole('button', edit).waitFor();
      await open('/system/health');
      const menu = page.getByRole('navigation', { name: '主菜单' });
      for (const name of ['用户与权限', '审计']) expect(await menu.getByText(name).count(), name).toBe(0);
      await open('/system/users');
      await page.getByRole('heading', { name: '您无权打开这一页' }).waitFor();
      expect(faults).toEqual([]);
      await close();
    });

    test('an analyst reads, and has nothing to upload, import or enter', async () => {
      const { page, open, close, faults } = await visit(shared.browser, shared.server, { as: 'analyst' });
      for (const path of ['/targets', '/plans', '/indicators', '/indicators/nev-output?region=330000']) {
        await open(path);
        await page.getByRole('button', { name: '导出' }).or(page.getByRole('table')).first().waitFor();
        for (const name of [/上传规划/, /批量导入/, /导入修改/, /录入实绩/]) {
          const offered = page
            .getByRole('main')
            .getByRole('button', { name })
            .or(page.getByRole('main').getByRole('link', { name }));
          expect(await offered.count(), `${path} ${name}`).toBe(0);
        }
      }
      await page.goto('/plans/upload');
      await page.getByRole('heading', { name: '您无权打开这一页' }).waitFor();
      expect(faults).toEqual([]);
      await close();
    });

    test('the public has no System menu, and no page of it by its address', async () => {
      const { page, open, close, faults } = await visit(shared.browser, shared.server);
      await open('/targets');
      const menu = page.getByRole('navigation', { name: '主菜单' });
      await menu.getByRole('link', { name: '目标台账' }).waitFor();
      expect(await menu.getByText('系统与数据').count()).toBe(0);
      for (const path of ['/system/users', '/system/audit', '/plans/upload']) {
        await page.goto(path);
        await page
          .getByLabel('用户名')
          .or(page.getByRole('heading', { name: '您无权打开这一页' }))
          .first()
          .waitFor();
        expect(await page.getByRole('table').count(), path).toBe(0);
      }
      expect(faults).toEqual([]);
      await close();
    });

    test('a refused change is refused by the server too', async () => {
      const { context, close } = await visit(shared.browser, shared.server, { as: 'hangzhou' });
      const path = await targetOf('新能源汽车年产量', '浙江省');
      const address = `/api/v1/plans${path}`;
      const seen = await context.request.get(address);
      const headers = { 'If-Match': seen.headers().etag ?? '' };
      const answer = await context.request.patch(address, { data: { value: 1 }, headers });
      expect([403, 404]).toContain(answer.status());
      await close();
    });
  });
}
