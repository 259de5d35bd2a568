/** Colours and the one font of drawings; ink for print. */
export const CHART_FONT = 'Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif';
export const INK = {
  text: '#1B2530',
  second: '#4A5665',
  line: '#C6CED6',
  split: '#E9EDF1',
  actual: '#2C6FB0',
  faded: '#97BDE0',
  earlier: '#8E9BA8',
  brick: '#A83226',
  mark: '#8A5800',
} as const;
export const SEQUENCE = ['#EAF1F8', '#C9DDF0', '#97BDE0', '#5B93C7', '#2A639F'] as const;
