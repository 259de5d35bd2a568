import type { ComponentType } from 'react';
import { BooleanControl } from './BooleanControl.tsx';
import { CodeControl } from './CodeControl.tsx';
import { DateControl } from './DateControl.tsx';
import { FileControl } from './FileControl.tsx';
import { NumberControl } from './NumberControl.tsx';
import { PartyControl } from './PartyControl.tsx';
import { PlaceControl } from './PlaceControl.tsx';
import { ReferenceControl } from './ReferenceControl.tsx';
import { RegionControl } from './RegionControl.tsx';
import { TextControl } from './TextControl.tsx';
import type { ControlProps } from './types.ts';

const controls: Readonly<Record<string, ComponentType<ControlProps>>> = {
  text: TextControl,
  code: CodeControl,
  number: NumberControl,
  integer: NumberControl,
  money: NumberControl,
  year: NumberControl,
  date: DateControl,
  datetime: DateControl,
  month: DateControl,
  period: TextControl,
  boolean: BooleanControl,
  region: RegionControl,
  party: PartyControl,
  reference: ReferenceControl,
  place: PlaceControl,
  file: FileControl,
};

/** The control for one value of a field of this type. */
export const singleControl = (type: string): ComponentType<ControlProps> => controls[type] ?? TextControl;
