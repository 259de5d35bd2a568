import type { Register } from '../../../server/kernel/registers/model.ts';
import { useCrumbName, useCrumbPlace } from '../../shell/frame/crumb-names.ts';
import { useLanguage } from '../../shell/preferences.tsx';
import { groupPath } from './groups.ts';
import { nameOf } from './values.ts';

/** Names a register's page in the breadcrumb, below the page of its group. */
export function useRegisterCrumb(register: Register): void {
  const language = useLanguage();
  const path = `/registers/${register.id}`;
  useCrumbName(path, nameOf(register, language));
  useCrumbPlace(path, groupPath(register));
}
