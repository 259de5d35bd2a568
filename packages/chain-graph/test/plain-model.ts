/**
 * Sections 1.1 to 1.3 of the chain model word for word, on names and maps, with every sum written out: slow, and sharing
 * nothing with the engine but the formulas.
 */
export interface PlainRelation {
  readonly from: string;
  readonly to: string;
  readonly worth: number;
}

export interface PlainCase {
  /** Firm → its class and final sales. */
  readonly firms: ReadonlyMap<string, { readonly kind: string; readonly final: number }>;
  readonly relations: readonly PlainRelation[];
  readonly matters: (supplierClass: string, customerClass: string) => number;
  readonly left: ReadonlyMap<string, number>;
  readonly epsilon: number;
  readonly noReplacement?: boolean;
}

export interface PlainAnswer {
  readonly hd: ReadonlyMap<string, number>;
  readonly hu: ReadonlyMap<string, number>;
  readonly index: number;
  readonly direct: number;
  readonly steps: number;
  readonly converged: boolean;
}

export function plainModel(given: PlainCase): PlainAnswer {
  const names = [...given.firms.keys()];
  const kind = (firm: string) => given.firms.get(firm)?.kind ?? '';
  const psi = (firm: string) => given.left.get(firm) ?? 1;
  const w = new Map<string, Map<string, number>>(names.map((name) => [name, new Map()]));
  for (const { from, to, worth } of given.relations) {
    if (from === to || !(worth > 0)) continue;
    const sold = w.get(from) as Map<string, number>;
    sold.set(to, (sold.get(to) ?? 0) + worth);
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const customersOf = (firm: string) => [...(w.get(firm) as Map<string, number>)];
  const suppliersOf = (firm: string) =>
    names.flatMap((name) => {
      const worth = w.get(name)?.get(firm);
      return worth === undefined ? [] : [{ name, worth }];
    });
  const suppliers = new Map(names.map((name) => [name, suppliersOf(name)]));
  const x = new Map(
    names.map((name) => [name, sum(customersOf(name).map(([, worth]) => worth)) + (given.firms.get(name)?.final ?? 0)]),
  );
  const output = (firm: string) => x.get(firm) ?? 0;

  let hd = new Map(names.map((name) => [name, psi(name)]));
  let hu = new Map(hd);
  let steps = 0;
  for (;;) {
    steps++;
    const classLeft = (of: string) =>
      sum(names.filter((name) => kind(name) === of).map((name) => output(name) * (hd.get(name) as number)));
    const leftOver = new Map([...new Set(names.map(kind))].map((of) => [of, classLeft(of)]));
    const sent = new Map(
      names.map((name) => {
        const all = leftOver.get(kind(name)) as number;
        const sigma = given.noReplacement || all === 0 ? 1 : Math.min(1, output(name) / all);
        return [name, sigma * (1 - (hd.get(name) as number))];
      }),
    );
    const nextDown = new Map(
      names.map((name) => {
        const inputs = suppliers.get(name) as { name: string; worth: number }[];
        const bounds = [psi(name)];
        const essential = inputs.filter((input) => given.matters(kind(input.name), kind(name)) === 2);
        for (const of of new Set(essential.map((input) => kind(input.name)))) {
          const group = essential.filter((input) => kind(input.name) === of);
          const total = sum(group.map(({ worth }) => worth));
          bounds.push(1 - sum(group.map((input) => (input.worth / total) * (sent.get(input.name) as number))));
        }
        const replaceable = inputs.filter((input) => given.matters(kind(input.name), kind(name)) === 1);
        const total = sum(inputs.map(({ worth }) => worth));
        bounds.push(1 - sum(replaceable.map((input) => (input.worth / total) * (sent.get(input.name) as number))));
        return [name, Math.max(0, Math.min(...bounds))];
      }),
    );
    const nextUp = new Map(
      names.map((name) => {
        const lost = sum(
          customersOf(name).map(([customer, worth]) => (worth / output(name)) * (1 - (hu.get(customer) as number))),
        );
        return [name, Math.max(0, Math.min(psi(name), 1 - lost))];
      }),
    );
    const change = Math.max(
      ...names.map((name) =>
        Math.max(
          Math.abs((hd.get(name) as number) - (nextDown.get(name) as number)),
          Math.abs((hu.get(name) as number) - (nextUp.get(name) as number)),
        ),
      ),
    );
    hd = nextDown;
    hu = nextUp;
    if (change < given.epsilon || steps === 1000) {
      const total = sum(names.map(output));
      const h = (name: string) => Math.min(hd.get(name) as number, hu.get(name) as number);
      return {
        hd,
        hu,
        index: sum(names.map((name) => output(name) * (1 - h(name)))) / total,
        direct: sum(names.map((name) => output(name) * (1 - psi(name)))) / total,
        steps,
        converged: change < given.epsilon,
      };
    }
  }
}
