// What these scripts use of htmx, which the page loads before them.
declare const htmx: { process(element: Element): void };
