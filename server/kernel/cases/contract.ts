import type { Actor, Role, Tx } from '../access/actor.ts';
import type { Names } from '../signals/contract.ts';

export interface CaseState extends Names {
  readonly id: string;
  readonly final: boolean;
}

export interface CaseMove extends Names {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly Role[];
  /** Working days from entering the `from` state within which it should be made; null: no date. */
  readonly due: number | null;
  /** The mover must write why. */
  readonly asksNote: boolean;
}

/** A state machine as data. A register whose life cycle runs as cases brings one, `register.<id>`. */
export interface CaseType {
  readonly id: string;
  readonly names: Names;
  readonly initial: string;
  readonly states: readonly CaseState[];
  readonly moves: readonly CaseMove[];
  /** Working days past the due date after which it goes up a level, county > city > province; default 3. */
  readonly escalateAfter: number;
  /** Working days before the due date on which the owner is reminded; default 2. */
  readonly remindBefore: number;
  /** In the move's transaction, after it: what else follows, such as the entry's own state. May refuse by throwing AppError. */
  readonly moved?: (tx: Tx, move: MovedCase) => Promise<void>;
}

export interface MovedCase {
  readonly caseId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly move: string;
  readonly from: string;
  readonly to: string;
  readonly actor: Actor;
  readonly note: string | null;
  readonly now: Date;
}

export interface NewCase {
  readonly type: string;
  readonly title: Names;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly href: string;
  readonly regionCode: string;
  /** Code of list `owner-unit`; `unit` is the unit's own name where the subject names one. */
  readonly unitKind: string;
  readonly unit: string | null;
  /** Default: the type's initial state. */
  readonly state?: string;
  readonly signalId?: string;
  /** Enterprise whose own matter it is. */
  readonly partyId?: string | null;
  /** Set by a person; default: by the type's moves. */
  readonly dueOn?: string;
  /** First words of the trail. */
  readonly note?: string;
  readonly synthetic: boolean;
}
