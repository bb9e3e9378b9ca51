// What these scripts use of htmx, which the page loads before them.
declare const htmx: {
  process(element: Element): void;
  trigger(element: Element, event: string): void;
  ajax(verb: "GET", address: string, context: Record<"source" | "target" | "swap" | "push", string>): Promise<void>;
};
