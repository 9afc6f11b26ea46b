// What is on at a moment, as planner/rules/today.py has it: for a page that goes on by the clock.
// A span is {begins, ends, timed, on}, its instants in milliseconds.
(function () {
  "use strict";
  function dayAt(days, now) {
    return days.findIndex((day) => day.begins <= now && now < day.ends);
  }
  function phase(days, now) {
    if (!days.length || now < days[0].begins) return "before";
    return now < days[days.length - 1].ends ? "on" : "after";
  }
  function part(span, today, first, now) {
    const isToday = today !== undefined && today.begins <= span.begins && span.begins < today.ends;
    if (span.ends <= now) return "";
    if (!span.on) return isToday ? "later" : "";
    if (!span.timed) return span.begins <= now ? "all-day" : "";
    if (span.begins <= now) return "now";
    if (span.begins === first) return "next";
    return isToday ? "later" : "";
  }
  function parts(spans, days, now) {
    const starting = spans.filter((span) => span.timed && span.on && span.begins > now);
    const first = Math.min(...starting.map((span) => span.begins));
    const today = days[dayAt(days, now)];
    return spans.map((span) => part(span, today, first, now));
  }
  const rules = { dayAt, phase, parts };
  if (typeof window === "undefined") module.exports = rules;
  else window.todayRules = rules;
})();
