/** What a chart shows, without how it is drawn. Values are in the unit that the caption names; null is not known. */
export type ChartSpec =
  | {
      readonly kind: 'bars';
      readonly items: readonly {
        readonly name: string;
        readonly value: number | null;
        readonly label: string;
        readonly faded?: boolean;
      }[];
      /** A line to hold the bars against, in the same unit. */
      readonly mark?: { readonly value: number; readonly label: string };
    }
  | {
      readonly kind: 'lines';
      readonly labels: readonly string[];
      readonly lines: readonly {
        readonly name: string;
        readonly values: readonly (number | null)[];
        readonly look: 'actual' | 'earlier';
      }[];
      readonly decimals: number;
    }
  | {
      readonly kind: 'tiles';
      readonly tiles: readonly {
        readonly name: string;
        readonly value: number | null;
        readonly label: string;
        readonly lon: number;
        readonly lat: number;
      }[];
    };

export interface Drawing {
  readonly svg: string;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

export interface DrawOptions {
  /** Text in the corner where a figure is synthetic. */
  readonly corner: string;
}
