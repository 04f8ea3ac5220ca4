const PATHS = {
  channel: ["M9 4 7 20", "M17 4l-2 16", "M4.500 9h16", "M3.500 15h16"],
  direct: [
    "M4 6.500A2.500 2.500 0 0 1 6.500 4h11A2.500 2.500 0 0 1 20 6.500v7a2.500 2.500 0 0 1-2.500 2.500H12l-5 4v-4h-.5A2.500 2.500 0 0 1 4 13.500z",
  ],
  inbox: ["M4 13l2.500-8h11L20 13v6H4z", "M4 13h5l1.500 2.500h3L15 13h5"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  send: ["M12 19V5", "M6 11l6-6 6 6"],
  lock: ["M6 11h12v9H6z", "M9 11V8a3 3 0 0 1 6 0v3"],
  share: ["M14 5l6 6-6 6", "M20 11h-9a6 6 0 0 0-6 6v2"],
  explain: [
    "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18z",
    "M9.800 9.500a2.300 2.300 0 1 1 3.300 2.100c-.7.4-1.100.9-1.100 1.700",
    "M12 16.600v.1",
  ],
  edit: ["M5 19h3.500L19 8.500 15.500 5 5 15.500z"],
  reply: ["M9 6 4 11l5 5", "M4 11h9a7 7 0 0 1 7 7"],
  code: ["M9 7l-5 5 5 5", "M15 7l5 5-5 5"],
  clock: ["M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18z", "M12 7.500V12l3 2"],
  good: [
    "M7 11v9H4v-9z",
    "M7 11l4-7.500a2 2 0 0 1 2 2V9h5.500a1.500 1.500 0 0 1 1.500 1.800l-1.500 7.700A2 2 0 0 1 16.500 20H7",
  ],
  bad: [
    "M7 13V4H4v9z",
    "M7 13l4 7.500a2 2 0 0 0 2-2V15h5.500a1.500 1.500 0 0 0 1.500-1.800l-1.500-7.700A2 2 0 0 0 16.500 4H7",
  ],
  person: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M5 20c.6-3.600 3.400-5.500 7-5.500s6.400 1.900 7 5.500"],
  copy: ["M9 9h11v11H9z", "M5 15V4h11"],
  sun: [
    "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
    "M12 3v1.500M12 19.500V21M3 12h1.500M19.500 12H21M5.600 5.600l1.100 1.100M17.300 17.300l1.100 1.100M5.600 18.400l1.100-1.100M17.300 6.700l1.100-1.100",
  ],
  moon: ["M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z"],
};

/** A line icon; decoration only, the control beside it has the name. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const shape of PATHS[name]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}
