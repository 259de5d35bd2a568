import type { Generated } from 'kysely';

export type Frequency = 'off' | 'daily' | 'weekly';

declare module '../store/tables.ts' {
  interface Tables {
    digest_setting: {
      user_id: string;
      email: string | null;
      frequency: Generated<Frequency>;
      updated_at: Generated<Date>;
      /** Day of the newest digest that was made, or found to have nothing in it. */
      last_day: string | null;
    };
    mail: {
      id: Generated<string>;
      user_id: string | null;
      kind: string;
      day: string;
      recipient: string;
      subject: string;
      body_text: string;
      body_html: string;
      created_at: Date;
      next_at: Date;
      attempts: Generated<number>;
      sent_at: Date | null;
      gave_up_at: Date | null;
      last_error: string | null;
    };
    webhook: {
      id: Generated<string>;
      url: string;
      events: string[];
      secret: string;
      enabled: Generated<boolean>;
      created_by: string | null;
      created_at: Generated<Date>;
      last_status: string | null;
    };
    webhook_delivery: {
      id: Generated<string>;
      webhook_id: string;
      event_id: string;
      type: string;
      payload: string;
      created_at: Date;
      next_at: Date;
      attempts: Generated<number>;
      delivered_at: Date | null;
      gave_up_at: Date | null;
      last_status: string | null;
    };
  }
}
