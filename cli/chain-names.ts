/**
 * Numbers of names that come as bytes, without making a text of one that is known: an open-addressed table over one pool of
 * bytes. A name's number is asked for once.
 */
export interface NameTable {
  readonly numberOf: (bytes: Uint8Array, from: number, to: number) => number;
}

/** Words of a slot, which lie in one line of the processor's cache: 1 + number (0 is free), hash, place in the pool, length. */
const WORDS = 4;

/** @param numberOf the number of a name that was not there yet. */
export function nameTable(numberOf: (from: number, to: number) => number): NameTable {
  let mask = (1 << 14) - 1;
  let slots = new Uint32Array(WORDS * (mask + 1));
  let pool = new Uint8Array(1 << 20);
  let poolEnd = 0;
  let names = 0;

  const grow = () => {
    const old = slots;
    mask = mask * 2 + 1;
    slots = new Uint32Array(WORDS * (mask + 1));
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at] === 0) continue;
      let slot = (old[at + 1] as number) & mask;
      while (slots[slot * WORDS] !== 0) slot = (slot + 1) & mask;
      for (let word = 0; word < WORDS; word++) slots[slot * WORDS + word] = old[at + word] as number;
    }
  };

  const keep = (bytes: Uint8Array, from: number, to: number): number => {
    const start = poolEnd;
    poolEnd += to - from;
    if (poolEnd > pool.length) {
      const larger = new Uint8Array(Math.max(poolEnd, pool.length * 2));
      larger.set(pool);
      pool = larger;
    }
    for (let at = from; at < to; at++) pool[start + at - from] = bytes[at] as number;
    return start;
  };

  return {
    numberOf: (bytes, from, to) => {
      let hash = 0x811c9dc5;
      for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
      // FNV-1a leaves the low bits of short names alike.
      hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
      hash = (hash ^ (hash >>> 13)) >>> 0;
      const [table, kept, end] = [slots, pool, slots.length];
      let place = (hash & mask) * WORDS;
      for (; table[place] !== 0; place = place + WORDS < end ? place + WORDS : 0) {
        if (table[place + 1] !== hash || table[place + 3] !== to - from) continue;
        const start = (table[place + 2] as number) - from;
        let at = from;
        while (at < to && kept[start + at] === bytes[at]) at++;
        if (at === to) return (table[place] as number) - 1;
      }
      const number = numberOf(from, to);
      slots[place] = number + 1;
      slots[place + 1] = hash;
      slots[place + 2] = keep(bytes, from, to);
      slots[place + 3] = to - from;
      if (++names * 2 > mask) grow();
      return number;
    },
  };
}
