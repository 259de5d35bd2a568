import pg from 'pg';

/** COPY over the wire, which the client library leaves to others: the fastest way into and out of the store there is. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sync(): void;
}

/** Sends `chunks` into `copy … from stdin`; seconds that it took. */
export const copyIn = (url: string, statement: string, chunks: Iterable<Buffer>): Promise<number> =>
  copy(url, statement, {
    handleCopyInResponse: (connection) => {
      for (const chunk of chunks) connection.sendCopyFromChunk(chunk);
      connection.endCopyFrom();
    },
  });

/** Reads `copy … to stdout` and throws it away; seconds that it took. */
export const copyOut = (url: string, statement: string): Promise<number> => copy(url, statement, {});

async function copy(
  url: string,
  statement: string,
  handlers: { handleCopyInResponse?: (connection: CopyConnection) => void },
): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const began = performance.now();
  try {
    await new Promise<void>((resolve, reject) => {
      client.query({
        submit: (connection: CopyConnection) => connection.query(statement),
        handleRowDescription: () => {},
        handleDataRow: () => {},
        handleCopyInResponse: () => {},
        handleCopyData: () => {},
        handleCommandComplete: () => {},
        handleReadyForQuery: () => resolve(),
        handleError: (error: Error) => reject(error),
        ...handlers,
      } as unknown as pg.Submittable);
    });
    return (performance.now() - began) / 1000;
  } finally {
    await client.end();
  }
}
